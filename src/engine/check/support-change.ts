import { listText, pluralNoun } from "../rules/words.js";
import { type ComponentPair, windowOf } from "../window/component-pair.js";
import { nameAt, type Releases } from "../window/releases.js";
import { type Limit, type Window, within } from "../window/window.js";

/** Which releases may meet, as the configuration of a state says and as that of an earlier one said. */
export interface DeclaredWindows {
  before: readonly ComponentPair[];
  after: readonly ComponentPair[];
  /** What the earlier state is called: X.Y of the release before. */
  from: string;
}

/**
 * What another window means for the release that a state leads to, a sentence for each side: pairs with older releases that
 * the earlier window would have supported in its place, and those that it would not have.
 */
export interface SupportChange {
  /** Of a narrower window: a promise that is taken back. */
  ended: readonly string[];
  /** Of a wider one: a promise that is added. */
  added: readonly string[];
}

/** Nothing is promised otherwise than before. */
export const sameSupport: SupportChange = { ended: [], added: [] };

/** Compares two windows by the pairs that they support. A limit that no release has reached yet takes nothing and adds nothing. */
export function supportChange({ before, after, from }: DeclaredWindows, releases: Releases): SupportChange {
  const sides = after.flatMap(({ client, server, window }) => {
    const earlier = windowOf({ client, server }, before, after);
    return window && earlier ? sidesOf({ client, server }, earlier, window) : [];
  });
  const told = (reached: (side: ChangedSide) => string[], verb: string, end: string) =>
    sides.flatMap((side) => {
      const names = reached(side);
      if (names.length === 0) return [];
      const { limit, newer, older, was, is } = side;
      return [
        `The window of ${from} had ${limit} ${was}, and now it has ${is}: the ${newer} of this release ${verb} ${peersText(older, names)} ${end}.`,
      ];
    });
  return {
    ended: told(({ was, is }) => reachedOnly(was, is, releases), "does not support", "any more"),
    added: told(({ was, is }) => reachedOnly(is, was, releases), "supports", "as well"),
  };
}

/** One limit of a window, as it was and as it is, with the component that is newer in its pairs and the one that is older. */
interface ChangedSide {
  limit: keyof Window;
  newer: string;
  older: string;
  was: Limit;
  is: Limit;
}

function sidesOf(
  { client, server }: Pick<ComponentPair, "client" | "server">,
  earlier: Window,
  window: Window,
): ChangedSide[] {
  const sides = [
    { limit: "upgrade", newer: client, older: server },
    { limit: "downgrade", newer: server, older: client },
  ] as const;
  return sides.map((side) => ({ ...side, was: earlier[side.limit], is: window[side.limit] }));
}

/** The releases before the head, by name, that one limit reaches and another one does not. */
function reachedOnly(limit: Limit, other: Limit, releases: Releases): string[] {
  const older = Array.from({ length: releases.head }, (_, releaseIndex) => releaseIndex);
  return older
    .filter((each) => within(releases.head - each, limit) && !within(releases.head - each, other))
    .map((each) => nameAt(releases, each));
}

/** Neighbors: the oldest and the newest say it all. */
function peersText(component: string, names: readonly string[]): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  if (names.length === 1) return `${component} ${first}`;
  const range = names.length === 2 ? listText([first, last]) : `${first} to ${last}`;
  return `${pluralNoun(component)} ${range}`;
}

import { listText, pluralNoun } from "../rules/words.js";
import { type ComponentPair, windowOf } from "../window/component-pair.js";
import { nameAt, type Releases } from "../window/releases.js";
import { type Window, within } from "../window/window.js";

/** Which releases may meet, as the configuration of a release says and as that of the one before it said. */
export interface DeclaredWindows {
  before: readonly ComponentPair[];
  after: readonly ComponentPair[];
  /** X.Y of the release before. */
  from: string;
}

/**
 * What a narrower window takes away, a sentence for each side: pairs of this release that the one before would have
 * supported in its place. A limit that no release has reached yet takes nothing.
 */
export function endedSupport({ before, after, from }: DeclaredWindows, releases: Releases): string[] {
  return after.flatMap(({ client, server, window }) => {
    const earlier = windowOf({ client, server }, before, after);
    if (!window || !earlier) return [];
    const sides = [
      { limit: "upgrade", newer: client, older: server },
      { limit: "downgrade", newer: server, older: client },
    ] as const;
    return sides.flatMap(({ limit, newer, older }) => {
      const lost = lostReleases(earlier[limit], window[limit], releases);
      if (lost.length === 0) return [];
      const [peers, was, is] = [peersText(older, lost), earlier[limit], window[limit]];
      return [
        `The window of ${from} had ${limit} ${was}, and now it has ${is}: the ${newer} of this release does not support ${peers} any more.`,
      ];
    });
  });
}

/** The releases before the head, by name, that one limit reaches and another one does not. */
function lostReleases(was: Window["upgrade"], is: Window["upgrade"], releases: Releases): string[] {
  const older = Array.from({ length: releases.head }, (_, releaseIndex) => releaseIndex);
  return older
    .filter((each) => within(releases.head - each, was) && !within(releases.head - each, is))
    .map((each) => nameAt(releases, each));
}

/** Neighbors: the oldest and the newest say it all. */
function peersText(component: string, names: readonly string[]): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  if (names.length === 1) return `${component} ${first}`;
  const range = names.length === 2 ? listText([first, last]) : `${first} to ${last}`;
  return `${pluralNoun(component)} ${range}`;
}

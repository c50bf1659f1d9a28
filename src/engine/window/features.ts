import type { Concern, ConcernsOf } from "./concerns.js";
import { type Delay, delayToEnable, delayToRemoveField } from "./delay.js";
import type { ElementHistory } from "./elements.js";
import { type DelayIn, firstRelease } from "./first-release.js";
import { indexOfRelease, isBefore, nameAt, type Releases } from "./releases.js";

/** Something that is introduced in one release and used by default in a later one, as the configuration declares it. */
export interface Feature {
  name: string;
  /** Full names; what stands inside of one belongs to the feature, too. */
  elements: readonly string[];
  /** The first release X.Y that uses it by default. */
  enabled: string;
  /** The first release X.Y in which every writer writes the elements out, whatever they are; no schema shows it. */
  written?: string | undefined;
}

/** A feature with what history tells of it. */
export interface DatedFeature extends Feature {
  /** Index of the first release that has all of its elements; null where no release has any of them. */
  introduced: number | null;
  /** The first release that may use it by default, null where no delay is long enough, or nobody said what to count from. */
  enableFrom: string | null;
  /** Whether it is enabled before that. */
  isTooEarly: boolean;
  /** Whether a default of it changed, and it does not say since when every writer writes the value out. */
  lacksWritten: boolean;
  /** The pairs of components that its elements concern. */
  concerns: readonly Concern[];
}

/**
 * When each feature was introduced, and when it may be enabled: when its readers know it, and where it is a default that
 * changes, when no peer in the window leaves the value out any more.
 */
export function dateFeatures(
  features: readonly Feature[],
  histories: readonly ElementHistory[],
  concernsOf: ConcernsOf,
  releases: Releases,
): DatedFeature[] {
  const byElement = new Map(histories.map((history) => [history.element, history]));
  const changedDefaults = namesAround(histories.filter((history) => history.defaultChanged !== null));
  return features.map((feature) => {
    const { elements, enabled, written } = feature;
    const own = elements.flatMap((element) => byElement.get(element) ?? []);
    const concerns = own.flatMap(concernsOf);
    const introduced = own.length === 0 ? null : Math.max(...own.map((history) => history.introduced));
    const lacksWritten = written === undefined && elements.some((element) => changedDefaults.has(element));
    // What one element of a feature has to wait for, all of it has to.
    const first = (since: number, delayIn: DelayIn) =>
      firstRelease(since, concerns, delayIn, { head: releases.head, least: twoSteps });
    const readAt = introduced === null ? null : first(introduced, delayToRead);
    const writtenAt =
      written === undefined ? readAt : first(indexOfRelease(releases, written), delayToWriteOut);
    const isKnown = introduced !== null && !lacksWritten;
    const from = isKnown && readAt !== null && writtenAt !== null ? Math.max(readAt, writtenAt) : null;
    return {
      ...feature,
      introduced,
      enableFrom: from === null ? null : nameAt(releases, from),
      isTooEarly: isKnown && (from === null || isBefore(releases, enabled, from)),
      lacksWritten,
      concerns,
    };
  });
}

/** The full names of elements, and of all that they stand in. */
function namesAround(elements: readonly { element: string }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { element } of elements) {
    for (let name = element; name !== "" && !names.has(name); name = nameOutside(name)) names.add(name);
  }
  return names;
}

/** What a full name stands in; empty where that is nothing. */
function nameOutside(fullName: string): string {
  return fullName.slice(0, Math.max(fullName.lastIndexOf("."), 0));
}

function delayToRead({ direction, window }: Concern): Delay {
  return delayToEnable(direction, window);
}

function delayToWriteOut({ window }: Concern): Delay {
  return delayToRemoveField(window);
}

/** Two steps are never one release. */
const twoSteps: Delay = { releases: 1, forever: false };

/** Whether an element belongs to a feature. */
export function belongsTo(element: string, { elements }: Feature): boolean {
  return elements.some((each) => element === each || element.startsWith(`${each}.`));
}

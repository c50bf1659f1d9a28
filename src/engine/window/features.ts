import { delayToEnable } from "./delay.js";
import type { ElementHistory } from "./elements.js";
import { isBefore, nameAt, type Releases } from "./releases.js";
import type { Window } from "./window.js";

/** Something that is introduced in one release and used by default in a later one, as the configuration declares it. */
export interface Feature {
  name: string;
  /** Full names; what stands inside of one belongs to the feature, too. */
  elements: readonly string[];
  /** The first release X.Y that uses it by default. */
  enabled: string;
}

/** A feature with what history tells of it. */
export interface DatedFeature extends Feature {
  /** Index of the first release that has all of its elements; null where no release has any of them. */
  introduced: number | null;
  /** The first release that may use it by default, null where no delay is long enough. */
  enableFrom: string | null;
  /** Whether it is enabled before that. */
  isTooEarly: boolean;
}

/** When each feature was introduced, and when it may be enabled. */
export function dateFeatures(
  features: readonly Feature[],
  histories: readonly ElementHistory[],
  window: Window,
  releases: Releases,
): DatedFeature[] {
  const introductions = new Map(histories.map(({ element, introduced }) => [element, introduced]));
  const { releases: delay } = delayToEnable(window);
  return features.map((feature) => {
    const introducedAt = feature.elements.flatMap((element) => introductions.get(element) ?? []);
    const introduced = introducedAt.length === 0 ? null : Math.max(...introducedAt);
    const from = introduced === null || delay === null ? null : introduced + delay;
    const enableFrom = from === null ? null : nameAt(releases, from);
    const isTooEarly = introduced !== null && (from === null || isBefore(releases, feature.enabled, from));
    return { ...feature, introduced, enableFrom, isTooEarly };
  });
}

/** Whether an element belongs to a feature. */
export function belongsTo(element: string, { elements }: Feature): boolean {
  return elements.some((each) => element === each || element.startsWith(`${each}.`));
}

import type { Concern, ConcernsOf } from "./concerns.js";
import { delayToEnable, longer } from "./delay.js";
import type { ElementHistory } from "./elements.js";
import { isBefore, nameAt, type Releases } from "./releases.js";

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
  /** The pairs of components that its elements concern. */
  concerns: readonly Concern[];
}

/** When each feature was introduced, and when it may be enabled. */
export function dateFeatures(
  features: readonly Feature[],
  histories: readonly ElementHistory[],
  concernsOf: ConcernsOf,
  releases: Releases,
): DatedFeature[] {
  const byElement = new Map(histories.map((history) => [history.element, history]));
  return features.map((feature) => {
    const own = feature.elements.flatMap((element) => byElement.get(element) ?? []);
    const concerns = own.flatMap(concernsOf);
    const introduced = own.length === 0 ? null : Math.max(...own.map((history) => history.introduced));
    const from = introduced === null ? null : after(introduced, delayIn(concerns));
    const enableFrom = from === null ? null : nameAt(releases, from);
    const isTooEarly = introduced !== null && (from === null || isBefore(releases, feature.enabled, from));
    return { ...feature, introduced, enableFrom, isTooEarly, concerns };
  });
}

/** What one element of a feature has to wait for, all of it has to. */
function delayIn(concerns: readonly Concern[]): number | null {
  return concerns.map(({ direction, window }) => delayToEnable(direction, window)).reduce(longer).releases;
}

function after(releaseIndex: number, delay: number | null): number | null {
  return delay === null ? null : releaseIndex + delay;
}

/** Whether an element belongs to a feature. */
export function belongsTo(element: string, { elements }: Feature): boolean {
  return elements.some((each) => element === each || element.startsWith(`${each}.`));
}

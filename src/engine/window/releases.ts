import { compareReleases, parseRelease, releaseAt } from "./release-name.js";

/** The releases of a protocol, and where the state that is looked at stands among them. */
export interface Timeline {
  /** X.Y, oldest first. */
  releases: readonly string[];
  /** Position of the state: that of a release, or the number of releases for what comes after all of them. */
  head: number;
}

/** The name of a release by its position; behind the last one it is a forecast. */
export function nameAt({ releases }: Timeline, position: number): string {
  return releaseAt(releases, position);
}

/** Whether a release, by name, comes before a position. It need not exist yet. */
export function isBefore(timeline: Timeline, name: string, position: number): boolean {
  return positionOf(timeline, name) < position;
}

/**
 * The position of a release, by name. One that is still to come is taken for as near as the list allows: behind 1.3,
 * 1.4 is the next. Where all releases are X.0, the next major may follow at once; where there are minor releases, it
 * comes after one of them.
 */
function positionOf({ releases }: Timeline, name: string): number {
  const known = releases.findIndex((release) => compareReleases(release, name) >= 0);
  if (known !== -1) return known;
  const [last, wanted] = [parseRelease(releases.at(-1) ?? ""), parseRelease(name)];
  if (!last || !wanted) return releases.length;
  if (wanted.major === last.major) return releases.length + wanted.minor - last.minor - 1;
  const onlyMajors = releases.every((release) => parseRelease(release)?.minor === 0);
  return releases.length + wanted.major - last.major + wanted.minor - (onlyMajors ? 1 : 0);
}

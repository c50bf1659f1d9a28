import { compareReleases, releaseAt } from "./release-name.js";

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
  return compareReleases(name, nameAt(timeline, position)) < 0;
}

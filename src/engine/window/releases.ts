/** A release X.Y, as two numbers. */
export interface ReleaseVersion {
  major: number;
  minor: number;
}

/** `1.2` as two numbers, also where a `v` or a patch number is written with it; null for another text. */
export function parseRelease(name: string): ReleaseVersion | null {
  const found = /^v?(\d{1,9})\.(\d{1,9})(?:\.\d{1,9})?$/.exec(name);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : null;
}

/** Negative where `a` is the older one. Both are names that `parseRelease` reads. */
export function compareReleases(a: string, b: string): number {
  const [x, y] = [parseRelease(a), parseRelease(b)];
  if (!x || !y) throw new Error(`not releases: ${a}, ${b}`);
  return x.major - y.major || x.minor - y.minor;
}

/**
 * The name of the release at a position, oldest first from 0. Behind the last one names are a forecast that goes on
 * as the list ends: 1.0, 2.0 leads to 3.0, and 2.3 to 2.4.
 */
export function releaseAt(releases: readonly string[], position: number): string {
  const known = releases[position];
  if (known !== undefined) return known;
  const steps = position - releases.length + 1;
  const last = parseRelease(releases.at(-1) ?? "0.0") ?? { major: 0, minor: 0 };
  return countsMajors(releases) ? `${last.major + steps}.0` : `${last.major}.${last.minor + steps}`;
}

/** Whether all releases so far, and there are several, are X.0. */
function countsMajors(releases: readonly string[]): boolean {
  return releases.length > 1 && releases.every((name) => parseRelease(name)?.minor === 0);
}

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

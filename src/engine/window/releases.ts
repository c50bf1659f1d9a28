/** A release X.Y, as two numbers. */
export interface ReleaseVersion {
  major: number;
  minor: number;
}

/** `1.2` as two numbers, also where a `v` or a patch number is written with it; null for another text. */
export function parseRelease(name: string): ReleaseVersion | null {
  const match = /^v?(\d{1,9})\.(\d{1,9})(?:\.\d{1,9})?$/.exec(name);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}

/** Negative where `a` is the older one. Both are names that `parseRelease` reads. */
export function compareReleases(a: string, b: string): number {
  const [x, y] = [parseRelease(a), parseRelease(b)];
  if (!x || !y) throw new Error(`not releases: ${a}, ${b}`);
  return x.major - y.major || x.minor - y.minor;
}

/**
 * The name of a release by its index in the list, oldest first. Behind the last one names are a forecast that goes on
 * as the list ends: 1.0, 2.0 leads to 3.0, and 2.3 to 2.4.
 */
export function releaseAt(releases: readonly string[], releaseIndex: number): string {
  const name = releases[releaseIndex];
  if (name !== undefined) return name;
  const steps = releaseIndex - releases.length + 1;
  const last = parseRelease(releases.at(-1) ?? "0.0") ?? { major: 0, minor: 0 };
  return countsMajors(releases) ? `${last.major + steps}.0` : `${last.major}.${last.minor + steps}`;
}

/** Whether all releases so far, and there are several, are X.0. */
function countsMajors(releases: readonly string[]): boolean {
  return releases.length > 1 && releases.every((name) => parseRelease(name)?.minor === 0);
}

/** The releases of a protocol, and where the state that is looked at stands among them. */
export interface Releases {
  /** X.Y, oldest first. */
  names: readonly string[];
  /** Index of the state: that of a release, or the number of releases for what comes after all of them. */
  head: number;
  /** What the release after the last one will be called, where somebody has said so; otherwise it is a forecast. */
  next?: string;
  /** Set where somebody named some of the releases: there may be others before and between them. */
  isExcerpt?: true;
}

/** The names that are no forecast. */
function namesOf({ names, next }: Releases): readonly string[] {
  return next === undefined ? names : [...names, next];
}

/** The name of a release by its index; behind the last one it is a forecast. */
export function nameAt(releases: Releases, releaseIndex: number): string {
  return releaseAt(namesOf(releases), releaseIndex);
}

/** Whether a release, by name, comes before the one with an index. It need not exist yet. */
export function isBefore(releases: Releases, name: string, releaseIndex: number): boolean {
  return indexOfRelease(releases, name) < releaseIndex;
}

/**
 * The index of a release, by name. One that is still to come is taken for as near as the list allows: behind 1.3,
 * 1.4 is the next. Where all releases are X.0, the next major may follow at once; where there are minor releases, it
 * comes after one of them.
 */
export function indexOfRelease(releases: Releases, name: string): number {
  const names = namesOf(releases);
  const listed = names.findIndex((each) => compareReleases(each, name) >= 0);
  if (listed !== -1) return listed;
  const [last, wanted] = [parseRelease(names.at(-1) ?? ""), parseRelease(name)];
  if (!last || !wanted) return names.length;
  if (wanted.major === last.major) return names.length + wanted.minor - last.minor - 1;
  const onlyMajors = names.every((each) => parseRelease(each)?.minor === 0);
  return names.length + wanted.major - last.major + wanted.minor - (onlyMajors ? 1 : 0);
}

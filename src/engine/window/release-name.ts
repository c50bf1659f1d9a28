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

import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { git } from "./git.js";
import { peel } from "./refs.js";

/** Which tags are releases: those that match a pattern, or these. */
export type ReleaseTags = { tags: string } | string[];

/** A tag that names a release. */
export interface Release {
  tag: string;
  commit: string;
  /** When it was tagged, ISO 8601 in UTC. */
  date: string;
  /** The release X.Y that it belongs to, `1.2`. */
  series: string;
  /** `1.2.3` with a 3, that is a release that never changes the protocol. */
  isPatch: boolean;
  /** `1.2-rc1`. */
  isPreRelease: boolean;
}

/**
 * The releases of a repository, sorted by version, pre-releases before their release. Tags without a version in
 * their name are left out, and tags of something else than a commit. Throws a UserError for a pattern that no tag can match.
 */
export async function listReleases(folder: string, tags: ReleaseTags): Promise<Release[]> {
  const patterns = Array.isArray(tags) ? tags : [tags.tags];
  const wrong = patterns.find((pattern) => /[\p{Cc}]/u.test(pattern));
  if (wrong !== undefined) {
    throw new UserError(`"${printable(wrong)}" cannot name a tag.`, "Correct releases in the configuration.");
  }
  // Without any pattern git would list all.
  if (patterns.length === 0) return [];
  const format = "--format=%(objectname) %(creatordate:unix) %(refname:lstrip=2)";
  const refs = patterns.map((pattern) => `refs/tags/${pattern}`);
  const listed = await git(folder, ["for-each-ref", format, "--end-of-options", ...refs]);
  const lines = listed
    .split("\n")
    .map((line) => /^(\S+) (\d*) (.+)$/.exec(line))
    .filter((match) => match !== null);
  const commits = await peel(
    folder,
    lines.map(([, id]) => id as string),
  );
  return lines
    .flatMap(([, , date = "", tag = ""], index) => {
      const version = versionOf(tag);
      const commit = commits[index] ?? null;
      return version && commit ? [{ tag, commit, date: isoDate(Number(date)), version }] : [];
    })
    .sort((a, b) => compareVersions(a.version, b.version) || (a.tag < b.tag ? -1 : 1))
    .map(({ version: { numbers, suffix }, ...release }) => ({
      ...release,
      series: `${numbers[0]}.${numbers[1]}`,
      isPatch: numbers[2] > 0,
      isPreRelease: suffix !== "",
    }));
}

/** What the name of a tag says. */
export interface Version {
  numbers: [major: number, minor: number, patch: number];
  /** What follows, `rc1`; empty for a release. */
  suffix: string;
}

const versionPattern =
  /(?<!\d|\d[._]|[._]\d{1,9}-)(\d{1,9})(?:[._](\d{1,9}))?(?:[._](\d{1,9}))?(?:[-._]?([A-Za-z][\w.-]*))?$/;

/**
 * The version in the name of a tag, whatever stands before it: `v1.2`, `agent/1.2.3-rc1`, `v1.2+build.5`.
 * Null where there is none. A number that goes on otherwise, `1.2.3.4` or `1.2-3`, is none, and neither is its end.
 */
export function versionOf(tag: string): Version | null {
  const [name = ""] = tag.split("+");
  const match = versionPattern.exec(name);
  if (!match) return null;
  const [, major, minor = 0, patch = 0, suffix = ""] = match;
  return { numbers: [Number(major), Number(minor), Number(patch)], suffix };
}

export function compareVersions(a: Version, b: Version): number {
  for (const part of [0, 1, 2] as const) {
    if (a.numbers[part] !== b.numbers[part]) return a.numbers[part] - b.numbers[part];
  }
  if (a.suffix === "" || b.suffix === "") return Number(a.suffix === "") - Number(b.suffix === "");
  return a.suffix.localeCompare(b.suffix, "en", { numeric: true });
}

/** Negative where the version in the name of `a` comes before that of `b`. Both have one. */
export function compareTags(a: string, b: string): number {
  const [one, two] = [versionOf(a), versionOf(b)];
  if (!one || !two) throw new Error(`not releases: ${a}, ${b}`);
  return compareVersions(one, two);
}

/** Seconds since 1970 as ISO 8601 in UTC; a date that no calendar has becomes the nearest one that it has. */
export function isoDate(seconds: number): string {
  const inCalendar = Math.min(Math.max(seconds, -62_167_219_200), 253_402_300_799);
  return new Date(inCalendar * 1000).toISOString().replace(".000Z", "Z");
}

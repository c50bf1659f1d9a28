import { printable } from "@grpc-evolution/engine/report/printable.js";
import { parseRelease } from "@grpc-evolution/engine/window/releases.js";
import { type Release, versionOf } from "../git/release-tags.js";
import { UserError } from "../terminal/user-error.js";
import { isBehind, type KnownRelease } from "./configured-releases.js";
import type { PlacedRelease, RepositoryTimeline } from "./releases.js";

/** The Z of a release that somebody typed as X.Y.Z; null where no third number is written. */
export function typedPatch(typed: string): number | null {
  const patch = /^v?\d+\.\d+\.(\d+)$/.exec(typed)?.[1];
  return patch === undefined ? null : Number(patch);
}

/**
 * A timeline on which the revision leads to the release that somebody named: one newer than all others, or the next patch
 * of the newest release in its past. A tagged revision may be named by its own release. Throws a UserError for anything else.
 */
export function leadingTo(timeline: RepositoryTimeline, typed: string): RepositoryTimeline {
  const { releases, position, past, preRelease, isRelease } = timeline;
  const version = parseRelease(typed);
  if (!version) {
    throw new UserError(`"${printable(typed)}" is not a release.`, "Write X.Y, such as 1.2, or X.Y.Z.");
  }
  const name = `${version.major}.${version.minor}`;
  const patch = typedPatch(typed);
  const last = past.at(-1);
  if (last?.release.series === name) {
    if (isRelease && (patch ?? patchOf(last)) === patchOf(last)) return timeline;
    const isNext = !isRelease && patch !== null && patch > (releases[last.position]?.patch ?? 0);
    if (isNext && preRelease !== null) throw isAnnounced(preRelease);
    if (isNext) return { ...timeline, position: last.position, next: null };
  }
  const own = releases[position];
  if (own) throw belongsTo(own, isRelease);
  if (isBehind(releases, name)) return { ...timeline, next: name };
  if (patch !== null && last?.release.series !== name && releases.some((each) => each.name === name)) {
    throw besideTheLine(name, last);
  }
  const newest = releases.at(-1) as KnownRelease;
  const [wanted, taken] = patch === null ? [name, newest.name] : [`${name}.${patch}`, newest.newest];
  throw new UserError(
    `--release cannot be ${wanted}: the newest release is ${printable(taken)}.`,
    "Name the release that this revision leads to.",
  );
}

function patchOf({ release }: PlacedRelease): number {
  return versionOf(release.tag)?.numbers[2] ?? 0;
}

function belongsTo({ name, patch }: KnownRelease, isRelease: boolean): UserError {
  const message = `This revision belongs to release ${name}, and leads to no new one.`;
  const next = isRelease ? "" : `, or name its next patch release, such as ${name}.${patch + 1}`;
  return new UserError(message, `Leave out --release${next}.`);
}

function isAnnounced({ tag, series }: Release): UserError {
  return new UserError(
    `This revision leads to ${series}, as ${printable(tag)} in its past says, and patches no older release.`,
    "Go to the branch of that release.",
  );
}

function besideTheLine(name: string, last: PlacedRelease | undefined): UserError {
  const past =
    last === undefined
      ? "no release belongs to its past"
      : `the newest release in its past is ${last.release.series}`;
  return new UserError(
    `This revision is not on the line of ${name}: ${past}.`,
    `Go to the branch that ${name} is patched on.`,
  );
}

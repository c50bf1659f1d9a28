import { howToFetchTags } from "../git/refs.js";
import { compareTags, type Release } from "../git/release-tags.js";
import { UserError } from "../terminal/user-error.js";
import type { RepositoryTimeline } from "./releases.js";

/**
 * The release before a commit: the newest of its past. Of a commit that is a release, the one before that, and of a patch
 * release the tag before it. Throws a UserError where there is none.
 */
export function releaseBefore(
  commit: string,
  { past, position, releases }: RepositoryTimeline,
  tagged: readonly Release[],
  isPublished: boolean,
): Release {
  const patched = isPublished ? patchedBy(commit, tagged) : undefined;
  const earlier = past.filter((each) => !isPublished || each.position < position);
  const before = patched ?? earlier.at(-1)?.release;
  if (before) return before;
  throw new UserError("There is no release before this one.", hintFor(past.length, releases.at(-1)?.name));
}

/** A clone without tags looks like a project before its first release. */
function hintFor(pastReleases: number, newest: string | undefined): string {
  if (newest === undefined) return `${howToFetchTags} If it is the first, take any number.`;
  return pastReleases === 0
    ? `None of the releases up to ${newest} belongs to the past of this revision.`
    : "Take any number for the first.";
}

/** The tag that the patch release at a commit follows within its release; undefined where none is there. */
function patchedBy(commit: string, tagged: readonly Release[]): Release | undefined {
  const own = tagged.findLast((release) => release.commit === commit && !release.isPreRelease);
  if (!own) return undefined;
  const isBefore = ({ tag, series, isPreRelease }: Release) =>
    series === own.series && !isPreRelease && compareTags(tag, own.tag) < 0;
  return tagged.findLast(isBefore);
}

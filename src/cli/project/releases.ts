import { firstParents, historyBeyond } from "../git/refs.js";
import { compareTags, type Release } from "../git/release-tags.js";
import { foldPatches, isBehind, type KnownRelease } from "./configured-releases.js";
import type { Branch } from "./target.js";

/** The releases of a repository as a revision sees them. */
export interface RepositoryTimeline {
  /** All releases X.Y, oldest first. */
  releases: KnownRelease[];
  /** Position of the revision: of a release that it is or patches, or the number of releases. */
  position: number;
  /** Whether the revision is that release itself. */
  isRelease: boolean;
  /** The newest tag of each release that belongs to the past of the revision, with its position, oldest first. */
  past: PlacedRelease[];
  /** The newest tag of each release that is newer than all of its past, and why it does not belong to it. */
  newer: NewerRelease[];
  /** The newest pre-release in the past of the revision, where no release of its past is newer; null without one. */
  preRelease: Release | null;
  /** X.Y of the release that the revision leads to, where a pre-release or somebody says so; null where nothing does. */
  next: string | null;
  /** The position of every tag of a release, of its past or not, patches included. */
  positions: ReadonlyMap<string, number>;
}

export interface PlacedRelease {
  release: Release;
  position: number;
  /** The commit by which it belongs to the past: its own, or the one where its branch left the main line. */
  reach: string;
}

export interface NewerRelease extends Omit<PlacedRelease, "reach"> {
  /** `after`: it comes after the revision. `beside`: its branch left the main line where the revision does not reach. */
  why: "after" | "beside";
}

/**
 * Finds the place of a commit among the releases. A release belongs to its past when the point where its branch left the
 * main line is in the history of the commit. A commit that bears the tag of a release is that release, if
 * what is looked at `isUnchanged` since. One that lacks newer releases stands on a stable branch: it patches the newest
 * of its past. Anything else leads to the next release.
 */
export function timelineOf(
  tagged: readonly Release[],
  commit: string,
  { reaches, following }: Past,
  isUnchanged: boolean,
): RepositoryTimeline {
  const all = tagged.filter(({ isPreRelease }) => !isPreRelease);
  const releases = foldPatches(all.map(({ tag }) => tag));
  const bySeries = new Map(releases.map(({ name }, position) => [name, position]));
  const positionOf = ({ series }: Release) => bySeries.get(series) as number;
  const borne = all.filter((release) => release.commit === commit).at(-1);
  const isRelease = borne !== undefined && isUnchanged;
  // Patches of the release that the revision is came later, wherever their branch left the main line.
  const inPast = all.filter((release) => reaches.has(release.tag) && !(isRelease && isNewer(release, borne)));
  const past = newestOfEach(inPast).map((release) => ({
    release,
    position: positionOf(release),
    reach: reaches.get(release.tag) as string,
  }));
  const last = past.at(-1);
  const isPatch = last !== undefined && last.position < releases.length - 1;
  const newer = newestOfEach(all)
    .map((release) => ({ release, position: positionOf(release) }))
    .filter(({ position }) => position > (last?.position ?? -1));
  const preRelease = tagged.filter(({ isPreRelease, tag }) => isPreRelease && reaches.has(tag)).at(-1);
  const isAhead = preRelease !== undefined && (last === undefined || isNewer(preRelease, last.release));
  const position = last && (isRelease || isPatch) ? last.position : releases.length;
  const isNext = isAhead && position === releases.length && isBehind(releases, preRelease.series);
  return {
    preRelease: isAhead ? preRelease : null,
    next: isNext ? preRelease.series : null,
    releases,
    position,
    isRelease,
    past,
    newer: newer.map((each) => ({ ...each, why: following.has(each.release.tag) ? "after" : "beside" })),
    positions: new Map(all.map((release) => [release.tag, positionOf(release)])),
  };
}

/** The newest tag of each release X.Y, in the order of the releases; the tags are sorted by version. */
function newestOfEach(releases: readonly Release[]): Release[] {
  return [...new Map(releases.map((release) => [release.series, release])).values()];
}

function isNewer(release: Release, other: Release): boolean {
  return compareTags(release.tag, other.tag) > 0;
}

/** Which tags belong to the past of a commit, and which do not. */
export interface Past {
  /** By tag, the commit by which it belongs to the past: its own, or the one where its branch left the main line. */
  reaches: ReadonlyMap<string, string>;
  /** The tags that come after the revision. */
  following: ReadonlySet<string>;
}

/** Which tags belong to the past of a commit. */
export async function pastOf(
  folder: string,
  tagged: readonly Release[],
  commit: string,
  main: Branch | null,
): Promise<Past> {
  const tips = [...new Set(tagged.map((release) => release.commit))];
  const beyond = await historyBeyond(folder, commit, tips);
  const merged = tagged.filter((release) => !beyond.has(release.commit));
  const reaches = new Map(merged.map((release) => [release.tag, release.commit]));
  const descendants = descendantsIn(beyond, commit);
  const others = tagged.filter(({ tag }) => !reaches.has(tag));
  const following = new Set(others.filter((each) => descendants.has(each.commit)).map(({ tag }) => tag));
  const isInPast = (fork: string) => !beyond.has(fork);
  for (const [tag, fork] of await branchedBefore(folder, others, following, isInPast, commit, main))
    reaches.set(tag, fork);
  const announced = merged.filter(({ isPreRelease }) => isPreRelease).at(-1);
  if (announced) {
    // A pre-release in the history says that the releases before it are past.
    const before = others.filter((release) => !following.has(release.tag) && isBefore(release, announced));
    for (const { tag } of before) if (!reaches.has(tag)) reaches.set(tag, announced.commit);
  }
  return { reaches, following };
}

/** The commits of a history that have a commit in their own. */
function descendantsIn(history: ReadonlyMap<string, readonly string[]>, commit: string): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const [child, parents] of history) {
    for (const parent of parents) {
      const known = children.get(parent);
      if (known) known.push(child);
      else children.set(parent, [child]);
    }
  }
  const descendants = new Set<string>();
  const waiting = [commit];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const child of children.get(at) ?? []) {
      if (descendants.has(child)) continue;
      descendants.add(child);
      waiting.push(child);
    }
  }
  return descendants;
}

/** Whether a release X.Y comes before that of another tag. */
function isBefore(release: Release, other: Release): boolean {
  return release.series !== other.series && isNewer(other, release);
}

/**
 * The tags of releases whose branch left the main line at a commit that `commit` contains, each with that commit. What
 * follows a commit on its own branch does not belong to its past; on the main line itself, what branched off there does.
 */
async function branchedBefore(
  folder: string,
  releases: readonly Release[],
  following: ReadonlySet<string>,
  isInPast: (fork: string) => boolean,
  commit: string,
  main: Branch | null,
): Promise<[tag: string, fork: string][]> {
  if (main === null || releases.length === 0) return [];
  const parents = await firstParents(folder, [main.commit, ...releases.map((release) => release.commit)]);
  const mainLine = new Set<string>();
  for (let at: string | null = main.commit; at !== null; at = parents.get(at) ?? null) mainLine.add(at);
  const forks: [tag: string, fork: string][] = [];
  for (const release of releases) {
    let at: string | null = release.commit;
    while (at !== null && !mainLine.has(at)) at = parents.get(at) ?? null;
    if (at !== null && at !== release.commit) forks.push([release.tag, at]);
  }
  const isOnMainLine = mainLine.has(commit);
  return forks.filter(([tag, fork]) => isInPast(fork) && (isOnMainLine || !following.has(tag)));
}

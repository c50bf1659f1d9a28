import { listReleases, type Release, type ReleaseTags } from "../git/release-tags.js";
import { foldPatches, type KnownRelease } from "./configured-releases.js";

/** The releases of a repository as a revision sees them. */
export interface RepositoryTimeline {
  /** All releases X.Y, oldest first. */
  releases: KnownRelease[];
  /** Position of the revision: of a release that it is or patches, or the number of releases. */
  position: number;
  /** Whether the revision is that release itself. */
  isRelease: boolean;
  /** The newest tag of each release that the revision contains, with its position, oldest first. */
  contained: { release: Release; position: number }[];
  /** The position of every tag of a release, contained or not, patches included. */
  positions: ReadonlyMap<string, number>;
}

/**
 * Finds the place of a commit among the releases. A commit that bears the tag of a release is that release, if
 * what is looked at `isUnchanged` since. One that lacks newer releases stands on a stable branch: it patches the newest
 * that it contains. Anything else leads to the next release.
 */
export async function timelineOf(
  folder: string,
  tags: ReleaseTags,
  commit: string,
  isUnchanged: () => Promise<boolean>,
): Promise<RepositoryTimeline> {
  const all = (await listReleases(folder, tags)).filter(({ isPreRelease }) => !isPreRelease);
  const merged = await listReleases(folder, tags, commit);
  const releases = foldPatches(all.map(({ tag }) => tag));
  const bySeries = new Map(releases.map(({ name }, position) => [name, position]));
  const positions = new Map(all.map(({ tag, series }) => [tag, bySeries.get(series) as number]));
  const newest = new Map(
    merged.filter(({ isPreRelease }) => !isPreRelease).map((release) => [release.series, release]),
  );
  const contained = [...newest.values()].map((release) => ({
    release,
    position: bySeries.get(release.series) as number,
  }));
  const last = contained.at(-1);
  const isRelease = last?.release.commit === commit && (await isUnchanged());
  const isPatch = last !== undefined && last.position < releases.length - 1;
  const position = last && (isRelease || isPatch) ? last.position : releases.length;
  return { releases, position, isRelease, contained, positions };
}

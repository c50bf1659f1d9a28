import type { State } from "../engine/check.js";
import type { Window } from "../engine/policy/window.js";
import { listReleases, type Release } from "./history/releases.js";
import { mergeBase, peel, resolveRef } from "./history/repository.js";
import { readState } from "./history/state.js";
import type { Repository } from "./repository.js";

/** The revision that is checked. */
export interface Head {
  /** The commit; of a working tree the one that it was made from. */
  commit: string;
  /** Whether files as they are in the working tree are checked, which may differ from the commit. */
  isWorkingTree: boolean;
}

/** A revision to compare with, and what findings call it. */
type Baseline = { label: string; ref: string };

/**
 * What a head is compared with, from old to new: the revisions that were asked for; otherwise the releases of the
 * window and the merge base with the branch that the change is for; where there is neither, the revision before.
 */
export async function readBaselines(repository: Repository, head: Head, against: string[]): Promise<State[]> {
  const chosen =
    against.length > 0
      ? against.map((ref) => ({ label: ref, ref }))
      : await chooseBaselines(repository, head);
  const states: State[] = [];
  for (const { label, ref } of chosen) {
    states.push({ label, files: await readState(repository.root, ref, repository.globs) });
  }
  return states;
}

async function chooseBaselines(repository: Repository, head: Head): Promise<Baseline[]> {
  const { root, configuration } = repository;
  await refuseUnknownTags(root, configuration.releases);
  const releases = await listReleases(root, configuration.releases, head.commit);
  const others = releases.filter((release) => isOther(release.commit, head));
  const compared = releasesToCompare(others, configuration.window);
  const baselines = compared.map(({ tag, commit }) => ({ label: tag, ref: commit }));
  const fork = await forkPoint(root, head);
  if (fork && isOther(fork, head) && !compared.some(({ commit }) => commit === fork)) {
    const what = fork === head.commit ? "the last commit" : "the merge base";
    baselines.push({ label: `${what} ${fork.slice(0, 7)}`, ref: fork });
  }
  return baselines.length > 0 ? baselines : revisionBefore(root, head);
}

/** A working tree may differ from the commit that it was made from; a commit does not differ from itself. */
function isOther(commit: string, head: Head): boolean {
  return head.isWorkingTree || commit !== head.commit;
}

/** A release that is listed by name must be there: without it less would be compared than was asked for. */
async function refuseUnknownTags(root: string, releases: { tags: string } | string[]): Promise<void> {
  if (!Array.isArray(releases)) return;
  for (const tag of releases) await resolveRef(root, `refs/tags/${tag}`);
}

/**
 * Of all releases, sorted by version, the newest of each X.Y, as many of them as the window reaches back on either
 * side; without a window the newest of all. Nobody is promised that pre-releases can be mixed.
 */
export function releasesToCompare(releases: Release[], window: Window | null): Release[] {
  const bySeries = new Map<string, Release>();
  for (const release of releases) if (!release.isPreRelease) bySeries.set(release.series, release);
  const newest = [...bySeries.values()];
  const reach = window ? Math.max(releasesBack(window.upgrade), releasesBack(window.downgrade)) : 1;
  return newest.slice(Math.max(0, newest.length - reach));
}

function releasesBack(limit: Window["upgrade"]): number {
  return limit === "unbounded" ? Number.POSITIVE_INFINITY : limit;
}

/** Where the head left the branch that the change is for; null where no such branch is known. */
async function forkPoint(root: string, head: Head): Promise<string | null> {
  // Set by GitHub Actions for pull requests.
  const target = process.env.GITHUB_BASE_REF ?? "";
  const names = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
  const candidates = /[\p{Cc}]/u.test(target) || target === "" ? names : [`origin/${target}`, ...names];
  const branch = (await peel(root, candidates)).find((commit) => commit !== null);
  return branch ? mergeBase(root, head.commit, branch) : null;
}

async function revisionBefore(root: string, head: Head): Promise<Baseline[]> {
  const [before] = head.isWorkingTree ? [head.commit] : await peel(root, [`${head.commit}~1`]);
  if (!before) return [];
  const what = head.isWorkingTree ? "the last commit" : "the previous revision";
  return [{ label: `${what} ${before.slice(0, 7)}`, ref: before }];
}

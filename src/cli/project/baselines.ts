import type { Baseline, StateName } from "@grpc-evolution/engine/check/request.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { widestOf, within } from "@grpc-evolution/engine/window/window.js";
import { mergeBase, peel } from "../git/refs.js";
import { listReleases } from "../git/release-tags.js";
import { readState } from "../git/state.js";
import type { Repository } from "./project.js";
import type { RepositoryTimeline } from "./releases.js";

/** The revision that is checked. */
export interface CheckedRevision {
  /** The commit; of a working tree the one that it was made from. */
  commit: string;
  /** Whether files as they are in the working tree are checked, which may differ from the commit. */
  isWorkingTree: boolean;
}

/** A revision to compare with, what findings call it, and its position among the releases. */
type Chosen = StateName & { ref: string; releaseIndex: number | null };

/**
 * What a head is compared with, from old to new: the revisions that were asked for; otherwise the releases of the
 * window and the merge base with the branch that the change is for; where there is neither, the revision before.
 */
export async function readBaselines(
  repository: Repository,
  revision: CheckedRevision,
  timeline: RepositoryTimeline,
  against: string[],
): Promise<Baseline[]> {
  const chosen =
    against.length > 0
      ? against.map((ref) => ({ label: ref, ref, releaseIndex: timeline.positions.get(ref) ?? null }))
      : await chooseBaselines(repository, revision, timeline);
  const states: Baseline[] = [];
  for (const { ref, ...name } of chosen) {
    states.push({ ...name, files: await readState(repository.root, ref, repository.globs) });
  }
  return states;
}

async function chooseBaselines(
  repository: Repository,
  revision: CheckedRevision,
  timeline: RepositoryTimeline,
): Promise<Chosen[]> {
  const { root, configuration } = repository;
  await sayNoReleases(repository, timeline);
  const others = timeline.contained.filter(({ release }) => isOther(release.commit, revision));
  const compared = releasesToCompare(others, timeline.position, configuration.components);
  const baselines: Chosen[] = compared.map(({ release: { tag, commit }, position }) => ({
    label: tag,
    ref: commit,
    releaseIndex: position,
  }));
  const fork = await forkPoint(root, revision);
  if (fork && isOther(fork, revision) && !compared.some(({ release }) => release.commit === fork)) {
    const what = fork === revision.commit ? "the last commit" : "the merge base";
    baselines.push({ ...described(what, fork), ref: fork, releaseIndex: null });
  }
  return baselines.length > 0 ? baselines : revisionBefore(root, revision);
}

/** A window promises something about releases: whoever declares one is told where none of them is compared. */
async function sayNoReleases(
  { root, configuration, notes }: Repository,
  { releases, contained }: RepositoryTimeline,
): Promise<void> {
  if (contained.length > 0 || configuration.components.every(({ window }) => window === null)) return;
  const newest = releases.at(-1)?.newest;
  if (newest !== undefined) {
    const advice = `"check --against ${newest}" compares with the newest`;
    notes.say(`no release is in the history of this revision, so none is compared; ${advice}.`);
    return;
  }
  const others = (await listReleases(root, { tags: "**" })).filter(({ isPreRelease }) => !isPreRelease);
  const last = others.at(-1);
  if (!last) return;
  notes.say(`no tag is taken for a release, so none is compared; if ${last.tag} is one, set releases.`);
}

/** A working tree may differ from the commit that it was made from; a commit does not differ from itself. */
function isOther(commit: string, revision: CheckedRevision): boolean {
  return revision.isWorkingTree || commit !== revision.commit;
}

/**
 * Of the releases that a head contains, oldest first, those that the window of any pair of components lets it meet;
 * the newest alone where a pair has no window. Nobody is promised that pre-releases can be mixed.
 */
function releasesToCompare(
  contained: RepositoryTimeline["contained"],
  position: number,
  pairs: readonly ComponentPair[],
): RepositoryTimeline["contained"] {
  const windows = pairs.flatMap(({ window }) => window ?? []);
  const { upgrade, downgrade } = widestOf(windows);
  const newest = windows.length < pairs.length ? contained.at(-1) : undefined;
  return contained.filter(
    (each) =>
      each === newest ||
      within(position - each.position, upgrade) ||
      within(position - each.position, downgrade),
  );
}

/** Where the head left the branch that the change is for; null where no such branch is known. */
async function forkPoint(root: string, revision: CheckedRevision): Promise<string | null> {
  // Set by GitHub Actions for pull requests.
  const target = process.env.GITHUB_BASE_REF ?? "";
  const names = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
  const candidates = /[\p{Cc}]/u.test(target) || target === "" ? names : [`origin/${target}`, ...names];
  const branch = (await peel(root, candidates)).find((commit) => commit !== null);
  return branch ? mergeBase(root, revision.commit, branch) : null;
}

async function revisionBefore(root: string, revision: CheckedRevision): Promise<Chosen[]> {
  const [before] = revision.isWorkingTree ? [revision.commit] : await peel(root, [`${revision.commit}~1`]);
  if (!before) return [];
  const what = revision.isWorkingTree ? "the last commit" : "the previous revision";
  return [{ ...described(what, before), ref: before, releaseIndex: null }];
}

/** `the merge base 3f2a1b0`: a commit has no name of its own. */
function described(what: string, commit: string): StateName {
  return { label: `${what} ${commit.slice(0, 7)}`, isDescribed: true };
}

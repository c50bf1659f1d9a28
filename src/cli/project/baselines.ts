import type { StateName } from "@grpc-evolution/engine/check/request.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { widestOf, within } from "@grpc-evolution/engine/window/window.js";
import {
  commitDates,
  commitsBetween,
  firstParents,
  mergeBase,
  outsideOf,
  peel,
  resolveRef,
} from "../git/refs.js";
import { listReleases } from "../git/release-tags.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import type { PlacedRelease, RepositoryTimeline } from "./releases.js";
import type { Branch } from "./target.js";

/** The revision that is checked. */
export interface CheckedRevision {
  /** The commit; of a working tree the one that it was made from. */
  commit: string;
  /** Whether files as they are in the working tree are checked. */
  isWorkingTree: boolean;
  /** Whether these files, or the configuration, differ from those of the commit. */
  isChanged: boolean;
}

/** A revision, with what findings call it. */
export type NamedRevision = StateName & { commit: string };

/** A revision to compare with. */
export interface ChosenBaseline extends StateName {
  commit: string;
  /** Position among the releases, null where it is none. */
  releaseIndex: number | null;
  /**
   * Whether the state that the change starts from can have broken with it: it comes before that state, or its branch only
   * begins at the head, so that the change had nothing of it to take away.
   */
  precedesReference: boolean;
}

/** What a head is compared with, from old to new, and the state that the change starts from. */
export interface ChosenStates {
  baselines: ChosenBaseline[];
  /** What was true there already is known; null at a first commit, where everything is new. */
  reference: NamedRevision | null;
}

/** What somebody asked to compare with. */
export interface Asked {
  /** Revisions; null for those that the window asks for. */
  against: readonly string[] | null;
  /** The revision that the change starts from; null where nobody says so. */
  since: NamedRevision | null;
}

/** What the choice depends on, apart from what was asked for. */
export interface Surroundings {
  root: string;
  head: CheckedRevision;
  timeline: RepositoryTimeline;
  /** The branch that the change is for, null where none is known. */
  target: Branch | null;
  pairs: readonly ComponentPair[];
}

/**
 * Chooses what a head is compared with: the revisions that were asked for; otherwise the releases of the window, and
 * where the change left the branch that it is for.
 *
 * The state that the change starts from is the one that was asked for; otherwise the newest revision that it is compared
 * with by name; the merge base with the branch that it is for, or the newest release on its own line since; where that is
 * the head itself, the newest release before it; without any release the commit that edits stand on, or the parent.
 * Throws a UserError where there is no merge base: nothing says what the change starts from then.
 */
export async function chooseStates(asked: Asked, surroundings: Surroundings): Promise<ChosenStates> {
  const { root, head, timeline, pairs } = surroundings;
  const { since } = asked;
  if (asked.against !== null) {
    const baselines = await namedBaselines(root, asked.against, timeline);
    const start = since ?? (await newestOf(root, baselines));
    const commits = baselines.map(({ commit }) => commit);
    const later = start ? await outsideOf(root, commits, start.commit) : new Set<string>();
    return withReference(head, baselines, start, later);
  }
  const before = timeline.past.filter(({ release }) => head.isChanged || release.commit !== head.commit);
  const releases = releasesToCompare(before, timeline.position, pairs).map(releaseBaseline);
  const fork = since ? null : await forkPoint(surroundings);
  const sinceFork = fork && (await commitsBetween(root, [head.commit], [fork.commit]));
  const own = sinceFork && (await releaseSince(sinceFork, head, before, root));
  const start = since ?? own ?? fork ?? (await startWithoutFork(root, head, before));
  const isCompared = start === null || releases.some(({ commit }) => commit === start.commit);
  const beside = start !== null && !isCompared ? [{ ...start, releaseIndex: null }] : [];
  const edited = (fork === null || own !== null) && head.isChanged ? [lastCommit(head)] : [];
  const isNew = ({ commit }: { commit: string }) =>
    ![...releases, ...beside].some((each) => each.commit === commit);
  const others = [...beside, ...edited.filter(isNew).map((each) => ({ ...each, releaseIndex: null }))];
  const later =
    start === fork ? sinceFork : start && (await commitsBetween(root, [head.commit], [start.commit]));
  return withReference(head, [...releases, ...others], start, later ?? new Set());
}

/** A revision under the name that somebody typed. */
export async function namedRevision(root: string, ref: string): Promise<NamedRevision> {
  return { label: ref, commit: await resolveRef(root, ref) };
}

async function namedBaselines(root: string, refs: readonly string[], { positions }: RepositoryTimeline) {
  return Promise.all(
    refs.map(async (ref) => ({
      ...(await namedRevision(root, ref)),
      releaseIndex: positions.get(ref) ?? null,
    })),
  );
}

async function newestOf(root: string, baselines: readonly NamedRevision[]): Promise<NamedRevision | null> {
  const dates = await commitDates(
    root,
    baselines.map(({ commit }) => commit),
  );
  const newest = Math.max(...dates);
  return baselines[dates.lastIndexOf(newest)] ?? null;
}

function releaseBaseline({ release, position, reach }: PlacedRelease) {
  return { label: release.tag, commit: release.commit, releaseIndex: position, reach };
}

/** Where the head left the branch that it is for; null where that is the head itself, or no such branch is known. */
async function forkPoint({ root, head, target }: Surroundings): Promise<NamedRevision | null> {
  if (target === null) return null;
  const base = await mergeBase(root, head.commit, target.commit);
  if (base === null) {
    throw new UserError(
      `This revision and ${target.name} have no history in common, so nothing says what the change starts from.`,
      "Fetch the history that is missing, or name the start with --since, or what to compare with by --against.",
    );
  }
  return base === head.commit ? null : described("the merge base", base);
}

/**
 * The newest release among the commits since a fork, on the line of the head itself: who goes on from it works on a branch
 * of releases, and what it has is published. Null where there is none; what was merged in is none.
 */
async function releaseSince(
  sinceFork: ReadonlySet<string>,
  head: CheckedRevision,
  before: readonly PlacedRelease[],
  root: string,
): Promise<NamedRevision | null> {
  const since = before.filter(({ release, reach }) => release.commit === reach && sinceFork.has(reach));
  if (since.length === 0) return null;
  const line = await firstParents(root, [head.commit]);
  const newest = since.findLast(({ reach }) => line.has(reach));
  return newest ? { label: newest.release.tag, commit: newest.release.commit } : null;
}

/** At the tip of a branch: the newest release before it, or what edits or the newest commit stand on. */
async function startWithoutFork(
  root: string,
  head: CheckedRevision,
  before: readonly PlacedRelease[],
): Promise<NamedRevision | null> {
  const newest = before.at(-1);
  if (newest) return { label: newest.release.tag, commit: newest.release.commit };
  if (head.isChanged) return lastCommit(head);
  const [parent] = await peel(root, [`${head.commit}^1`]);
  return parent ? described("the previous revision", parent) : null;
}

function lastCommit({ commit }: CheckedRevision): NamedRevision {
  return described("the last commit", commit);
}

/** `the merge base 3f2a1b0`: a commit has no name of its own. */
function described(what: string, commit: string): NamedRevision {
  return { label: `${what} ${commit.slice(0, 7)}`, isDescribed: true, commit };
}

/**
 * Of the releases before a head, oldest first, those that the window of any pair of components lets it meet;
 * the newest alone where a pair has no window. Nobody is promised that pre-releases can be mixed.
 */
function releasesToCompare(
  past: readonly PlacedRelease[],
  head: number,
  pairs: readonly ComponentPair[],
): PlacedRelease[] {
  const windows = pairs.flatMap(({ window }) => window ?? []);
  const { upgrade, downgrade } = widestOf(windows);
  const newest = windows.length < pairs.length ? past.at(-1) : undefined;
  return past.filter(
    (each) =>
      each === newest || within(head - each.position, upgrade) || within(head - each.position, downgrade),
  );
}

/** Marks the baselines that the state that the change starts from can have broken with: those that are not `later`. */
function withReference(
  head: CheckedRevision,
  baselines: readonly (NamedRevision & { releaseIndex: number | null; reach?: string })[],
  reference: NamedRevision | null,
  later: ReadonlySet<string>,
): ChosenStates {
  const beginsAtHead = (reach: string | undefined) => reach === head.commit && !head.isChanged;
  return {
    baselines: baselines.map(({ reach, ...baseline }) => ({
      ...baseline,
      precedesReference:
        reference !== null &&
        baseline.commit !== reference.commit &&
        (!later.has(reach ?? baseline.commit) || beginsAtHead(reach)),
    })),
    reference,
  };
}

/**
 * Says which releases are newer and not compared. A window promises something about releases: whoever declares one is
 * also told where none of them is compared.
 */
export async function sayWhatIsNotCompared(
  root: string,
  { newer, past, releases, preRelease, next }: RepositoryTimeline,
  pairs: readonly ComponentPair[],
  notes: Notes,
): Promise<void> {
  const newest = newer.at(-1);
  if (newest) {
    const [others, are] = newer.length > 1 ? [` and ${newer.length - 1} more before it`, "are"] : ["", "is"];
    const reason =
      newest.why === "after"
        ? "this revision is part of its past"
        : "it comes from a point of the history that this revision does not contain";
    const advice = past.length === 0 ? `; "--against ${newest.release.tag}" compares with it` : "";
    notes.say(`${newest.release.tag}${others} ${are} newer and not compared: ${reason}${advice}.`);
  }
  if (preRelease && !newest) {
    const named = next === null ? "" : `, and the next release is taken for ${next}`;
    notes.say(`${preRelease.tag} is a pre-release: it is not compared${named}.`);
  }
  if (releases.length > 0 || pairs.every(({ window }) => window === null)) return;
  const others = (await listReleases(root, { tags: "**" })).filter(({ isPreRelease }) => !isPreRelease);
  const last = others.at(-1);
  if (!last) return;
  notes.say(`no tag is taken for a release, so none is compared; if ${last.tag} is one, set releases.`);
}

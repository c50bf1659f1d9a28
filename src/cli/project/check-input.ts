import { realpathSync } from "node:fs";
import path from "node:path";
import type {
  Baseline,
  CheckRequest,
  PublishedState,
  State,
  StateName,
} from "@grpc-evolution/engine/check/request.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { Releases } from "@grpc-evolution/engine/window/releases.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { readAgainst } from "./against.js";
import {
  type Asked,
  type ChosenStates,
  chooseStates,
  type NamedRevision,
  namedRevision,
  sayWhatIsNotCompared,
} from "./baselines.js";
import type { Configuration } from "./configuration.js";
import { refuseNoMatch, refuseUnknownTags } from "./configured-releases.js";
import { leadingTo } from "./leading-to.js";
import { readExportedLedger, readLedgerFor } from "./ledger.js";
import { openRepository, type Repository } from "./project.js";
import type { ProtocolFiles } from "./protocol.js";
import { releaseBefore } from "./release-before.js";
import { pastOf, type RepositoryTimeline, timelineOf } from "./releases.js";
import { findHead, type HeadState, readHeadState, readOlderStates } from "./states.js";
import { targetBranch } from "./target.js";
import { withUnmarkedTags } from "./unmarked-tags.js";
import { refuseNothing, sayWhatIsNotRead } from "./unread.js";
import { pairsWithPublished } from "./windows-at.js";

/** Everything that `check` compares, wherever it came from. */
export interface CheckInput
  extends Pick<
    CheckRequest,
    | "head"
    | "baselines"
    | "reference"
    | "ledger"
    | "releases"
    | "isToldWhatToCompare"
    | "released"
    | "newest"
    | "components"
  > {
  /** The folder of the working tree that the head is read from, absolute and without links; null where it is none. */
  root: string | null;
  /** Where the files of the head are committed, if they are; null where they are in no repository. */
  committed: Committed | null;
  /** The revision that the change starts from; null where it is in no repository, or there is none. */
  start: NamedRevision | null;
  /** What the report is narrowed down to, as paths of the files; empty for all. */
  paths: string[];
  /** Whether a file of the head was asked for, and not only imported. */
  isChosen(path: string): boolean;
}

/** A repository, and a commit of it; null for its working tree. */
export interface Committed {
  root: string;
  commit: string | null;
}

/** What is to be compared with what. */
export interface Compared {
  /** Revisions and descriptor sets to compare with; empty for what the window asks for. */
  against: readonly string[];
  /** The revision that the change starts from. */
  since?: string;
  /** Whether it starts from the release before. */
  sinceRelease?: boolean;
  /** The revision to look at; the working tree without one. */
  head?: string;
  /** The release that it leads to, X.Y, or X.Y.Z for a patch release. */
  release?: string;
  /** Whether the history is to be read. */
  history: boolean;
  /** A ledger that this repository exported, to be used in place of the history. */
  ledger?: string;
}

/** What `check` compares in the repository of the working directory. */
export async function readFromRepository(
  paths: string[],
  options: Compared,
  configuration: Configuration,
  notes: Notes,
): Promise<CheckInput> {
  // Releases and merge bases are found in the history, too.
  const needsHistory = options.ledger === undefined && (options.history || options.against.length === 0);
  const repository = await openRepository(configuration, notes, needsHistory);
  return readCheckInput(paths, options, repository, await readHead(repository, options));
}

/** The state that is looked at, with its place among the releases. */
export interface ReadHead extends HeadState {
  timeline: RepositoryTimeline;
}

/** Reads the head, and says what of it was not read. */
export async function readHead(
  repository: Repository,
  { head: ref, release }: Pick<Compared, "head" | "release">,
): Promise<ReadHead> {
  const { root, configuration, main, tagged } = repository;
  const chosen = await findHead(repository, ref);
  // Git goes through the history while the files are read; what goes wrong there is said where it is waited for.
  const past = pastOf(root, tagged, chosen.commit, main);
  past.catch(() => {});
  const state = await readHeadState(repository, chosen);
  sayWhatIsNotRead(repository, state);
  await refuseUnknownTags(configuration, root);
  const { commit, isChanged } = state.head;
  const timeline = timelineOf(tagged, commit, await past, !isChanged);
  if (timeline.releases.length === 0) await refuseNoMatch(configuration, root);
  return { ...state, timeline: release === undefined ? timeline : leadingTo(timeline, release) };
}

/** The same for a repository that is open, and a head that is read. */
export async function readCheckInput(
  paths: string[],
  options: Compared,
  repository: Repository,
  read: ReadHead,
): Promise<CheckInput> {
  const { root, configuration, refs, protocol, notes } = repository;
  const { head, timeline } = read;
  const { releases } = timeline;
  const isPolicy = options.against.length === 0;
  // Whoever says where the change starts needs no branch that it is for.
  const since = await startOf(options, repository, read);
  const isTold = options.against.length > 0 || since !== null;
  const target = isTold ? null : targetBranch(refs, configuration.defaultBranch, process.env);
  if (repository.main === null) notes.say(noDefaultBranch);
  const pairs = configuration.components;
  const { revisions, sets } = await readAgainst(root, options.against);
  const asked: Asked = { against: options.against.length > 0 ? revisions : null, since };
  const chosen = await chooseStates(asked, { root, head, timeline, target, pairs });
  if (isPolicy) await sayWhatIsNotCompared(root, timeline, pairs, notes);
  const states = await readChosen(repository, read, chosen);
  const baselines = isPolicy
    ? await withUnmarkedTags(repository, read, releases, states.baselines)
    : states.baselines;
  refuseEmpty(options, chosen, states);
  refuseNothing(repository, read, [
    ...states.baselines,
    ...(states.reference ? [states.reference] : []),
    ...sets,
  ]);
  sayReleasesWithout(states.baselines, notes);
  const ledger = await readLedgerAsAsked(options, repository, read);
  const hasFeatures = configuration.features.length > 0;
  if (chosen.reference === null && sets.length === 0)
    notes.say("this is the first revision: there is none to compare it with.");
  return {
    root: head.isWorkingTree ? root : null,
    committed: { root, commit: head.isWorkingTree ? null : head.commit },
    head: { ...(options.head === undefined ? workingTree : { label: options.head }), ...filesOf(read.files) },
    baselines: [...baselines, ...sets.map(setBaseline)],
    // What was built by somebody else has no place in the history: the change starts from the last one that is named.
    reference: states.reference ?? sets.at(-1) ?? null,
    newest: states.newest,
    start: chosen.reference,
    ledger,
    releases: isPolicyAsked(options, configuration) ? policyReleases(timeline) : null,
    isToldWhatToCompare: options.against.length > 0,
    released: hasFeatures ? await readReleased(repository, read) : [],
    // Only what is dated in the past asks for the windows of the past.
    components: hasFeatures ? await pairsWithPublished(configuration, releases) : pairs,
    paths: paths.map((each) => pathFromRoot(each, root)),
    isChosen: protocol.chooses,
  };
}

/** The revision that the change starts from, where somebody says so. */
async function startOf(
  { since, sinceRelease }: Compared,
  { root, tagged }: Repository,
  { head, timeline }: ReadHead,
): Promise<NamedRevision | null> {
  if (since !== undefined) return namedRevision(root, since);
  if (!sinceRelease) return null;
  const { tag, commit } = releaseBefore(head.commit, timeline, tagged, timeline.isRelease);
  return { label: tag, commit };
}

interface ReadStates {
  baselines: Baseline[];
  reference: State | null;
  /** The newest release of the past: what has its shape is published. */
  newest: PublishedState | null;
}

function setBaseline(set: State): Baseline {
  return { ...set, releaseIndex: null, precedesReference: false };
}

async function readChosen(
  repository: Repository,
  read: ReadHead,
  { baselines, reference }: ChosenStates,
): Promise<ReadStates> {
  const newest = read.timeline.past.at(-1);
  const commits = [
    ...baselines.map(({ commit }) => commit),
    ...(reference ? [reference.commit] : []),
    ...(newest ? [newest.release.commit] : []),
  ];
  const files = await readOlderStates(repository, read, commits);
  const next = files.values();
  const take = () => filesOf(next.next().value as ProtocolFiles);
  return {
    baselines: baselines.map(({ commit: _, ...baseline }) => ({ ...baseline, ...take() })),
    reference: reference && { ...nameOf(reference), ...take() },
    newest: newest ? { label: newest.release.tag, releaseIndex: newest.position, ...take() } : null,
  };
}

function nameOf({ label, isDescribed }: StateName): StateName {
  return { label, ...(isDescribed && { isDescribed }) };
}

function filesOf({ judged, resolved }: ProtocolFiles): Pick<State, "files" | "resolved"> {
  return { files: judged, resolved };
}

const noDefaultBranch =
  "no default branch is known here, only the history of HEAD tells which revisions are official; set defaultBranch, or fetch it.";

/** A release from before the protocol breaks with nothing. */
function sayReleasesWithout(baselines: readonly Baseline[], notes: Notes): void {
  const without = baselines.filter(({ releaseIndex, files }) => releaseIndex !== null && files.length === 0);
  const [first] = without;
  if (!first) return;
  const others = without.length > 1 ? ` and ${without.length - 1} more releases` : "";
  const have = without.length > 1 ? "have" : "has";
  notes.say(
    `${printable(first.label)}${others} ${have} no file of this protocol: nothing is compared with it.`,
  );
}

/** What somebody named and has no schema compares with nothing. */
function refuseEmpty({ against, since }: Compared, { reference }: ChosenStates, states: ReadStates): void {
  const isNamed = (label: string) => against.includes(label) || (since !== undefined && label === since);
  const empty = [...states.baselines, ...(states.reference ? [states.reference] : [])].find(
    ({ label, files }) => files.length === 0 && isNamed(label),
  );
  if (!empty || !reference) return;
  throw new UserError(
    `${printable(empty.label)} has no .proto file of this protocol, so nothing could be compared with it.`,
    "Name another revision, or correct protos in the configuration.",
  );
}

const workingTree = { label: "the working tree", isDescribed: true } as const;

function readLedgerAsAsked(
  { history, ledger }: Compared,
  repository: Repository,
  read: ReadHead,
): Promise<Ledger | null> {
  if (ledger !== undefined) return readExportedLedger(repository, read, ledger);
  return history ? readLedgerFor(repository, read) : Promise.resolve(null);
}

/** Whoever says what to compare with, and declares no window, asks for no policy. */
function isPolicyAsked({ against }: Compared, { components }: Configuration): boolean {
  return against.length === 0 || components.some(({ window }) => window !== null);
}

/** The releases as the policy counts them. */
export function policyReleases({ releases, position, next }: RepositoryTimeline): Releases {
  const names = releases.map(({ name }) => name);
  return { names, head: position, ...(next === null ? {} : { next }) };
}

/** All releases as they were first published, oldest first. */
export async function readReleased(repository: Repository, read: ReadHead): Promise<State[]> {
  const { releases } = read.timeline;
  const commits = releases.map(({ oldest }) => repository.refs.commits.get(`refs/tags/${oldest}`) ?? "");
  const states = await readOlderStates(repository, read, commits);
  return states.map((files, at) => ({ label: (releases[at] as { name: string }).name, ...filesOf(files) }));
}

/** A path that somebody typed, relative to the root, with forward slashes. */
function pathFromRoot(typed: string, root: string): string {
  const fromRoot = path.relative(root, path.resolve(realpathSync(process.cwd()), typed));
  if (fromRoot === ".." || fromRoot.startsWith(`..${path.sep}`) || path.isAbsolute(fromRoot)) {
    throw new UserError(`${printable(typed)} is outside of the repository.`, "Name a path inside of it.");
  }
  return fromRoot.split(path.sep).join("/");
}

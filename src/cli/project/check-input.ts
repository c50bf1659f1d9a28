import { realpathSync } from "node:fs";
import path from "node:path";
import type { CheckRequest, State } from "@grpc-evolution/engine/check/request.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import type { Releases } from "@grpc-evolution/engine/window/releases.js";
import { peel, resolveRef } from "../git/refs.js";
import { readState } from "../git/state.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { type CheckedRevision, readBaselines } from "./baselines.js";
import type { Configuration } from "./configuration.js";
import { refuseNoMatch, refuseUnknownTags } from "./configured-releases.js";
import { readLedgerFor } from "./ledger.js";
import { openRepository, type Repository, refuseNothing } from "./project.js";
import { type RepositoryTimeline, timelineOf } from "./releases.js";

/** Everything that `check` compares, wherever it came from. */
export interface CheckInput
  extends Pick<CheckRequest, "head" | "baselines" | "ledger" | "releases" | "released"> {
  /** The folder of the working tree that the head is read from, absolute and without links; null where it is none. */
  root: string | null;
  /** What the report is narrowed down to, as paths of the files; empty for all. */
  paths: string[];
}

/** What is to be compared with what. */
export interface Compared {
  /** The revision to look at; the working tree without one. */
  head?: string;
  /** The revisions to compare it with; empty for those that the window asks for. */
  against: string[];
  /** Whether the history is to be read. */
  history: boolean;
}

/** What `check` compares in the repository of the working directory. */
export async function readFromRepository(
  paths: string[],
  options: Compared,
  configuration: Configuration,
  notes: Notes,
): Promise<CheckInput> {
  // Releases and merge bases are found in the history, too.
  const needsHistory = options.history || options.against.length === 0;
  const repository = await openRepository(configuration, notes, needsHistory);
  return readCheckInput(paths, options, repository, await readRevision(repository, options.head));
}

/** The same for a repository that is open, and a revision that is read. */
export async function readCheckInput(
  paths: string[],
  options: Compared,
  repository: Repository,
  { revision, files, timeline }: ReadRevision,
): Promise<CheckInput> {
  const { root, configuration, notes } = repository;
  const baselines = await readBaselines(repository, revision, timeline, options.against);
  if (baselines.length === 0) notes.say("this is the first revision: there is none to compare it with.");
  refuseNothing([...files, ...baselines.flatMap((baseline) => baseline.files)], configuration);
  const ledger = options.history ? await readLedgerFor(repository, revision, files) : null;
  return {
    head: { ...(options.head === undefined ? workingTree : { label: options.head }), files },
    baselines,
    ledger,
    releases: isPolicyAsked(options, configuration) ? policyReleases(timeline) : null,
    released: configuration.features.length > 0 ? await readReleased(repository, timeline) : [],
    root: revision.isWorkingTree ? root : null,
    paths: paths.map((each) => pathFromRoot(each, root)),
  };
}

const workingTree = { label: "the working tree", isDescribed: true } as const;

/** Whoever says what to compare with, and declares no window, asks for no policy. */
function isPolicyAsked({ against }: Compared, { components }: Configuration): boolean {
  return against.length === 0 || components.some(({ window }) => window !== null);
}

/** The releases as the policy counts them. */
export function policyReleases({ releases, position }: RepositoryTimeline): Releases {
  return { names: releases.map(({ name }) => name), head: position };
}

/** A revision, or the working tree, with its files and its place among the releases. */
export interface ReadRevision {
  revision: CheckedRevision;
  files: SourceText[];
  timeline: RepositoryTimeline;
}

export async function readRevision(repository: Repository, ref: string | undefined): Promise<ReadRevision> {
  const { root, globs, configuration } = repository;
  const revision = await findRevision(root, ref);
  const files = await readState(root, revision.isWorkingTree ? "worktree" : revision.commit, globs);
  const isUnchanged = async () =>
    !revision.isWorkingTree || isSame(await readState(root, revision.commit, globs), files);
  await refuseUnknownTags(configuration, root);
  const timeline = await timelineOf(root, configuration.releases, revision.commit, isUnchanged);
  if (timeline.releases.length === 0) await refuseNoMatch(configuration, root);
  return { revision, files, timeline };
}

function isSame(committed: SourceText[], files: SourceText[]): boolean {
  return (
    committed.length === files.length &&
    committed.every(({ path: file, text }, at) => files[at]?.path === file && files[at]?.text === text)
  );
}

/** All releases as they were first published, oldest first. */
export async function readReleased(
  { root, globs }: Repository,
  { releases }: RepositoryTimeline,
): Promise<State[]> {
  const states: State[] = [];
  for (const { name, oldest } of releases) {
    states.push({ label: name, files: await readState(root, `refs/tags/${oldest}`, globs) });
  }
  return states;
}

async function findRevision(root: string, ref: string | undefined): Promise<CheckedRevision> {
  if (ref !== undefined) return { commit: await resolveRef(root, ref), isWorkingTree: false };
  const [commit] = await peel(root, ["HEAD"]);
  if (commit) return { commit, isWorkingTree: true };
  throw new UserError("There is no commit here yet.", "Commit the first revision of the protocol.");
}

/** A path that somebody typed, relative to the root, with forward slashes. */
function pathFromRoot(typed: string, root: string): string {
  const fromRoot = path.relative(root, path.resolve(realpathSync(process.cwd()), typed));
  if (fromRoot === ".." || fromRoot.startsWith(`..${path.sep}`) || path.isAbsolute(fromRoot)) {
    throw new UserError(`${printable(typed)} is outside of the repository.`, "Name a path inside of it.");
  }
  return fromRoot.split(path.sep).join("/");
}

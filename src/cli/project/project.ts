import { realpathSync } from "node:fs";
import path from "node:path";
import type { State } from "@grpc-evolution/engine/check/check.js";
import { factsOf } from "@grpc-evolution/engine/ledger/facts.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import type { FileFacts } from "@grpc-evolution/engine/ledger/links.js";
import { followChange } from "@grpc-evolution/engine/ledger/merge.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import type { Timeline } from "@grpc-evolution/engine/window/releases.js";
import type { CheckOptions } from "../commands/check.js";
import { escapeGlob } from "../git/glob.js";
import { peel, refuseShallow, repositoryState, resolveRef } from "../git/refs.js";
import { readState } from "../git/state.js";
import { readHistory } from "../history/history.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { type Head, readBaselines } from "./baselines.js";
import type { Material } from "./check-input.js";
import { type Configuration, wrongSetting } from "./configuration.js";
import { refuseNoMatch, refuseUnknownTags } from "./configured-releases.js";
import { type RepositoryTimeline, timelineOf } from "./releases.js";

/** A repository as a run sees it. */
export interface Repository {
  /** Absolute, without links in it. */
  root: string;
  bare: boolean;
  /** Globs of the protocol, relative to the root. */
  globs: string[];
  configuration: Configuration;
  notes: Notes;
}

/**
 * The repository of the working directory. Throws a UserError where there is none or nothing in it, and where it is
 * shallow although all of its history is needed.
 */
export async function openRepository(
  configuration: Configuration,
  notes: Notes,
  needsHistory: boolean,
): Promise<Repository> {
  const state = await repositoryState(process.cwd());
  if (needsHistory) refuseShallow(state);
  const root = realpathSync(state.root);
  if (configuration.file === null) {
    notes.say('no grpc-evolution.yaml: all .proto files are read, tags v* are releases. "init" writes one.');
  }
  return { root, bare: state.bare, globs: globsFromRoot(configuration, root), configuration, notes };
}

/** Globs of a configuration inside of the repository are relative to it, of one outside to the root. */
function globsFromRoot(configuration: Configuration, root: string): string[] {
  const { folder, protos } = configuration;
  const below = path.relative(root, realpathSync(folder)).split(path.sep).join("/");
  const prefix = below === "" || isOutside(below) ? "" : `${escapeGlob(below)}/`;
  return protos.map((glob, at) => {
    if (path.posix.isAbsolute(glob) || isOutside(path.posix.normalize(prefix + glob))) {
      throw wrongSetting(
        configuration,
        ["protos", at],
        `"${glob}" leads out of the repository.`,
        'Write a glob relative to the configuration, such as "protos/**/*.proto".',
      );
    }
    return prefix + glob;
  });
}

function isOutside(fromRoot: string): boolean {
  return fromRoot === ".." || fromRoot.startsWith("../");
}

/** What `check` compares in the repository of the working directory. */
export async function readFromRepository(
  paths: string[],
  options: CheckOptions,
  configuration: Configuration,
  notes: Notes,
): Promise<Material> {
  // Releases and merge bases are found in the history, too.
  const needsHistory = options.history || options.against.length === 0;
  const repository = await openRepository(configuration, notes, needsHistory);
  return readMaterial(paths, options, repository, await readHead(repository, options.head));
}

/** The same for a repository that is open, and a head that is read. */
export async function readMaterial(
  paths: string[],
  options: Pick<CheckOptions, "head" | "against" | "history">,
  repository: Repository,
  { head, files, timeline }: ReadHead,
): Promise<Material> {
  const { root, configuration, notes } = repository;
  const baselines = await readBaselines(repository, head, timeline, options.against);
  if (baselines.length === 0) notes.say("this is the first revision: there is none to compare it with.");
  refuseNothing([...files, ...baselines.flatMap((baseline) => baseline.files)], configuration);
  const ledger = options.history ? await readLedgerFor(repository, head, files) : null;
  return {
    head: { ...(options.head === undefined ? workingTree : { label: options.head }), files },
    baselines,
    ledger,
    timeline: isPolicyAsked(options, configuration) ? policyTimeline(timeline) : null,
    released: configuration.features.length > 0 ? await readReleased(repository, timeline) : [],
    root: head.isWorkingTree ? root : null,
    paths: paths.map((each) => pathFromRoot(each, root)),
  };
}

const workingTree = { label: "the working tree", isDescribed: true } as const;

/** Whoever says what to compare with, and declares no window, asks for no policy. */
function isPolicyAsked({ against }: Pick<CheckOptions, "against">, { components }: Configuration): boolean {
  return against.length === 0 || components.some(({ window }) => window !== null);
}

/** The releases as the policy counts them. */
export function policyTimeline({ releases, head }: RepositoryTimeline): Timeline {
  return { releases: releases.map(({ name }) => name), head };
}

/** A revision, or the working tree, with its files and its place among the releases. */
export interface ReadHead {
  head: Head;
  files: SourceText[];
  timeline: RepositoryTimeline;
}

export async function readHead(repository: Repository, ref: string | undefined): Promise<ReadHead> {
  const { root, globs, configuration } = repository;
  const head = await findHead(root, ref);
  const files = await readState(root, head.isWorkingTree ? "worktree" : head.commit, globs);
  const isUnchanged = async () =>
    !head.isWorkingTree || isSame(await readState(root, head.commit, globs), files);
  await refuseUnknownTags(configuration, root);
  const timeline = await timelineOf(root, configuration.releases, head.commit, isUnchanged);
  if (timeline.releases.length === 0) await refuseNoMatch(configuration, root);
  return { head, files, timeline };
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

async function readLedgerFor(repository: Repository, head: Head, files: SourceText[]): Promise<Ledger> {
  const ledger = await readLedger(repository);
  if (!head.isWorkingTree) return ledger;
  return followWorkingTree(ledger, await readState(repository.root, head.commit, repository.globs), files);
}

async function findHead(root: string, ref: string | undefined): Promise<Head> {
  if (ref !== undefined) return { commit: await resolveRef(root, ref), isWorkingTree: false };
  const [commit] = await peel(root, ["HEAD"]);
  if (commit) return { commit, isWorkingTree: true };
  throw new UserError("There is no commit here yet.", "Commit the first revision of the protocol.");
}

/** Throws a UserError where nothing matches the globs: a report of nothing would look like a good one. */
export function refuseNothing(files: SourceText[], { protos, file }: Configuration): void {
  if (files.length > 0) return;
  const patterns = protos.map(printable).join(", ");
  const where =
    file === null ? "Write protos into a grpc-evolution.yaml." : "Correct protos in the configuration.";
  throw new UserError(`No .proto file matches ${patterns}.`, where);
}

/** A path that somebody typed, relative to the root, with forward slashes. */
function pathFromRoot(typed: string, root: string): string {
  const fromRoot = path.relative(root, path.resolve(realpathSync(process.cwd()), typed));
  if (fromRoot === ".." || fromRoot.startsWith(`..${path.sep}`) || path.isAbsolute(fromRoot)) {
    throw new UserError(`${printable(typed)} is outside of the repository.`, "Name a path inside of it.");
  }
  return fromRoot.split(path.sep).join("/");
}

/** Everything that any branch or tag of the repository ever used. Says where something of it cannot be read. */
export async function readLedger({ root, globs, configuration, notes }: Repository): Promise<Ledger> {
  const { releases, include } = configuration;
  const onProgress = (done: number, total: number) =>
    notes.progress(`reading history: ${done} of ${total} versions`);
  const ledger = await readHistory({ folder: root, globs, releases, include, cache: true, onProgress });
  notes.progress("");
  const unreadable = ledger.unreadable ?? 0;
  if (unreadable > 0) {
    const [what, who] =
      unreadable === 1 ? ["version of a file", "it uses"] : ["versions of files", "they use"];
    notes.say(`${unreadable} ${what} in the history cannot be read; numbers that only ${who} are missing.`);
  }
  return ledger;
}

/** What the working tree renames, but nobody committed yet, is still the same element. */
function followWorkingTree(ledger: Ledger, committed: SourceText[], files: SourceText[]): Ledger {
  const before = withoutThose(committed, files);
  const after = withoutThose(files, committed);
  return before.length + after.length === 0
    ? ledger
    : followChange(ledger, before.map(factsOfFile), after.map(factsOfFile));
}

/** The files that are not in `others` with the same text. */
function withoutThose(files: SourceText[], others: SourceText[]): SourceText[] {
  const texts = new Map(others.map(({ path: file, text }) => [file, text]));
  return files.filter(({ path: file, text }) => texts.get(file) !== text);
}

function factsOfFile({ path: file, text }: SourceText): FileFacts {
  return { path: file, owners: factsOf(parseProto(text).file) };
}

/** The `.proto` files of the protocol as they are now; those of the last commit where there is no working tree. */
export async function readNewest({ root, globs, bare }: Repository): Promise<SourceText[]> {
  return readState(root, bare ? "HEAD" : "worktree", globs);
}

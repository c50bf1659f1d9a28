import { posix } from "node:path";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { ignoredEntries, ignoredFiles } from "../git/ignored.js";
import { resolveRef } from "../git/refs.js";
import { type StateFiles, workingFiles } from "../git/state-files.js";
import { listTree, type Tree, treeFromIndex } from "../git/trees.js";
import { cacheOf } from "../history/cache.js";
import { listTreesOnce } from "../history/cached-trees.js";
import { UserError } from "../terminal/user-error.js";
import type { CheckedRevision } from "./baselines.js";
import { moduleFiles } from "./buf-modules.js";
import { configurationPlace } from "./configuration-place.js";
import type { Repository } from "./project.js";
import type { ProtocolFiles, ReadProtocol } from "./protocol.js";

/** The state that is looked at: a revision, or the working tree, with its files. */
export interface HeadState {
  head: CheckedRevision;
  files: ReadProtocol;
  /** Everything that lies in the repository in this state. */
  tree: Tree;
  /** Chosen files of a working tree that git ignores: they are not in the repository. */
  ignored: string[];
}

/** What is to be looked at: a commit, or the working tree that was made from it. */
export type Head = Omit<CheckedRevision, "isChanged">;

/** Finds a revision; the working tree where none is named. */
export async function findHead({ root, refs }: Repository, ref: string | undefined): Promise<Head> {
  if (ref !== undefined) return { commit: await resolveRef(root, ref), isWorkingTree: false };
  const commit = refs.commits.get("HEAD");
  if (!commit)
    throw new UserError("There is no commit here yet.", "Commit the first revision of the protocol.");
  return { commit, isWorkingTree: true };
}

/** Reads what is looked at. */
export async function readHeadState(repository: Repository, chosen: Head): Promise<HeadState> {
  const { root, protocol, committed } = repository;
  const { commit, isWorkingTree } = chosen;
  if (!isWorkingTree) {
    const tree = await listTree(root, commit);
    const files = await protocol.head(committed.state(tree));
    return { head: { ...chosen, isChanged: false }, files, tree, ignored: [] };
  }
  // Git looks for them while the files are read; what goes wrong there is said where it is waited for.
  const ignored = ignoredEntries(root);
  ignored.catch(() => {});
  const working = await workingFiles(repository);
  const tree = (await treeFromIndex(root, commit, working.index)) ?? (await listTree(root, commit));
  const read = unchangedFirst(working, committed.state(tree));
  const files = await protocol.head(read.state);
  // What it says is part of the state, as an edited schema is.
  const place = configurationPlace(repository.configuration, root);
  if (place !== null) await read.state.read([place]);
  const isWanting = (path: string) =>
    protocol.chooses(path) || files.unresolved.some(({ imported }) => `/${path}`.endsWith(`/${imported}`));
  const isDeleted = [...tree.values()].some(
    ({ path, kind }) => kind === "file" && !working.tree.has(path) && isWanting(path),
  );
  return {
    head: { ...chosen, isChanged: isDeleted || read.isChanged() },
    files,
    tree: working.tree,
    ignored: await ignoredFiles(root, await ignored, protocol.globs, files.judged.length === 0),
  };
}

/** The working tree, with the objects of the commit for files that are as they were there: they are parsed only once. */
function unchangedFirst(
  working: StateFiles,
  commit: StateFiles,
): { state: StateFiles; isChanged: () => boolean } {
  let isChanged = false;
  const read = async (paths: readonly string[]) => {
    const [now, before] = await Promise.all([working.read(paths), commit.read(paths)]);
    const texts = new Map(before.map((source) => [source.path, source]));
    return now.map((source) => {
      const committed = texts.get(source.path);
      if (committed?.text === source.text) return committed;
      // Git may write other line ends than it keeps.
      isChanged ||= withoutReturns(committed?.text) !== withoutReturns(source.text);
      return source;
    });
  };
  return { state: { tree: working.tree, read }, isChanged: () => isChanged };
}

function withoutReturns(text: string | undefined): string | undefined {
  return text?.replaceAll("\r\n", "\n");
}

/**
 * The files of the protocol in some older commits, in this order. States with the same files are the same object: they are
 * read and compared once.
 */
export async function readOlderStates(
  repository: Repository,
  head: HeadState,
  commits: readonly string[],
): Promise<ProtocolFiles[]> {
  if (commits.length === 0) return [];
  const suffixes = new Set(head.files.judged.map(({ path }) => posix.extname(path)));
  for (;;) {
    const older = await readWithSuffixes(repository, head, commits, suffixes);
    const imported = older.flatMap(({ unresolved }) =>
      unresolved.map((each) => posix.extname(each.imported)),
    );
    const unlisted = imported.filter((suffix) => !suffixes.has(suffix) && suffix !== ".proto");
    if (unlisted.length === 0) return older;
    for (const suffix of unlisted) suffixes.add(suffix);
  }
}

/** The same, as far as it is in schemas and files with these suffixes: a repository holds a lot that no schema imports. */
async function readWithSuffixes(
  { root, data, protocol, committed }: Repository,
  { head, files, tree }: HeadState,
  commits: readonly string[],
  suffixes: ReadonlySet<string>,
): Promise<ReadProtocol[]> {
  const living = new Set(tree.keys());
  const trees = await listTreesOnce(cacheOf({ data }), root, head.commit, commits, pathspecsFor(suffixes));
  const states = trees.map((each) => committed.state(each));
  const paths = states.map((state) => protocol.candidates(state, files, living));
  const entries = paths.flatMap(({ own, moved }, at) =>
    [...own, ...moved].flatMap((path) => trees[at]?.get(path) ?? []),
  );
  // From the newest, which is most like the head that was read before.
  await committed.fetch(entries.toReversed());
  const older: ReadProtocol[] = [];
  for (const [at, state] of states.entries()) {
    const read = await protocol.older(state, paths[at] as (typeof paths)[number], files);
    older.push(older.find((each) => isSame(each, read)) ?? read);
  }
  return older;
}

/** What an older tree is asked for: files with these suffixes, and those that say where buf counts imports from. */
function pathspecsFor(suffixes: ReadonlySet<string>): string[] {
  const names = new Set([...suffixes, ".proto"]);
  return [
    ...moduleFiles.map((name) => `:(glob)**/${name}`),
    ...[...names].map((suffix) => `:(glob)**/*${suffix.replace(/[*?[\\]/g, "\\$&")}`),
  ];
}

function isSame(one: ProtocolFiles, other: ProtocolFiles): boolean {
  return areSame(one.judged, other.judged) && areSame(one.resolved, other.resolved);
}

function areSame(some: readonly SourceText[], others: readonly SourceText[]): boolean {
  return some.length === others.length && some.every((source, at) => source === others[at]);
}

import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { resolveRef } from "../git/refs.js";
import { type StateFiles, workingFiles } from "../git/state-files.js";
import { listTree, listTrees, type Tree, treeFromIndex } from "../git/trees.js";
import { UserError } from "../terminal/user-error.js";
import type { CheckedRevision } from "./baselines.js";
import { moduleFiles } from "./buf-modules.js";
import type { Repository } from "./project.js";
import type { HeadProtocol, ProtocolFiles } from "./protocol.js";

/** The state that is looked at: a revision, or the working tree, with its files. */
export interface HeadState {
  head: CheckedRevision;
  files: HeadProtocol;
  /** Everything that lies in the repository in this state. */
  tree: Tree;
}

/** Reads a revision; the working tree where none is named. */
export async function readHeadState(repository: Repository, ref: string | undefined): Promise<HeadState> {
  const { root, protocol, committed, refs } = repository;
  if (ref !== undefined) {
    const commit = await resolveRef(root, ref);
    const tree = await listTree(root, commit);
    const files = await protocol.head(committed.state(tree));
    return { head: { commit, isWorkingTree: false, isChanged: false }, files, tree };
  }
  const commit = refs.commits.get("HEAD");
  if (!commit)
    throw new UserError("There is no commit here yet.", "Commit the first revision of the protocol.");
  const working = await workingFiles(repository);
  const tree = (await treeFromIndex(root, commit, working.index)) ?? (await listTree(root, commit));
  const read = unchangedFirst(working, committed.state(tree));
  const files = await protocol.head(read.state);
  const isDeleted = [...tree.values()].some(
    ({ path, kind }) => kind === "file" && protocol.chooses(path) && !working.tree.has(path),
  );
  return {
    head: { commit, isWorkingTree: true, isChanged: isDeleted || read.isChanged() },
    files,
    tree: working.tree,
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
      isChanged = true;
      return source;
    });
  };
  return { state: { tree: working.tree, read }, isChanged: () => isChanged };
}

/**
 * The files of the protocol in some older commits, in this order. States with the same files are the same object: they are
 * read and compared once.
 */
export async function readOlderStates(
  { root, protocol, committed }: Repository,
  { head, files, tree }: HeadState,
  commits: readonly string[],
): Promise<ProtocolFiles[]> {
  if (commits.length === 0) return [];
  const living = new Set(tree.keys());
  const [, ...trees] = await listTrees(root, [head.commit, ...commits], pathspecsFor(files));
  const states = trees.map((each) => committed.state(each));
  const paths = states.map((state) => protocol.candidates(state, files, living));
  const entries = paths.flatMap(({ own, moved }, at) =>
    [...own, ...moved].flatMap((path) => trees[at]?.get(path) ?? []),
  );
  await committed.fetch(entries);
  const older: ProtocolFiles[] = [];
  for (const [at, state] of states.entries()) {
    const read = await protocol.older(state, paths[at] as (typeof paths)[number], files);
    older.push(older.find((each) => isSame(each, read)) ?? read);
  }
  return older;
}

/** What an older tree is asked for: schemas, and where buf says that imports count from. */
function pathspecsFor({ judged }: ProtocolFiles): string[] {
  const odd = judged.map(({ path }) => path).filter((path) => !path.endsWith(".proto"));
  return [
    ...["*.proto", ...moduleFiles].map((name) => `:(glob)**/${name}`),
    ...odd.map((path) => `:(literal)${path}`),
  ];
}

function isSame(one: ProtocolFiles, other: ProtocolFiles): boolean {
  return areSame(one.judged, other.judged) && areSame(one.resolved, other.resolved);
}

function areSame(some: readonly SourceText[], others: readonly SourceText[]): boolean {
  return some.length === others.length && some.every((source, at) => source === others[at]);
}

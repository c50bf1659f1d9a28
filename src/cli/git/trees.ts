import { gitBytes } from "./git.js";
import { NulSplitter } from "./raw-entries.js";
import { peelTo } from "./refs.js";
import { emptyTreeFor, type TreeDifference, treeDifferences } from "./tree-differences.js";

/** Something in a tree that has no further files in it as far as git knows. */
export interface TreeEntry {
  /** From the root of the repository, with forward slashes. */
  path: string;
  /** The object: a blob, for a submodule a commit. */
  id: string;
  kind: EntryKind;
}

export type EntryKind = "file" | "link" | "submodule";

/** The entries of a tree by their paths. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** What git calls the kinds of entries, by the beginning of the mode. */
const kinds: Record<string, EntryKind> = { "100": "file", "120": "link", "160": "submodule" };

/** The kind that a mode stands for, `100644`; null for none, `000000`. */
export function kindOfMode(mode: string): EntryKind | null {
  return kinds[mode.slice(0, 3)] ?? null;
}

/** The whole tree of a commit. */
export async function listTree(folder: string, commit: string): Promise<Tree> {
  const listed = await gitBytes(folder, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  const tree = new Map<string, TreeEntry>();
  for (const token of new NulSplitter().split(listed)) {
    const tab = token.indexOf(9);
    const [mode = "", , id = ""] = token.toString("latin1", 0, tab).split(" ");
    const kind = kindOfMode(mode);
    const path = token.toString("utf8", tab + 1);
    if (kind) tree.set(path, { path, id, kind });
  }
  return tree;
}

/**
 * What some commits have that the pathspecs choose. One process however many there are: the first is listed, the others are told by
 * what differs from it, since the states of one repository have most in common.
 */
export async function listTrees(
  folder: string,
  commits: readonly string[],
  pathspecs: readonly string[],
): Promise<Tree[]> {
  const ids = await peelTo(folder, commits, "tree");
  const [first] = ids;
  if (first === undefined) return [];
  const others = [...new Set(ids)].filter((id) => id !== first);
  const pairs = [[emptyTreeFor(first), first] as const, ...others.map((id) => [first, id] as const)];
  const [listed = [], ...differences] = await treeDifferences(folder, pairs, pathspecs);
  const base = applied(new Map(), listed);
  const trees = new Map([
    [first, base],
    ...others.map((id, at) => [id, applied(base, differences[at] ?? [])] as const),
  ]);
  return ids.map((id) => trees.get(id) as Tree);
}

/**
 * The tree of a commit as what differs between it and the index, where both have most in common; null where the index does
 * not say enough of it.
 */
export async function treeFromIndex(folder: string, commit: string, index: Tree): Promise<Tree | null> {
  const args = ["diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative"];
  const everything = ["--ignore-submodules=none", "--ita-visible-in-index"];
  const listed = await gitBytes(folder, [...args, ...everything, commit, "--"]);
  const tokens = [...new NulSplitter().split(listed)].map((token) => token.toString());
  const tree = new Map(index);
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    const [raw = "", path = ""] = tokens.slice(at, at + 2);
    const [mode = "", , id = "", , status] = raw.slice(1).split(" ");
    // Of what is not merged, the index does not say how the commit has it.
    if (status === "U") return null;
    put(tree, path, mode, id);
  }
  return tree;
}

function applied(base: Tree, differences: readonly TreeDifference[]): Tree {
  const tree = new Map(base);
  for (const { raw, path } of differences) {
    const [, mode = "", , id = ""] = raw.split(" ");
    put(tree, path, mode, id);
  }
  return tree;
}

/** Puts what lies at a path into a tree, and takes out what is there no more. */
export function put(tree: Map<string, TreeEntry>, path: string, mode: string, id: string): void {
  const kind = kindOfMode(mode);
  if (kind) tree.set(path, { path, id, kind });
  else tree.delete(path);
}

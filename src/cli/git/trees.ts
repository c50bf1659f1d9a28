import { gitBytes, streamGit } from "./git.js";
import { NulSplitter } from "./raw-entries.js";
import { peelTo } from "./refs.js";

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

/**
 * The trees of some commits, with those entries that are `wanted`. Two processes however many commits there are: the first
 * tree is listed, the others are told by what differs from it, since the states of one repository have most in common.
 */
export async function listTrees(
  folder: string,
  commits: readonly string[],
  wanted: (path: string, kind: EntryKind) => boolean,
): Promise<Tree[]> {
  const [first] = commits;
  if (first === undefined) return [];
  const base = await listTree(folder, first, wanted);
  const ids = await peelTo(folder, commits, "tree");
  const differing = [...new Set(ids)].filter((id) => id !== ids[0]);
  const changes = await readDifferences(folder, ids[0] as string, differing, wanted);
  return ids.map((id) => changes.get(id)?.(base) ?? base);
}

async function listTree(
  folder: string,
  commit: string,
  wanted: (path: string, kind: EntryKind) => boolean,
): Promise<Tree> {
  const listed = await gitBytes(folder, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  const tree = new Map<string, TreeEntry>();
  for (const token of new NulSplitter().split(listed)) {
    const tab = token.indexOf(9);
    const [mode = "", , id = ""] = token.toString("latin1", 0, tab).split(" ");
    const kind = kindOfMode(mode);
    const path = token.toString("utf8", tab + 1);
    if (kind && wanted(path, kind)) tree.set(path, { path, id, kind });
  }
  return tree;
}

/** For each tree what makes it of the base. */
async function readDifferences(
  folder: string,
  base: string,
  trees: readonly string[],
  wanted: (path: string, kind: EntryKind) => boolean,
): Promise<ReadonlyMap<string, (tree: Tree) => Tree>> {
  const changes = new Map<string, [path: string, entry: TreeEntry | null][]>();
  if (trees.length > 0) {
    const args = [
      "diff-tree",
      "--stdin",
      "-r",
      "--raw",
      "-z",
      "--no-abbrev",
      "--no-renames",
      "--no-relative",
    ];
    const pairs = trees.map((tree) => `${base} ${tree}\n`);
    const splitter = new NulSplitter();
    let current: [path: string, entry: TreeEntry | null][] = [];
    let meta: string | null = null;
    await streamGit(folder, args, pairs, (chunk) => {
      for (const token of splitter.split(chunk)) {
        if (meta === null) {
          // Headers, `<tree> <tree>`, end with a line break, not with NUL.
          const lines = token.toString("latin1").split("\n");
          for (const line of lines.slice(0, -1)) {
            current = [];
            changes.set(line.slice(line.indexOf(" ") + 1), current);
          }
          meta = lines.at(-1) ?? "";
          continue;
        }
        const [, mode = "", , id = ""] = meta.split(" ");
        const path = token.toString("utf8");
        const kind = kindOfMode(mode);
        current.push([path, kind && wanted(path, kind) ? { path, id, kind } : null]);
        meta = null;
      }
    });
  }
  return new Map(
    [...changes].map(([id, entries]) => [
      id,
      (tree: Tree) => {
        const changed = new Map(tree);
        for (const [path, entry] of entries) {
          if (entry) changed.set(path, entry);
          else changed.delete(path);
        }
        return changed;
      },
    ]),
  );
}

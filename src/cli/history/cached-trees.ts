import { type EntryKind, listTrees, type Tree, type TreeEntry } from "../git/trees.js";
import { type Cache, digest } from "./cache.js";

/** Each entry is written once, and stands for itself by its position. */
interface Written {
  entries: [path: string, id: string, kind: number][];
  trees: [commit: string, entries: number[]][];
}

const kinds: readonly EntryKind[] = ["file", "link", "submodule"];

/** So many trees stay that were not asked for the last time. */
const others = 100;

/**
 * What some commits have that the pathspecs choose. A commit never changes: those that were asked for before are taken from
 * the cache, and of the others git tells how they differ from `like`.
 */
export async function listTreesOnce(
  cache: Cache,
  folder: string,
  like: string,
  commits: readonly string[],
  pathspecs: readonly string[],
): Promise<Tree[]> {
  const name = `trees-${digest(pathspecs)}`;
  const kept = decodeTrees(cache.read(name) ?? "");
  const missing = [...new Set(commits)].filter((commit) => !kept.has(commit));
  if (missing.length > 0) {
    const [, ...listed] = await listTrees(folder, [like, ...missing], pathspecs);
    for (const [at, commit] of missing.entries()) kept.set(commit, listed[at] as Tree);
  }
  const trees = commits.map((commit) => kept.get(commit) as Tree);
  if (missing.length > 0) {
    const asked = new Map(commits.map((commit, at) => [commit, trees[at] as Tree]));
    const rest = [...kept].filter(([commit]) => !asked.has(commit)).slice(-others);
    cache.write(name, encodeTrees(new Map([...rest, ...asked])));
  }
  return trees;
}

/** As text. */
export function encodeTrees(trees: ReadonlyMap<string, Tree>): string {
  const positions = new Map<string, number>();
  const entries: Written["entries"] = [];
  const positionOf = ({ path, id, kind }: TreeEntry) => {
    const written: Written["entries"][number] = [path, id, kinds.indexOf(kind)];
    const key = written.join("\0");
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, entries.length);
    return entries.push(written) - 1;
  };
  const written: Written = {
    entries,
    trees: [...trees].map(([commit, tree]) => [commit, [...tree.values()].map(positionOf)]),
  };
  return JSON.stringify(written);
}

/** None where the text is none that `encodeTrees` wrote. */
export function decodeTrees(text: string): Map<string, Tree> {
  try {
    const written = JSON.parse(text) as Written;
    const entries = written.entries.map(entryOf);
    return new Map(
      written.trees.map(([commit, positions]) => {
        const own = positions.map((position) => itemAt(entries, position));
        return [idOf(commit), new Map(own.map((entry) => [entry.path, entry]))];
      }),
    );
  } catch {
    return new Map();
  }
}

function entryOf([path, id, kind]: Written["entries"][number]): TreeEntry {
  if (typeof path !== "string") throw notWritten();
  return { path, id: idOf(id), kind: itemAt(kinds, kind) };
}

function idOf(id: unknown): string {
  if (typeof id !== "string" || !/^[0-9a-f]{40,64}$/.test(id)) throw notWritten();
  return id;
}

function itemAt<T>(items: readonly T[], position: number): T {
  const item = items[position];
  if (item === undefined) throw notWritten();
  return item;
}

function notWritten(): Error {
  return new Error("these are no trees that were kept");
}

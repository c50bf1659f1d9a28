import { streamGit } from "./git.js";
import { NulSplitter } from "./raw-entries.js";

/** Two trees, by their objects. */
export type TreePair = readonly [before: string, after: string];

/** An entry that differs: what git says of it, `:100644 100644 <object> <object> M`, and its path. */
export interface TreeDifference {
  raw: string;
  path: string;
}

/** The object that stands for an empty tree, by the length of hashes. */
const emptyTrees: Record<number, string> = {
  40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

/** The empty tree of the repository that has this object. */
export function emptyTreeFor(object: string): string {
  return emptyTrees[object.length] as string;
}

/** What differs in each pair of trees below the pathspecs, in this order. One process however many there are. */
export async function treeDifferences(
  folder: string,
  pairs: readonly TreePair[],
  pathspecs: readonly string[],
): Promise<TreeDifference[][]> {
  if (pairs.length === 0) return [];
  const args = ["diff-tree", "--stdin", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative"];
  const differences = new Map<string, TreeDifference[]>();
  const asked = new Set(pairs.map((pair) => `${pair.join(" ")}\n`));
  const splitter = new NulSplitter();
  let current: TreeDifference[] = [];
  let raw: string | null = null;
  await streamGit(folder, [...args, "--", ...pathspecs], asked, (chunk) => {
    for (const token of splitter.split(chunk)) {
      if (raw === null) {
        // Headers, `<tree> <tree>`, end with a line break, not with NUL.
        const lines = token.toString("latin1").split("\n");
        for (const header of lines.slice(0, -1)) {
          current = [];
          differences.set(header, current);
        }
        raw = lines.at(-1) ?? "";
        continue;
      }
      current.push({ raw, path: token.toString() });
      raw = null;
    }
  });
  return pairs.map((pair) => differences.get(pair.join(" ")) ?? []);
}

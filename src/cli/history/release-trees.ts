import type { Revision } from "@grpc-evolution/engine/ledger/revision.js";
import { compareReleases } from "@grpc-evolution/engine/ledger/revision-log.js";
import { streamGit } from "../git/git.js";
import { NulSplitter, parseRaw } from "../git/raw-entries.js";
import { commitDates, peelTo } from "../git/refs.js";
import { isoDate, type Release } from "../git/release-tags.js";
import type { FileChange } from "./changes.js";
import { type Scope, standingIn } from "./scope.js";

/** A release as its own tree. */
export interface ReleaseTree {
  tag: string;
  revision: Revision;
  /** What differs from the release before, of all releases by time. */
  files: FileChange[];
}

/** The object that stands for an empty tree, by the length of hashes. */
const emptyTrees: Record<number, string> = {
  40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

/**
 * The trees of some releases, by time, each as what it has that the one before in `all` does not have: what it has in common
 * with that one was released before. One process however many there are.
 */
export async function readReleaseTrees(
  folder: string,
  scope: Scope,
  all: readonly Release[],
  isWanted: (tag: string) => boolean,
): Promise<ReleaseTree[]> {
  if (!all.some(({ tag }) => isWanted(tag))) return [];
  const commits = all.map(({ commit }) => commit);
  const [dates, trees] = await Promise.all([commitDates(folder, commits), peelTo(folder, commits, "tree")]);
  const inOrder = all
    .map(({ tag, commit }, at) => ({
      tag,
      revision: { commit, date: isoDate(dates[at] as number), source: "" },
      tree: trees[at] as string,
    }))
    .sort(compareReleases);
  const steps = inOrder.map((release, at) => {
    const before = inOrder[at - 1]?.tree ?? emptyTrees[release.tree.length];
    return { ...release, pair: `${before} ${release.tree}` };
  });
  const wanted = steps.filter(({ tag }) => isWanted(tag));
  const changes = await readDifferences(folder, scope, [...new Set(wanted.map(({ pair }) => pair))]);
  return wanted.map(({ tag, revision, pair }) => ({ tag, revision, files: changes.get(pair) ?? [] }));
}

/** What differs in each pair of trees, by the pair. */
async function readDifferences(
  folder: string,
  scope: Scope,
  pairs: readonly string[],
): Promise<ReadonlyMap<string, FileChange[]>> {
  const args = ["diff-tree", "--stdin", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative"];
  const standingOf = standingIn(scope);
  const changes = new Map<string, FileChange[]>();
  const splitter = new NulSplitter();
  let files: FileChange[] = [];
  let meta: string | null = null;
  await streamGit(folder, args, [pairs.map((pair) => `${pair}\n`).join("")], (chunk) => {
    for (const token of splitter.split(chunk)) {
      if (meta === null) {
        // Headers, `<tree> <tree>`, end with a line break, not with NUL.
        const lines = token.toString("latin1").split("\n");
        for (const pair of lines.slice(0, -1)) {
          files = [];
          changes.set(pair, files);
        }
        meta = lines.at(-1) ?? "";
        continue;
      }
      const path = token.toString();
      const standing = standingOf(path);
      const isSchema = path.endsWith(".proto") || standing === "own";
      if (isSchema && standing !== "foreign") files.push({ path, standing, ...parseRaw(meta) });
      meta = null;
    }
  });
  return changes;
}

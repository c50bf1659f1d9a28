import type { Revision } from "@grpc-evolution/engine/ledger/revision.js";
import { compareReleases } from "@grpc-evolution/engine/ledger/revision-log.js";
import { parseRaw } from "../git/raw-entries.js";
import { commitDates, peelTo } from "../git/refs.js";
import { isoDate, type Release } from "../git/release-tags.js";
import {
  emptyTreeFor,
  type TreeDifference,
  type TreePair,
  treeDifferences,
} from "../git/tree-differences.js";
import type { FileChange } from "./changes.js";
import { pathspecsOf, type Scope, standingIn } from "./scope.js";

/** A release as its own tree. */
export interface ReleaseTree {
  tag: string;
  revision: Revision;
  /** What differs from the release before, of all releases by time. */
  files: FileChange[];
}

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
  const steps = inOrder.map(({ tree, ...release }, at) => {
    const pair: TreePair = [inOrder[at - 1]?.tree ?? emptyTreeFor(tree), tree];
    return { ...release, pair };
  });
  const wanted = steps.filter(({ tag }) => isWanted(tag));
  const differences = await treeDifferences(
    folder,
    wanted.map(({ pair }) => pair),
    pathspecsOf(scope),
  );
  const standingOf = standingIn(scope);
  return wanted.map(({ tag, revision }, at) => ({
    ...{ tag, revision },
    files: (differences[at] as TreeDifference[]).flatMap(({ raw, path }) => {
      const standing = standingOf(path);
      return standing === "foreign" ? [] : [{ path, standing, ...parseRaw(raw) }];
    }),
  }));
}

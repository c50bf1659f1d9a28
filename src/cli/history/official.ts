import { type ChainCommit, firstParentChains, type Refs, type Tip } from "../git/refs.js";
import type { Release } from "../git/release-tags.js";

/** The part of a history that is official: the chains of first parents that lead to some tips. */
export interface OfficialHistory {
  /** Where the chains begin, sorted. */
  tips: string[];
  commits: ReadonlySet<string>;
  merges: ReadonlySet<string>;
  /** Those of other tips; empty for tips that this repository does not have. */
  chainsOf(tips: readonly string[]): ReadonlySet<string>;
}

/**
 * Finds what is official: the default branch, in this clone and in all its remotes; releases and pre-releases; and the branches
 * on which a release was made after they left the default branch. Where no default branch is known, the checked revision
 * takes its place.
 */
export async function officialHistory(
  folder: string,
  refs: Refs,
  main: Tip | null,
  tags: readonly Release[],
  head: string,
): Promise<OfficialHistory> {
  const mainTips = main === null ? [head] : tipsNamed(refs, branchName(refs, main));
  const branches = [...refs.commits].filter(([ref]) => isBranch(refs, ref));
  const tagged = tags.map(({ commit }) => commit);
  const chains = await firstParentChains(folder, [
    ...new Set([...mainTips, ...tagged, ...branches.map(([, tip]) => tip)]),
  ]);
  const mainLine = walk(chains, mainTips);
  const releases = new Set(tags.filter(({ isPreRelease }) => !isPreRelease).map(({ commit }) => commit));
  const carriers = branches.flatMap(([ref, tip]): Carrier[] => {
    const carried = releasesOff(mainLine, releases, chains, tip);
    return carried.length > 0 ? [{ ref, tip, carried }] : [];
  });
  const tips = [...new Set([...mainTips, ...tagged, ...releaseBranches(carriers)])].sort();
  const commits = walk(chains, tips);
  return {
    tips,
    commits,
    merges: new Set([...commits].filter((commit) => chains.get(commit)?.isMerge)),
    chainsOf: (others) => walk(chains, others),
  };
}

/** The name without the remote. */
function branchName({ remotes, commits }: Refs, { name, commit }: Tip): string {
  const remote = remotes.find(
    (each) => name.startsWith(`${each}/`) && commits.get(`refs/remotes/${name}`) === commit,
  );
  return remote === undefined ? name : name.slice(remote.length + 1);
}

function tipsNamed({ remotes, commits }: Refs, name: string): string[] {
  const places = [`refs/heads/${name}`, ...remotes.map((remote) => `refs/remotes/${remote}/${name}`)];
  return [...new Set(places.flatMap((ref) => commits.get(ref) ?? []))];
}

/** Symbolic refs only lead to branches that are there anyway. */
function isBranch({ symbolic }: Refs, ref: string): boolean {
  return /^refs\/(heads|remotes)\//.test(ref) && !symbolic.has(ref);
}

type Chains = ReadonlyMap<string, ChainCommit>;

function walk(chains: Chains, tips: readonly string[]): Set<string> {
  const commits = new Set<string>();
  for (const tip of tips) {
    let at: string | null = tip;
    for (
      let step = chains.get(tip);
      at !== null && step && !commits.has(at);
      step = at ? chains.get(at) : undefined
    ) {
      commits.add(at);
      at = step.parent;
    }
  }
  return commits;
}

/** The releases on the chain of a tip that the default branch lacks. */
function releasesOff(
  mainLine: ReadonlySet<string>,
  releases: ReadonlySet<string>,
  chains: Chains,
  tip: string,
): string[] {
  const carried: string[] = [];
  for (let at: string | null = tip; at !== null && !mainLine.has(at); at = chains.get(at)?.parent ?? null) {
    if (releases.has(at)) carried.push(at);
  }
  return carried;
}

/** A branch with releases that the default branch lacks. */
interface Carrier {
  ref: string;
  tip: string;
  /** The commits of these releases. */
  carried: readonly string[];
}

/** `release-1.2`, `stable`, `1.x`, `v2`. */
const nameOfReleaseBranch =
  /(^|[/_.-])(rel(eases?)?|stable|maint|maintenance|support|lts)(?![a-z])|\d\.(\d|x)|\/v?\d+$/i;

/**
 * The tips of release branches. Work on one starts from it and carries its releases, too: of branches that carry the same,
 * those with the name of a release branch count, where there is one.
 */
function releaseBranches(carriers: readonly Carrier[]): string[] {
  const named = carriers.filter(({ ref }) => nameOfReleaseBranch.test(ref));
  const carriedByNamed = named.map(({ carried }) => new Set(carried));
  const isWork = ({ carried }: Carrier) =>
    carriedByNamed.some((others) => carried.every((release) => others.has(release)));
  return [...named, ...carriers.filter((each) => !named.includes(each) && !isWork(each))].map(
    ({ tip }) => tip,
  );
}

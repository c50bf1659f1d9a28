import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { coProcess } from "./co-process.js";
import { git, gitError, missingObjects, tryGit } from "./git.js";

/** What kind of repository a folder is in. */
export interface RepositoryState {
  /** Absolute, the top of the working tree; of a bare repository the folder of its data. */
  root: string;
  /** The folder of its data that all working trees share, absolute. */
  data: string;
  bare: boolean;
  /** Cut off at some depth: what came before is not there. */
  shallow: boolean;
}

/** Whether the history is cut off. Throws a UserError where the folder is in no repository. */
export async function isShallow(folder: string): Promise<boolean> {
  return (await git(folder, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

/** The repository that a folder is in. Throws a UserError where it is in none, or in the data of one. */
export async function repositoryState(folder: string): Promise<RepositoryState> {
  const args = ["rev-parse", "--is-shallow-repository", "--is-bare-repository"];
  const places = ["--git-common-dir", "--show-toplevel"];
  const { status, stdout, complaint } = await tryGit(folder, [...args, ...places]);
  const [shallow, bare, ...lines] = stdout.toString().split("\n");
  const isBare = bare === "true";
  // A bare repository has no top, which git calls an error after it has answered the rest.
  if (status !== 0 && !isBare) throw gitError(folder, args, complaint);
  const names = lines.slice(0, -1);
  const [data = "", top = data] =
    names.length <= places.length ? names : await Promise.all(places.map((place) => placeOf(folder, place)));
  return {
    root: path.resolve(folder, top),
    data: path.resolve(folder, data),
    bare: isBare,
    shallow: shallow === "true",
  };
}

/** Asked for alone, the answer may have line breaks. */
async function placeOf(folder: string, option: string): Promise<string> {
  return (await git(folder, ["rev-parse", option])).replace(/\n$/, "");
}

/** A name of something in the history, and the commit that it stands for. */
export interface Tip {
  name: string;
  commit: string;
}

/** All branches and tags of a repository, by their full names: no short name can be mistaken for another one. */
export interface Refs {
  /** The commit of each branch, branch of a remote and tag, and that of `HEAD`, sorted by name. */
  commits: ReadonlyMap<string, string>;
  /** What symbolic refs lead to, such as the head of a remote. */
  symbolic: ReadonlyMap<string, string>;
  /** The branch that each local branch follows. */
  upstreams: ReadonlyMap<string, string>;
  /** Names of the remotes that have branches here, `origin` first. */
  remotes: readonly string[];
  /** The branch that is checked out, null where `HEAD` is detached. */
  current: string | null;
}

/** Reads all branches and tags at once. Refs that lead to something else than a commit are left out. */
export async function readRefs(folder: string): Promise<Refs> {
  const format = "--format=%(refname)%00%(objectname)%00%(symref)%00%(upstream)%00%(HEAD)";
  const [listed, [head]] = await Promise.all([
    git(folder, ["for-each-ref", format, "refs/heads", "refs/remotes", "refs/tags"]),
    peel(folder, ["HEAD"]),
  ]);
  const lines = listed.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\0") as RefLine]));
  const ids = lines.map(([, id]) => id);
  const hasRemote = lines.some(([ref]) => ref.startsWith("refs/remotes/"));
  const [peeled, configured] = await Promise.all([
    peel(folder, ids),
    hasRemote ? git(folder, ["remote"]) : "",
  ]);
  const commits = new Map<string, string>();
  if (head) commits.set("HEAD", head);
  for (const [at, [ref]] of lines.entries()) {
    const commit = peeled[at];
    if (commit) commits.set(ref, commit);
  }
  const remotes = remotesOf(
    lines.map(([ref]) => ref),
    configured.split("\n"),
  );
  return {
    commits,
    symbolic: new Map(lines.flatMap(([ref, , symref]) => (symref === "" ? [] : [[ref, symref] as const]))),
    upstreams: new Map(lines.flatMap(([ref, , , up]) => (up === "" ? [] : [[ref, up] as const]))),
    remotes: remotes.sort((a, b) => Number(b === "origin") - Number(a === "origin") || (a < b ? -1 : 1)),
    current: lines.find(([, , , , head]) => head === "*")?.[0] ?? null,
  };
}

/**
 * The remotes that have branches here. A configured name may contain slashes; of branches that no configured remote has,
 * such as those that a script fetched, the first folder counts.
 */
function remotesOf(refs: readonly string[], configured: readonly string[]): string[] {
  const owners = refs.flatMap((ref) => {
    const branch = /^refs\/remotes\/(.*)$/.exec(ref)?.[1];
    if (branch === undefined) return [];
    const fitting = configured.filter((remote) => remote !== "" && branch.startsWith(`${remote}/`));
    const longest = fitting.sort((a, b) => b.length - a.length)[0];
    return longest ?? /^([^/]+)\//.exec(branch)?.[1] ?? [];
  });
  return [...new Set(owners)];
}

type RefLine = [ref: string, id: string, symref: string, upstream: string, head: string];

/** A commit on a chain of first parents. */
export interface ChainCommit {
  /** Null for a root. */
  parent: string | null;
  isMerge: boolean;
}

/**
 * The chains of first parents of some commits: each commit that is in one of them. Costs one pass over these chains, however
 * many commits are asked for.
 */
export async function firstParentChains(
  folder: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, ChainCommit>> {
  if (commits.length === 0) return new Map();
  const input = commits.map((commit) => `${commit}\n`).join("");
  const listed = await git(folder, ["rev-list", "--first-parent", "--parents", "--stdin"], input);
  const chains = new Map<string, ChainCommit>();
  for (const line of listed.split("\n")) {
    const [commit = "", parent = null, second] = line.split(" ");
    if (commit !== "") chains.set(commit, { parent, isMerge: second !== undefined });
  }
  return chains;
}

/** The same with nothing but the first parent of each commit, null for a root. */
export async function firstParents(
  folder: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const chains = await firstParentChains(folder, commits);
  return new Map([...chains].map(([commit, { parent }]) => [commit, parent]));
}

/** All commits that `tips` reach and `earlierTips` do not. */
export async function commitsBetween(
  folder: string,
  tips: readonly string[],
  earlierTips: readonly string[],
): Promise<ReadonlySet<string>> {
  if (tips.length === 0) return new Set();
  const input = [...tips, ...earlierTips.map((commit) => `^${commit}`)].map((line) => `${line}\n`).join("");
  const listed = await git(folder, ["rev-list", "--stdin"], input);
  return new Set(listed.split("\n").filter((line) => line !== ""));
}

/** The commits that `tips` reach and `head` does not, each with its parents. */
export async function historyBeyond(
  folder: string,
  head: string,
  tips: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (tips.length === 0) return new Map();
  const input = [...tips, `^${head}`].map((line) => `${line}\n`).join("");
  const listed = await git(folder, ["rev-list", "--parents", "--stdin"], input);
  const lines = listed.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => line.split(" ")).map(([commit = "", ...parents]) => [commit, parents]));
}

/** When commits were made, in seconds since 1970. */
export async function commitDates(folder: string, commits: readonly string[]): Promise<number[]> {
  if (commits.length === 0) return [];
  const input = commits.map((commit) => `${commit}\n`).join("");
  const listed = await git(folder, ["log", "--no-walk", "--format=%H %ct", "--stdin"], input);
  const dates = new Map(listed.split("\n").map((line) => line.split(" ") as [string, string]));
  return commits.map((commit) => Number(dates.get(commit) ?? 0));
}

/** Those of some commits that are not in the history of another one. */
export async function outsideOf(
  folder: string,
  commits: readonly string[],
  head: string,
): Promise<ReadonlySet<string>> {
  if (commits.length === 0) return new Set();
  const input = [...commits, `^${head}`].map((line) => `${line}\n`).join("");
  const listed = await git(folder, ["rev-list", "--stdin"], input);
  const outside = new Set(listed.split("\n"));
  return new Set(commits.filter((commit) => outside.has(commit)));
}

/** The commit that each name stands for, null where there is none. A name must not contain a line break. */
export async function peel(folder: string, names: readonly string[]): Promise<(string | null)[]> {
  return peelAll(folder, names, "commit");
}

/** The tree of each commit. */
export async function peelTo(folder: string, commits: readonly string[], kind: "tree"): Promise<string[]> {
  const ids = await peelAll(folder, commits, kind);
  const missing = ids.indexOf(null);
  if (missing !== -1) throw missingObjects(`The ${kind} of commit ${commits[missing]} is missing.`);
  return ids as string[];
}

async function peelAll(
  folder: string,
  names: readonly string[],
  kind: "commit" | "tree",
): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const chunks: Buffer[] = [];
  let answers = 0;
  await coProcess(folder, "cat-file", "--batch-check=%(objectname) %(objecttype)").ask(
    names.map((name) => `${name}^{${kind}}`),
    (chunk) => {
      chunks.push(chunk);
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) answers += 1;
      return answers === names.length;
    },
  );
  const answer = new RegExp(`^([0-9a-f]{40,64}) ${kind}$`);
  const lines = Buffer.concat(chunks).toString().split("\n").slice(0, -1);
  return lines.map((line) => answer.exec(line)?.[1] ?? null);
}

/**
 * The commit that a branch, a tag, a hash or an expression such as `HEAD~1` stands for.
 * Throws a UserError where it stands for none, and where several refs have the name and stand for different commits.
 */
export async function resolveRef(folder: string, ref: string): Promise<string> {
  const [name = ""] = ref.split(/[~^@]/);
  const places = isShared(name) ? namespaces.map((space) => `${space}${name}`) : [];
  const [commit, ...meanings] = isRef(ref) ? await peel(folder, [ref, ...places]) : [];
  if (!commit) {
    throw new UserError(
      `There is no revision "${printable(ref)}".`,
      "Name a branch, a tag or a commit; git fetch --tags brings those of the remote.",
    );
  }
  if (new Set(meanings.filter((meaning) => meaning !== null)).size > 1) {
    const full = places.filter((_, at) => meanings[at] !== null);
    throw new UserError(
      `"${printable(name)}" is the name of several revisions.`,
      `Write which one is meant: ${printable(full.join(" or "))}.`,
    );
  }
  return commit;
}

/** Where a short name is looked for. */
const namespaces = ["refs/tags/", "refs/heads/", "refs/remotes/"];

/**
 * Whether a name may be that of a tag and of a branch, with nothing to tell which one is meant. A version means the tag, as
 * git takes it; HEAD is never another ref.
 */
function isShared(name: string): boolean {
  return name !== "" && !/HEAD$/.test(name) && !/\d\.\d|^v?\d+$/.test(name);
}

/** What begins with a dash would be an option elsewhere, so it is none here either. */
function isRef(ref: string): boolean {
  return ref !== "" && !ref.startsWith("-") && !/[\p{Cc}]/u.test(ref);
}

/** The newest commit that the histories of two commits contain, null where they have none in common. */
export async function mergeBase(folder: string, a: string, b: string): Promise<string | null> {
  if (a === b) return a;
  const args = ["merge-base", "--end-of-options", a, b];
  const { status, stdout, complaint } = await tryGit(folder, args);
  if (status > 1) throw gitError(folder, args, complaint);
  return stdout.toString().trim() || null;
}

/** Whether a commit is another one, or in its history as far as that is there. */
export async function isAncestor(folder: string, commit: string, of: string): Promise<boolean> {
  const [isThere] = await peel(folder, [commit]);
  if (!isThere) return false;
  const args = ["merge-base", "--is-ancestor", commit, of];
  const { status, complaint } = await tryGit(folder, args);
  if (status > 1) throw gitError(folder, args, complaint);
  return status === 0;
}

/** What brings the tags that a clone may lack, as a hint. */
export const howToFetchTags =
  'Run "git fetch --tags"; in a GitHub workflow give actions/checkout "fetch-depth: 0".';

/** Throws a UserError where the history is cut off: a result that needs all of it would be wrong. */
export function refuseShallow({ shallow }: Pick<RepositoryState, "shallow">): void {
  if (!shallow) return;
  throw new UserError(
    "This clone is shallow: the history that tells which numbers are spent is cut off.",
    'Run "git fetch --unshallow --tags"; in a GitHub workflow give actions/checkout "fetch-depth: 0".',
  );
}

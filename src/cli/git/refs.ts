import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { git, gitError, tryGit } from "./git.js";

/** What kind of repository a folder is in. */
export interface RepositoryState {
  /** Absolute, the top of the working tree; of a bare repository the folder of its data. */
  root: string;
  bare: boolean;
  /** No commit yet, on any branch. */
  empty: boolean;
  /** Cut off at some depth: what came before is not there. */
  shallow: boolean;
  /** Made with a filter: objects may be missing. */
  partial: boolean;
}

/** Whether the history is cut off. Throws a UserError where the folder is in no repository. */
export async function isShallow(folder: string): Promise<boolean> {
  return (await git(folder, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

/** The repository that a folder is in. Throws a UserError where it is in none. */
export async function repositoryState(folder: string): Promise<RepositoryState> {
  const asked = await git(folder, ["rev-parse", "--is-shallow-repository", "--is-bare-repository"]);
  const [shallow, bare] = asked.split("\n").map((answer) => answer === "true");
  const [promisor, tips, root] = await Promise.all([
    tryGit(folder, ["config", "--get-regexp", "^(extensions\\.partialclone|remote\\..*\\.promisor)$"]),
    readTips(folder),
    git(folder, ["rev-parse", bare ? "--absolute-git-dir" : "--show-toplevel"]),
  ]);
  return {
    root: path.resolve(root.replace(/\n$/, "")),
    bare: bare === true,
    empty: tips.length === 0,
    shallow: shallow === true,
    partial: promisor.status === 0,
  };
}

/** A name of something in the history, and the commit that it stands for. */
export interface Tip {
  name: string;
  commit: string;
}

/** Branches, those of remotes too, tags, and where the working tree stands; sorted by name. */
export async function readTips(folder: string): Promise<Tip[]> {
  const format = "--format=%(objectname) %(objecttype) %(refname)";
  const listed = await git(folder, ["for-each-ref", format, "refs/heads", "refs/remotes", "refs/tags"]);
  const refs = listed
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" ") as [id: string, type: string, name: string])
    .filter(([, type]) => type === "commit" || type === "tag");
  const commits = await peel(folder, ["HEAD", ...refs.map(([id]) => id)]);
  return ["HEAD", ...refs.map(([, , name]) => name)].flatMap((name, index) => {
    const commit = commits[index] ?? null;
    return commit === null ? [] : [{ name, commit }];
  });
}

/** The commit that each name stands for, null where there is none. A name must not contain a line break. */
export async function peel(folder: string, names: string[]): Promise<(string | null)[]> {
  const input = names.map((name) => `${name}^{commit}\n`).join("");
  const printed = await git(folder, ["cat-file", "--batch-check=%(objectname) %(objecttype)"], input);
  const lines = printed.split("\n").slice(0, -1);
  return lines.map((line) => /^([0-9a-f]{40,64}) commit$/.exec(line)?.[1] ?? null);
}

/**
 * The commit that a branch, a tag, a hash or an expression such as `HEAD~1` stands for.
 * Throws a UserError where it stands for none.
 */
export async function resolveRef(folder: string, ref: string): Promise<string> {
  const [commit] = isRef(ref) ? await peel(folder, [ref]) : [];
  if (commit) return commit;
  throw new UserError(
    `There is no revision "${printable(ref)}".`,
    "Name a branch, a tag or a commit; git fetch --tags brings those of the remote.",
  );
}

/** What begins with a dash would be an option elsewhere, so it is none here either. */
function isRef(ref: string): boolean {
  return ref !== "" && !ref.startsWith("-") && !/[\p{Cc}]/u.test(ref);
}

/** The newest commit that both histories contain, null where they have none in common. */
export async function mergeBase(folder: string, a: string, b: string): Promise<string | null> {
  const [left, right] = await Promise.all([resolveRef(folder, a), resolveRef(folder, b)]);
  const args = ["merge-base", "--end-of-options", left, right];
  const { status, stdout, complaint } = await tryGit(folder, args);
  if (status > 1) throw gitError(folder, args, complaint);
  return stdout.toString().trim() || null;
}

/** Throws a UserError where the history is cut off: a result that needs all of it would be wrong. */
export function refuseShallow({ shallow }: Pick<RepositoryState, "shallow">): void {
  if (!shallow) return;
  throw new UserError(
    "This clone is shallow: the history that tells which numbers are spent is cut off.",
    'Run "git fetch --unshallow --tags"; in a GitHub workflow give actions/checkout "fetch-depth: 0".',
  );
}

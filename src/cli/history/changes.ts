import { streamGit } from "../git/git.js";
import { NulSplitter, parseRaw } from "../git/raw-entries.js";
import { isoDate } from "../git/release-tags.js";
import { type FileStanding, pathspecsOf, type Scope, standingIn } from "./scope.js";

/** A commit that may have changed files of the protocol. */
export interface CommitChange {
  commit: string;
  /** ISO 8601 in UTC. */
  date: string;
  parents: number;
  /** The ref by which it was reached, as it was asked for. */
  source: string;
  files: FileChange[];
}

/** Blobs of one file; null where there is no such file. `before` has one for each parent. */
export interface FileChange {
  path: string;
  standing: Exclude<FileStanding, "foreign">;
  before: (string | null)[];
  after: string | null;
}

/**
 * All commits that `tips` reach and `earlierTips` do not, and that change a file; parents come before children. Of a merge
 * only those files count that differ from all of its parents, the others came in elsewhere: it may be there without files.
 * Tips may be commits or full names of refs.
 */
export function readChanges(
  folder: string,
  scope: Scope,
  tips: readonly string[],
  earlierTips: readonly string[],
): Promise<CommitChange[]> {
  const starts = tips.length === 0 ? [] : [...tips, ...earlierTips.map((commit) => `^${commit}`)];
  return readLog(folder, scope, ["--topo-order", "--reverse", "--full-history", "-c"], starts);
}

/** What each of these commits has that its first parent does not have, in this order; those that have nothing are left out. */
export async function readMainlineChanges(
  folder: string,
  scope: Scope,
  commits: readonly string[],
): Promise<CommitChange[]> {
  const changes = await readLog(folder, scope, ["--no-walk=unsorted", "-m", "--first-parent"], commits);
  return changes.filter(({ files }) => files.length > 0);
}

async function readLog(
  folder: string,
  scope: Scope,
  walk: readonly string[],
  starts: readonly string[],
): Promise<CommitChange[]> {
  if (starts.length === 0) return [];
  const args = [
    ...["log", "--stdin", ...walk],
    ...["--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"],
    ...["--no-color", "--no-notes", "--no-show-signature", "--no-mailmap", "--format=%H %ct %S %P"],
    ...["--", ...pathspecsOf(scope)],
  ];
  const standingOf = standingIn(scope);
  const changes: CommitChange[] = [];
  const splitter = new NulSplitter();
  let pending: Pick<FileChange, "before" | "after"> | null = null;
  await streamGit(folder, args, [starts.map((line) => `${line}\n`).join("")], (chunk) => {
    for (const token of splitter.split(chunk)) {
      if (pending) {
        const path = token.toString();
        const standing = standingOf(path);
        if (standing !== "foreign") changes.at(-1)?.files.push({ path, standing, ...pending });
        pending = null;
        continue;
      }
      const text = token.toString().trimStart();
      if (text.startsWith(":")) pending = parseRaw(text);
      else if (text !== "") changes.push(parseHeader(text));
    }
  });
  return changes;
}

function parseHeader(line: string): CommitChange {
  const [commit = "", seconds, source = "", ...parents] = line.trimEnd().split(" ");
  return { commit, date: isoDate(Number(seconds)), parents: parents.length, source, files: [] };
}

import { streamGit } from "../git/git.js";
import { pathspecs } from "../git/globs.js";
import { NulSplitter, parseRaw } from "../git/raw-entries.js";
import { isoDate } from "../git/release-tags.js";

/** A commit that changed files of the protocol. */
export interface CommitChange {
  commit: string;
  /** ISO 8601 in UTC. */
  date: string;
  parents: number;
  files: FileChange[];
}

/** Blobs of one file; null where there is no such file. `before` has one for each parent. */
export interface FileChange {
  path: string;
  before: (string | null)[];
  after: string | null;
}

/**
 * All commits that `tips` reach and `known` do not, and that change a file under the globs; parents come before
 * children. Of a merge only those files count that differ from all of its parents: the others came in elsewhere.
 */
export async function readChanges(
  folder: string,
  globs: readonly string[],
  tips: readonly string[],
  earlierTips: readonly string[],
): Promise<CommitChange[]> {
  if (tips.length === 0) return [];
  const args = [
    ...["log", "--stdin", "--topo-order", "--reverse", "--full-history", "-c"],
    ...["--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv"],
    ...["--no-color", "--no-notes", "--no-show-signature", "--no-mailmap", "--format=%H %ct %P"],
    ...["--", ...pathspecs(globs)],
  ];
  const starts = [...tips, ...earlierTips.map((commit) => `^${commit}`)].map((line) => `${line}\n`);
  const changes: CommitChange[] = [];
  const splitter = new NulSplitter();
  let pending: Omit<FileChange, "path"> | null = null;
  await streamGit(folder, args, [starts.join("")], (chunk) => {
    for (const token of splitter.split(chunk)) {
      if (pending) {
        changes.at(-1)?.files.push({ path: token.toString("latin1"), ...pending });
        pending = null;
        continue;
      }
      const text = token.toString("latin1").trimStart();
      if (text.startsWith(":")) pending = parseRaw(text);
      else if (text !== "") changes.push(parseHeader(text));
    }
  });
  return changes.filter(({ files }) => files.length > 0);
}

function parseHeader(line: string): CommitChange {
  const [commit = "", seconds, ...parents] = line.trimEnd().split(" ");
  return { commit, date: isoDate(Number(seconds)), parents: parents.length, files: [] };
}

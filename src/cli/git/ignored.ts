import { gitBytes } from "./git.js";
import { globMatcher } from "./globs.js";
import { NulSplitter } from "./raw-entries.js";

/** What git ignores in a working tree; a folder that is ignored as a whole is one entry. */
export function ignoredEntries(root: string): Promise<string[]> {
  return listIgnored(root, ["--directory"]);
}

/**
 * The schemas of a working tree that some globs choose and git ignores, of the entries that it ignores. Into folders that
 * are ignored as a whole, which may hold all packages of a project, it only looks where a glob leads to them by name, or
 * `everywhere`.
 */
export async function ignoredFiles(
  root: string,
  entries: readonly string[],
  globs: readonly string[],
  everywhere: boolean,
): Promise<string[]> {
  const named = globs.filter((glob) => !glob.startsWith("!")).map(namedFolder);
  const isLedTo = (folder: string) =>
    named.some((each) => each !== "" && (each.startsWith(folder) || folder.startsWith(each)));
  const folders = entries.filter((entry) => entry.endsWith("/") && (everywhere || isLedTo(entry)));
  const inside = folders.length === 0 ? [] : await listIgnored(root, ["--", ...folders]);
  const isChosen = globMatcher(globs);
  const files = new Set([...entries, ...inside].filter((entry) => entry.endsWith(".proto")));
  return [...files].filter(isChosen).sort();
}

async function listIgnored(root: string, args: readonly string[]): Promise<string[]> {
  const all = ["--literal-pathspecs", "ls-files", "-z", "--others", "--ignored", "--exclude-standard"];
  const listed = await gitBytes(root, [...all, ...args]);
  return [...new NulSplitter().split(listed)].map((token) => token.toString());
}

/** The folder that a glob names before its first wildcard, with a slash behind it; empty for none. */
function namedFolder(glob: string): string {
  const [fixed = ""] = glob.split(/[*?[\\]/);
  return fixed.slice(0, fixed.lastIndexOf("/") + 1);
}

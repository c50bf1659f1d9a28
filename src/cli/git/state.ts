import { lstatSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { UserError } from "../terminal/user-error.js";
import { blobLimit, readBlobs } from "./blobs.js";
import { git, gitBytes, missingObjects } from "./git.js";
import { pathspecs } from "./globs.js";
import { NulSplitter, parseRaw } from "./raw-entries.js";
import { repositoryState, resolveRef } from "./refs.js";

/**
 * The files under the globs at a revision, or as they are in the working tree (`worktree`), untracked ones
 * included and ignored ones not. Paths are relative to the root of the repository, sorted. Links are passed over:
 * what they lead to is read where it is. Throws a UserError where a file cannot be read.
 */
export async function readState(
  folder: string,
  at: string | "worktree",
  globs: readonly string[],
): Promise<SourceText[]> {
  const files =
    at === "worktree" ? await readWorkingTree(folder, globs) : await readRevision(folder, at, globs);
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function readRevision(folder: string, ref: string, globs: readonly string[]): Promise<SourceText[]> {
  const commit = await resolveRef(folder, ref);
  const paths = new Map<string, string[]>();
  for (const { path, id } of await filesAt(folder, commit, globs))
    paths.set(id, [...(paths.get(id) ?? []), path]);
  const files: SourceText[] = [];
  await readBlobs(folder, [...paths.keys()], (id, content) => {
    const [first = "", ...copies] = paths.get(id) ?? [];
    if (content.kind === "too large") throw tooLarge(first);
    if (content.kind === "missing")
      throw missingObjects(`${printable(first)} is missing at ${printable(ref)}.`);
    const text = content.bytes.toString();
    for (const path of [first, ...copies]) files.push({ path, text });
  });
  return files;
}

/** The difference to nothing: the one listing of a revision that understands globs. */
async function filesAt(
  folder: string,
  commit: string,
  globs: readonly string[],
): Promise<{ path: string; id: string }[]> {
  const nothing = (await git(folder, ["hash-object", "-t", "tree", "--stdin"])).trim();
  const args = ["diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative"];
  const listed = await gitBytes(folder, [...args, nothing, commit, "--", ...pathspecs(globs)]);
  const tokens = [...new NulSplitter().split(listed)].map((token) => token.toString());
  const files: { path: string; id: string }[] = [];
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    const { after } = parseRaw(tokens[at] as string);
    if (after !== null) files.push({ path: tokens[at + 1] as string, id: after });
  }
  return files;
}

async function readWorkingTree(folder: string, globs: readonly string[]): Promise<SourceText[]> {
  const { root, bare } = await repositoryState(folder);
  if (bare) throw new UserError("A bare repository has no working tree.", "Name a revision with --head.");
  const args = ["ls-files", "-t", "-z", "--full-name", "--cached", "--others", "--exclude-standard"];
  const listed = await gitBytes(folder, [...args, "--", ...pathspecs(globs)]);
  const top = realpathSync(root);
  const files = new Map<string, SourceText>();
  for (const entry of new NulSplitter().split(listed)) {
    const name = entry.subarray(2);
    const file = readInside(top, name);
    if (file) files.set(file.path, file);
    else if (entry.toString("latin1", 0, 1) === leftOut) refuseSparse(name.toString());
  }
  return [...files.values()];
}

/** How `git ls-files -t` marks a file that a sparse checkout does not write. */
const leftOut = "S";

function refuseSparse(file: string): never {
  throw new UserError(
    `${printable(file)} is left out of this sparse checkout.`,
    "Run git sparse-checkout add for its folder, or check a revision with --head.",
  );
}

/** A file below `top`, null where it is gone, no file, or only reached through a link. */
function readInside(top: string, name: Buffer): SourceText | null {
  const place = Buffer.concat([Buffer.from(`${top}${path.sep}`), name]);
  const shown = name.toString();
  try {
    const stats = lstatSync(place);
    if (!stats.isFile() || !realpathSync.native(place, "buffer").equals(place)) return null;
    if (stats.size > blobLimit) throw tooLarge(shown);
    return { path: shown, text: readFileSync(place, "utf8") };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new UserError(`${printable(shown)} cannot be read (${code}).`, "Check its permissions.");
  }
}

function tooLarge(file: string): UserError {
  return new UserError(`${printable(file)} is larger than 8 MB.`, "Is it a schema? Leave it out of protos.");
}

import { lstatSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { parseSource } from "@grpc-evolution/engine/schema/parse-source.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { UserError } from "../terminal/user-error.js";
import { blobLimit, readBlobs } from "./blobs.js";
import { gitBytes, missingObjects } from "./git.js";
import { NulSplitter } from "./raw-entries.js";
import type { RepositoryState } from "./refs.js";
import { type EntryKind, put, type Tree, type TreeEntry } from "./trees.js";

/** What lies in a repository in one state, and how to read it. */
export interface StateFiles {
  tree: Tree;
  /**
   * The files at these paths, in this order; what is no file any more is left out. The same file of two states is the same
   * object. Throws a UserError where one cannot be read.
   */
  read(paths: readonly string[]): Promise<SourceText[]>;
}

/** Reads files of commits, each version once, however many states have it. */
export class CommittedFiles {
  readonly #sources = new Map<string, SourceText>();
  /** The version of each file that was read last. */
  readonly #latest = new Map<string, SourceText>();

  constructor(readonly folder: string) {}

  /** The state that a tree shows. */
  state(tree: Tree): StateFiles {
    return {
      tree,
      read: async (paths) => {
        const entries = paths.flatMap((each) => tree.get(each) ?? []).filter(({ kind }) => kind === "file");
        await this.fetch(entries);
        return entries.map((entry) => this.#sources.get(keyOf(entry)) as SourceText);
      },
    };
  }

  /** Reads many files with one process, so that `read` finds them. Versions of a file that are alike best follow each other. */
  async fetch(entries: readonly TreeEntry[]): Promise<void> {
    const wanted = new Map(entries.map((entry) => [keyOf(entry), entry]));
    const unknown = groupBy(
      [...wanted].filter(([key]) => !this.#sources.has(key)),
      ([, { id }]) => id,
    );
    await readBlobs(this.folder, [...unknown.keys()], (id, content) => {
      const copies = unknown.get(id) ?? [];
      const shown = printable(copies[0]?.[1].path ?? id);
      if (content.kind === "too large") throw tooLarge(shown);
      if (content.kind === "missing") throw missingObjects(`A version of ${shown} is missing.`);
      const text = content.bytes.toString();
      for (const [key, entry] of copies) this.#sources.set(key, this.#read(entry.path, text));
    });
  }

  /** A schema is parsed at once: git goes on to the next file meanwhile. */
  #read(file: string, text: string): SourceText {
    const source = { path: file, text };
    if (file.endsWith(".proto")) {
      parseSource(source, this.#latest.get(file));
      this.#latest.set(file, source);
    }
    return source;
  }
}

/** A file is its path and its content. */
function keyOf({ path: file, id }: TreeEntry): string {
  return `${id} ${file}`;
}

/**
 * The files of the working tree: tracked ones that are still there and new ones, ignored ones not. Of links only that they
 * are there: what they lead to is read where it is. Throws a UserError in a bare repository.
 */
export async function workingFiles({
  root,
  bare,
}: Pick<RepositoryState, "root" | "bare">): Promise<WorkingFiles> {
  if (bare) throw new UserError("A bare repository has no working tree.", "Name a revision with --head.");
  const args = ["--full-name", "--cached", "--stage", "--others", "--deleted", "--exclude-standard"];
  const listed = await gitBytes(root, ["ls-files", "-t", "-z", ...args]);
  const top = realpathSync(root);
  const names = new Map<string, { name: Buffer; isLeftOut: boolean }>();
  const index = new Map<string, TreeEntry>();
  const untrackedFiles = new Map<string, TreeEntry>();
  const gone = new Set<string>();
  for (const token of new NulSplitter().split(listed)) {
    const isTracked = token.toString("latin1", 0, 2) !== untracked;
    const tab = isTracked ? token.indexOf(9) : 1;
    const name = token.subarray(tab + 1);
    const path = name.toString();
    const [mark = "", mode = "", id = ""] = token.toString("latin1", 0, tab).split(" ");
    if (mark === deleted) {
      gone.add(path);
      continue;
    }
    if (isTracked) put(index, path, mode, id);
    else untrackedFiles.set(path, { path, id, kind: kindOnDisk(top, name) });
    names.set(path, { name, isLeftOut: mark === leftOut });
  }
  const sources = new Map<string, SourceText | null>();
  const sourceAt = (file: string) => {
    const entry = names.get(file);
    if (!entry) return null;
    if (!sources.has(file)) {
      const source = readInside(top, entry.name);
      if (source === null && entry.isLeftOut) refuseSparse(file);
      sources.set(file, source);
    }
    return sources.get(file) ?? null;
  };
  // A submodule that was never checked out is not deleted.
  const isLeft = ([path, { kind }]: [string, TreeEntry]) => kind === "submodule" || !gone.has(path);
  const tree = new Map([...[...index].filter(isLeft), ...untrackedFiles]);
  return { tree, index, read: async (paths) => paths.flatMap((file) => sourceAt(file) ?? []) };
}

/** The working tree, with what is tracked of it. */
export interface WorkingFiles extends StateFiles {
  index: Tree;
}

/**
 * How `git ls-files -t` marks a file that a sparse checkout does not write, one that was deleted since it was added, which
 * is listed besides, and one that is not tracked.
 */
const leftOut = "S";
const deleted = "R";
const untracked = "? ";

function kindOnDisk(top: string, name: Buffer): EntryKind {
  return lstatSync(placeOf(top, name), { throwIfNoEntry: false })?.isSymbolicLink() ? "link" : "file";
}

function refuseSparse(file: string): never {
  throw new UserError(
    `${printable(file)} is left out of this sparse checkout.`,
    "Run git sparse-checkout add for its folder, or check a revision with --head.",
  );
}

function placeOf(top: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${top}${path.sep}`), name]);
}

/** A file below `top`, null where it is gone, no file, or only reached through a link. */
function readInside(top: string, name: Buffer): SourceText | null {
  const place = placeOf(top, name);
  const shown = name.toString();
  try {
    const stats = lstatSync(place);
    if (!stats.isFile() || !realpathSync.native(place, "buffer").equals(place)) return null;
    if (stats.size > blobLimit) throw tooLarge(printable(shown));
    return { path: shown, text: readFileSync(place, "utf8") };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new UserError(`${printable(shown)} cannot be read (${code}).`, "Check its permissions.");
  }
}

function tooLarge(file: string): UserError {
  return new UserError(`${file} is larger than 8 MB.`, "Is it a schema? Leave it out of protos.");
}

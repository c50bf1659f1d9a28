import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { git } from "../git/git.js";

/** Changes whenever what is kept is written in another way, or comes about in another way. */
const formatVersion = 2;

/** Largest file that is written or read, in bytes, and how many files stay. */
const limits = { bytes: 128_000_000, files: 8 };

/**
 * Results kept in a folder of the repository's own data. It may be deleted or damaged at any time, and be written by
 * several processes at once: what is not whole is not there, and what cannot be written is not kept.
 */
export class Cache {
  constructor(readonly folder: string) {}

  /** The text that was kept under a name, null where there is none or it is damaged. */
  read(name: string): string | null {
    try {
      const file = path.join(this.folder, name);
      if (statSync(file).size > limits.bytes) return null;
      const content = readFileSync(file, "utf8");
      const end = content.indexOf("\n");
      const text = content.slice(end + 1);
      return content.slice(0, end) === headerOf(text) ? text : null;
    } catch {
      return null;
    }
  }

  write(name: string, text: string): void {
    if (text.length > limits.bytes) return;
    try {
      mkdirSync(this.folder, { recursive: true });
      const unfinished = path.join(this.folder, `${randomBytes(8).toString("hex")}.unfinished`);
      writeFileSync(unfinished, `${headerOf(text)}\n${text}`);
      renameSync(unfinished, path.join(this.folder, name));
      this.#removeOldest();
    } catch {
      // A folder that is read-only, or a full disk: the next run reads the history again.
    }
  }

  #removeOldest(): void {
    const files = readdirSync(this.folder).map((name) => {
      const file = path.join(this.folder, name);
      return { file, time: statSync(file).mtimeMs };
    });
    files.sort((a, b) => b.time - a.time);
    for (const { file } of files.slice(limits.files)) rmSync(file, { force: true });
  }
}

/** The cache of a repository, shared by all its working trees. */
export async function openCache(folder: string): Promise<Cache> {
  const common = await git(folder, ["rev-parse", "--git-common-dir"]);
  return new Cache(path.resolve(folder, common.replace(/\n$/, ""), "grpc-evolution"));
}

/** A short name for anything that can be written as JSON. */
export function digest(of: unknown): string {
  return createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 32);
}

function headerOf(text: string): string {
  return `grpc-evolution cache ${formatVersion} ${createHash("sha256").update(text).digest("hex")}`;
}

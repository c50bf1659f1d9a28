import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { RepositoryState } from "../git/refs.js";

/** Changes whenever what is kept is written in another way, or comes about in another way. */
const formatVersion = 5;

/** Largest file that is written or read, in bytes, and how many files stay. */
const limits = { bytes: 128_000_000, files: 12 };

/** How long a file that is being written may lie there, in milliseconds; what is older was given up. */
const writingTime = 3_600_000;

/** What every file of a cache begins with, of whichever version. */
const mark = "grpc-evolution cache ";

/** Names of finished files, and of those that are being written. */
const finished = /^[a-z]+-[0-9a-f]{32}$/;
const unfinished = /^[0-9a-f]{16}\.unfinished$/;

/**
 * Results kept in a folder of the repository's own data. It may be deleted or damaged at any time, and be written by
 * several processes at once: what is not whole is not there, and what cannot be written is not kept. Nothing is touched
 * that a cache did not make: no link is followed, and only files with its names and its mark are deleted.
 */
export class Cache {
  constructor(readonly folder: string) {}

  /** The text that was kept under a name, null where there is none or it is damaged. */
  read(name: string): string | null {
    try {
      if (!this.#isFolder()) return null;
      const content = withFile(path.join(this.folder, name), (file, size) =>
        size > limits.bytes ? Buffer.alloc(0) : readFileSync(file),
      );
      const end = content.indexOf(10);
      const text = content.subarray(end + 1);
      return content.toString("latin1", 0, end) === headerOf(text) ? text.toString() : null;
    } catch {
      return null;
    }
  }

  /** Keeps a text under a name such as `history-0123456789abcdef0123456789abcdef`. */
  write(name: string, text: string): void {
    if (Buffer.byteLength(text) > limits.bytes) return;
    try {
      mkdirSync(this.folder, { recursive: true });
      const target = path.join(this.folder, name);
      if (!this.#isFolder() || lstatSync(target, { throwIfNoEntry: false })?.isFile() === false) return;
      const temporary = path.join(this.folder, `${randomBytes(8).toString("hex")}.unfinished`);
      writeFileSync(temporary, `${headerOf(text)}\n${text}`, { flag: "wx", mode: 0o600 });
      renameSync(temporary, target);
      this.#removeOldest();
    } catch {
      // A folder that is read-only, or a full disk: the next run reads the history again.
    }
  }

  #isFolder(): boolean {
    return lstatSync(this.folder).isDirectory();
  }

  #removeOldest(): void {
    const own = readdirSync(this.folder).flatMap((name) => {
      const file = path.join(this.folder, name);
      const isFinished = finished.test(name);
      if (!isFinished && !unfinished.test(name)) return [];
      const { mtimeMs: time } = lstatSync(file);
      return isMarked(file) ? [{ file, time, isFinished }] : [];
    });
    const oldest = own.filter(({ isFinished }) => isFinished).sort((a, b) => b.time - a.time);
    const givenUp = own.filter(({ isFinished, time }) => !isFinished && time < Date.now() - writingTime);
    for (const { file } of [...oldest.slice(limits.files), ...givenUp]) rmSync(file, { force: true });
  }
}

function isMarked(file: string): boolean {
  try {
    return withFile(file, (descriptor) => {
      const start = Buffer.alloc(mark.length);
      readSync(descriptor, start, 0, start.length, 0);
      return start.toString("latin1") === mark;
    });
  } catch {
    return false;
  }
}

/** Opens a regular file and nothing else; a pipe would wait for somebody who writes, a link leads elsewhere. */
function withFile<T>(file: string, use: (descriptor: number, size: number) => T): T {
  // Windows has neither of these.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  if (!lstatSync(file).isFile()) throw new Error(`${file} is no file`);
  const descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error(`${file} is no file`);
    return use(descriptor, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

/** The cache of a repository, shared by all its working trees. */
export function cacheOf({ data }: Pick<RepositoryState, "data">): Cache {
  return new Cache(path.join(data, "grpc-evolution"));
}

/** A short name for anything that can be written as JSON. */
export function digest(of: unknown): string {
  return createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 32);
}

function headerOf(text: string | Buffer): string {
  return `${mark}${formatVersion} ${createHash("sha256").update(text).digest("hex")}`;
}

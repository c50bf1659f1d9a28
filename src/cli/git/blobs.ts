import { coProcess } from "./co-process.js";
import { streamGit } from "./git.js";

/** Larger files are not read, in bytes: nobody writes such a `.proto` file. */
export const blobLimit = 8_000_000;

/** What became of a blob. */
export type BlobContent = { kind: "text"; bytes: Buffer } | { kind: "too large" } | { kind: "missing" };

/** More blobs than this are worth a process of their own, which prints many at a time. */
const few = 500;

/**
 * Reads blobs, in this order. `take` gets each as it comes; its bytes are only valid until it returns. Whoever reads a
 * history does so in its order: git stores versions as differences, and 60,000 of them take 3 s in that order and 30 s in
 * another one.
 */
export async function readBlobs(
  folder: string,
  ids: readonly string[],
  take: (id: string, content: BlobContent) => void,
): Promise<void> {
  if (ids.length === 0) return;
  const reader = new BatchReader(ids, take);
  if (ids.length <= few) {
    await coProcess(folder, "cat-file", "--batch").ask(ids, (chunk) => reader.read(chunk));
    return;
  }
  await streamGit(folder, ["cat-file", "--batch", "--buffer"], requests(ids), (chunk) => reader.read(chunk));
}

/** In portions, so that few writes are needed. */
function* requests(ids: readonly string[]): Generator<string> {
  for (let at = 0; at < ids.length; at += 1000) yield `${ids.slice(at, at + 1000).join("\n")}\n`;
}

/** Takes the output of `git cat-file --batch` apart: a line with the size, the content, a line break. */
class BatchReader {
  #chunks: Buffer[] = [];
  #length = 0;
  #next = 0;
  /** Size of the content that comes next, -1 where a line comes. */
  #size = -1;
  /** How much of the content of a large blob is still to be passed over. */
  #skip = 0;

  constructor(
    readonly ids: readonly string[],
    readonly take: (id: string, content: BlobContent) => void,
  ) {}

  /** Returns whether all were read. */
  read(chunk: Buffer): boolean {
    this.#take(chunk);
    return this.#next === this.ids.length && this.#skip === 0;
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, rest.length);
      this.#skip -= skipped;
      rest = rest.subarray(skipped);
    }
    if (rest.length === 0) return;
    this.#chunks.push(rest);
    this.#length += rest.length;
    while (this.#skip === 0 && (this.#size < 0 ? this.#line() : this.#content()));
  }

  /** Reads `<id> blob <size>` or `<id> missing`; false where the line is not complete. */
  #line(): boolean {
    const bytes = this.#joined();
    const end = bytes.indexOf(10);
    if (end === -1) return false;
    const size = / (\d+)$/.exec(bytes.toString("latin1", 0, end))?.[1];
    this.#keep(bytes.subarray(end + 1));
    if (size === undefined) this.#deliver({ kind: "missing" });
    else if (Number(size) > blobLimit) this.#passOver(Number(size) + 1);
    else this.#size = Number(size);
    return true;
  }

  #content(): boolean {
    if (this.#length < this.#size + 1) return false;
    const bytes = this.#joined();
    this.#deliver({ kind: "text", bytes: bytes.subarray(0, this.#size) });
    this.#keep(bytes.subarray(this.#size + 1));
    this.#size = -1;
    return true;
  }

  #passOver(length: number): void {
    this.#deliver({ kind: "too large" });
    const bytes = this.#joined();
    this.#skip = Math.max(0, length - bytes.length);
    this.#keep(bytes.subarray(Math.min(length, bytes.length)));
  }

  #deliver(content: BlobContent): void {
    this.take(this.ids[this.#next] as string, content);
    this.#next += 1;
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
  }
}

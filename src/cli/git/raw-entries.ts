/** What git says of a changed file in `--raw -z`: how it was in each parent, how it is. Null where there is none. */
export interface RawEntry {
  path: Buffer;
  before: (string | null)[];
  after: string | null;
}

/** Cuts a stream at NUL bytes, whatever the pieces in which it comes. */
export class NulSplitter {
  #rest: Buffer[] = [];

  /** The tokens that this piece completes, without their NUL. */
  *split(chunk: Buffer): Generator<Buffer> {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      yield this.#complete(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start));
  }

  #complete(last: Buffer): Buffer {
    if (this.#rest.length === 0) return last;
    const token = Buffer.concat([...this.#rest, last]);
    this.#rest = [];
    return token;
  }
}

/**
 * The part of an entry that stands before the path: `:100644 100644 old new M`, with a colon, a mode and a blob
 * more for each further parent. Links and submodules count as no file.
 */
export function parseRaw(token: string): Omit<RawEntry, "path"> {
  const parents = /^:+/.exec(token)?.[0].length ?? 0;
  const words = token.slice(parents).split(" ");
  const modes = words.slice(0, parents + 1);
  const ids = words.slice(parents + 1, 2 * parents + 2);
  const blobs = ids.map((id, index) => (modes[index]?.startsWith("100") ? id : null));
  return { before: blobs.slice(0, parents), after: blobs[parents] ?? null };
}

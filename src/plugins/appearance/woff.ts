import { inflateSync } from "node:zlib";

/** What a WOFF file says of one table of its font. */
interface Entry {
  tag: Buffer;
  checksum: number;
  /** The table as the font has it. */
  data: Buffer;
}

const signature = 0x774f4646;
const sizes = { woffHeader: 44, woffEntry: 20, header: 12, entry: 16 };

/**
 * Unpacks a font of the web into a font that programs read. A WOFF file is the tables of a font, each compressed by itself.
 * Source of both formats: https://www.w3.org/TR/WOFF/ and https://learn.microsoft.com/en-us/typography/opentype/spec/otff
 */
export function fontOfWoff(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== signature) throw new Error("This is no WOFF file.");
  const flavor = woff.readUInt32BE(4);
  const entries = Array.from({ length: woff.readUInt16BE(12) }, (_, index) => readEntry(woff, index));
  return Buffer.concat([directory(flavor, entries), ...entries.map(({ data }) => padded(data))]);
}

function readEntry(woff: Buffer, index: number): Entry {
  const start = sizes.woffHeader + index * sizes.woffEntry;
  const [offset, packed, size, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(start + at)) as [
    number,
    number,
    number,
    number,
  ];
  const stored = woff.subarray(offset, offset + packed);
  // What would not become smaller is stored as it is.
  const data = packed < size ? inflateSync(stored) : stored;
  if (data.length !== size)
    throw new Error(`A table of the font has ${data.length} bytes instead of ${size}.`);
  return { tag: woff.subarray(start, start + 4), checksum, data };
}

/** The head of the font: how many tables there are, with three numbers for a binary search, and where each begins. */
function directory(flavor: number, entries: readonly Entry[]): Buffer {
  const exponent = Math.floor(Math.log2(entries.length));
  const head = Buffer.alloc(sizes.header + entries.length * sizes.entry);
  head.writeUInt32BE(flavor, 0);
  head.writeUInt16BE(entries.length, 4);
  head.writeUInt16BE(2 ** exponent * sizes.entry, 6);
  head.writeUInt16BE(exponent, 8);
  head.writeUInt16BE((entries.length - 2 ** exponent) * sizes.entry, 10);
  let offset = head.length;
  for (const [index, { tag, checksum, data }] of entries.entries()) {
    const at = sizes.header + index * sizes.entry;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    offset += padded(data).length;
  }
  return head;
}

/** A table begins at a multiple of four bytes. */
function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

/** A program or a comparison as part of an address: what a link carries in its fragment, after `#s=`. */
import type { SourceFile } from "../content/source-file.js";

/** What can be shared. */
export type ShareState =
  | { kind: "program"; example: string; files: SourceFile[] }
  | { kind: "comparison"; before: SourceFile[]; after: SourceFile[]; message: string; value: string };

/** The first character says how the rest is written: 1 is JSON, deflated, in the alphabet of base64url. */
const version = "1";

const compressedLimit = 64 * 1024;
const plainLimit = 512 * 1024;
const fileLimit = 100;
const nameLimit = 200;

/**
 * A few bytes can unpack to a thousand times as many, and a browser unpacks all that it was given at once.
 * So it is given little at a time, and no more once the limit is passed.
 */
const sliceLength = 512;

/** Writes a state for a link. Throws a RangeError where it is too long for one. */
export async function encodeShare(state: ShareState): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(state));
  const packed =
    plain.length > plainLimit
      ? null
      : await pipe(plain, new CompressionStream("deflate-raw"), compressedLimit);
  if (!packed) throw new RangeError("This is too long for a link. Share the files instead.");
  return version + toBase64Url(packed);
}

/** Reads what a link carries after `#s=`. Null for anything that `encodeShare` does not write. */
export async function decodeShare(fragment: string): Promise<ShareState | null> {
  try {
    const packed = fromBase64Url(fragment);
    const plain = packed && (await pipe(packed, new DecompressionStream("deflate-raw"), plainLimit));
    return plain ? readState(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain))) : null;
  } catch {
    return null;
  }
}

/** Sends bytes through a stream that changes them; null as soon as more than `limit` come out. */
async function pipe(bytes: Uint8Array, through: GenericTransformStream, limit: number) {
  const writer = (through.writable as WritableStream<Uint8Array>).getWriter();
  const writing = writeSlices(writer, bytes);
  // Reading fails with the same error; nobody else listens to this one.
  writing.catch(() => {});
  writer.closed.catch(() => {});

  const reader = (through.readable as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(next.value);
  }
  return joined(chunks, length);
}

async function writeSlices(writer: WritableStreamDefaultWriter<Uint8Array>, bytes: Uint8Array) {
  for (let start = 0; start < bytes.length; start += sliceLength) {
    await writer.ready;
    await writer.write(bytes.slice(start, start + sliceLength));
  }
  await writer.close();
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array | null {
  const longest = version.length + Math.ceil((compressedLimit * 4) / 3);
  if (text.length > longest || !text.startsWith(version)) return null;
  const digits = text.slice(version.length);
  if (!/^[\w-]*$/.test(digits)) return null;
  const binary = atob(digits.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Copies what is known out of what was read; null where a part is missing or of another type. */
function readState(data: unknown): ShareState | null {
  if (!isRecord(data)) return null;
  if (data.kind === "program") {
    const files = readFiles(data.files);
    const { example } = data;
    return files && isName(example) ? { kind: "program", example, files } : null;
  }
  if (data.kind === "comparison") {
    const [before, after] = [readFiles(data.before), readFiles(data.after)];
    const { message, value } = data;
    const valid = before && after && typeof message === "string" && typeof value === "string";
    return valid ? { kind: "comparison", before, after, message, value } : null;
  }
  return null;
}

function readFiles(data: unknown): SourceFile[] | null {
  if (!Array.isArray(data) || data.length > fileLimit || !data.every(isFile)) return null;
  return data.map(({ name, text }) => ({ name, text: visibleLines(text) }));
}

/** JavaScript ends a line where an editor may not: code could hide behind a comment. Here a line ends in one way only. */
function visibleLines(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n");
}

function isFile(data: unknown): data is SourceFile {
  return isRecord(data) && isName(data.name) && typeof data.text === "string";
}

function isName(data: unknown): data is string {
  return typeof data === "string" && data.length > 0 && data.length <= nameLimit;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

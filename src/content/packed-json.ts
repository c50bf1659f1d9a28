/** Data as part of an address: what a link carries in its fragment. What comes in from a link is not trusted. */

/** The first character says how the rest is written: 1 is JSON, deflated, in the alphabet of base64url. */
const version = "1";

const compressedLimit = 64 * 1024;
const plainLimit = 512 * 1024;

/**
 * A few bytes can unpack to a thousand times as many, and a browser unpacks all that it was given at once.
 * So it is given little at a time, and no more once the limit is passed.
 */
const sliceLength = 512;

/** Writes data for a link; null where it is too long for one. */
export async function packJson(data: unknown): Promise<string | null> {
  const plain = new TextEncoder().encode(JSON.stringify(data));
  const packed =
    plain.length > plainLimit
      ? null
      : await pipe(plain, new CompressionStream("deflate-raw"), compressedLimit);
  return packed && version + toBase64Url(packed);
}

/** Reads what `packJson` wrote; undefined for anything else. The shape of what comes out is still to be looked at. */
export async function unpackJson(text: string): Promise<unknown> {
  try {
    const packed = fromBase64Url(text);
    const plain = packed && (await pipe(packed, new DecompressionStream("deflate-raw"), plainLimit));
    return plain ? JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)) : undefined;
  } catch {
    return undefined;
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

import { WireType } from "@bufbuild/protobuf/wire";
import type { DecodedField } from "./decode.js";
import { hexOf } from "./short-text.js";

/** A run of bytes with one purpose; the tag holds field number and wire type, the length says how many bytes follow. */
export interface ByteRun {
  role: "tag" | "length" | "value";
  /** Pairs of digits with a blank between them. */
  hex: string;
  /** How many more bytes follow, which are not shown. */
  hidden: number;
}

/** Of a longer value only the beginning is shown. */
const maxBytes = 64;

const wireTypes: Record<WireType, string> = {
  [WireType.Varint]: "varint",
  [WireType.Bit64]: "64 bits",
  [WireType.LengthDelimited]: "length-delimited",
  [WireType.StartGroup]: "group",
  [WireType.EndGroup]: "end of a group",
  [WireType.Bit32]: "32 bits",
};

/** What a field's tag says: `field 3, length-delimited`. */
export function tagText({ number, wireType }: DecodedField): string {
  return number === 0 ? "no valid tag" : `field ${number}, ${wireTypes[wireType]}`;
}

/**
 * The bytes of a field in their order: tag, length, content, and the end tag of a group.
 * `inside` stands for the content where that is shown as fields.
 */
export function byteRunsOf<T>(field: DecodedField, bytes: Uint8Array, inside: T[] | null): (ByteRun | T)[] {
  const run = (role: ByteRun["role"], start: number, end: number): ByteRun[] =>
    start < end ? [shorten(role, bytes, start, end)] : [];
  return [
    ...run("tag", field.start, field.body),
    ...run("length", field.body, field.content),
    ...(inside ?? contentRuns(field, bytes)),
    ...run("tag", field.contentEnd, field.end),
  ];
}

/** Bytes of which nothing more is known. */
export function valueRun(bytes: Uint8Array, start: number, end: number): ByteRun {
  return shorten("value", bytes, start, end);
}

/** The elements of a packed list stand apart, as far as they are shown. */
function contentRuns({ content, contentEnd, isPacked, items }: DecodedField, bytes: Uint8Array): ByteRun[] {
  const runs: ByteRun[] = [];
  let start = content;
  for (const { end } of isPacked ? items : []) {
    if (end > content + maxBytes) break;
    runs.push(shorten("value", bytes, start, end));
    start = end;
  }
  if (start === contentEnd) return runs;
  const shown = content + maxBytes - start;
  return [...runs, shorten("value", bytes, start, contentEnd, shown)];
}

function shorten(
  role: ByteRun["role"],
  bytes: Uint8Array,
  start: number,
  end: number,
  most = maxBytes,
): ByteRun {
  const shownEnd = Math.min(end, start + most);
  return { role, hex: hexOf(bytes.subarray(start, shownEnd)), hidden: end - shownEnd };
}

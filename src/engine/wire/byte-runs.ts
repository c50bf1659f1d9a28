import { WireType } from "@bufbuild/protobuf/wire";
import type { DecodedField } from "./decode.js";
import { hexOf } from "./short-text.js";

/** A run of bytes with one purpose; the tag holds field number and wire type, the length says how many bytes follow. */
export interface Bytes {
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
export function piecesOf<T>(field: DecodedField, bytes: Uint8Array, inside: T[] | null): (Bytes | T)[] {
  const run = (role: Bytes["role"], start: number, end: number): Bytes[] =>
    start < end ? [shorten(role, bytes, start, end)] : [];
  return [
    ...run("tag", field.start, field.body),
    ...run("length", field.body, field.content),
    ...(inside ?? contentPieces(field, bytes)),
    ...run("tag", field.contentEnd, field.end),
  ];
}

/** Bytes of which nothing more is known. */
export function valuePiece(bytes: Uint8Array, start: number, end: number): Bytes {
  return shorten("value", bytes, start, end);
}

/** The elements of a packed list stand apart, as far as they are shown. */
function contentPieces({ content, contentEnd, isPacked, items }: DecodedField, bytes: Uint8Array): Bytes[] {
  const pieces: Bytes[] = [];
  let start = content;
  for (const { end } of isPacked ? items : []) {
    if (end > content + maxBytes) break;
    pieces.push(shorten("value", bytes, start, end));
    start = end;
  }
  if (start === contentEnd) return pieces;
  const shown = content + maxBytes - start;
  return [...pieces, shorten("value", bytes, start, contentEnd, shown)];
}

function shorten(role: Bytes["role"], bytes: Uint8Array, start: number, end: number, most = maxBytes): Bytes {
  const shownEnd = Math.min(end, start + most);
  return { role, hex: hexOf(bytes.subarray(start, shownEnd)), hidden: end - shownEnd };
}

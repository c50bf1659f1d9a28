import { type DescField, type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** What a byte is for: the tag holds field number and wire type, the length says how many value bytes follow. */
export type Role = "tag" | "length" | "value";

/** How the reader's view of one field compares with the writer's. */
export type Outcome = "same" | "unknown" | "reinterpreted" | "rejected";

/** One top-level field of an encoded message, with what both sides make of it. */
export interface Span {
  bytes: { hex: string; role: Role }[];
  written: string;
  read: string;
  outcome: Outcome;
}

/**
 * Cuts an encoded message into its top-level fields and reads each with both schemas.
 * The bytes must be a valid encoding of `writer`; what `reader` cannot decode becomes the outcome `rejected`.
 * Source of the format: https://protobuf.dev/programming-guides/encoding/
 */
export function byteStrip(bytes: Uint8Array, writer: DescMessage, reader: DescMessage): Span[] {
  return splitFields(bytes).map(({ number, cells, slice }) => {
    const written = describeField(slice, number, writer);
    const read = describeField(slice, number, reader);
    return { bytes: cells, written: written.text, read: read.text, outcome: compare(written, read) };
  });
}

interface Slice {
  number: number;
  cells: Span["bytes"];
  slice: Uint8Array;
}

function splitFields(bytes: Uint8Array): Slice[] {
  const reader = new BinaryReader(bytes);
  const fields: Slice[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [number, wireType] = reader.tag();
    const afterTag = reader.pos;
    if (wireType === WireType.LengthDelimited) reader.uint32();
    const afterLength = reader.pos;
    reader.pos = afterTag;
    reader.skip(wireType, number);
    const slice = bytes.slice(start, reader.pos);
    const role = (index: number): Role => {
      if (start + index < afterTag) return "tag";
      return start + index < afterLength ? "length" : "value";
    };
    fields.push({
      number,
      slice,
      cells: Array.from(slice, (byte, i) => ({ hex: hexByte(byte), role: role(i) })),
    });
  }
  return fields;
}

interface FieldView {
  text: string;
  state: "known" | "unknown" | "rejected";
}

/**
 * What a schema makes of one field's bytes. A reader that takes them for another wire type may find
 * further fields in them, so all that it found is told.
 */
function describeField(slice: Uint8Array, number: number, desc: DescMessage): FieldView {
  const field = desc.fields.find((candidate) => candidate.number === number);
  if (!field) return { text: `unknown field ${number}`, state: "unknown" };
  try {
    const message = reflect(desc, fromBinary(desc, slice));
    const unknown = message.getUnknown()?.map(({ no }) => no) ?? [];
    if (unknown.includes(number)) return { text: `unknown field ${number}`, state: "unknown" };
    const others = desc.fields.filter((each) => each !== field && message.isSet(each));
    const found = [field, ...others].map((each) => `${each.name} = ${showField(message.get(each), each)}`);
    return { text: [...found, ...unknown.map((no) => `unknown field ${no}`)].join(", "), state: "known" };
  } catch (error) {
    return { text: `${field.name}: ${(error as Error).message}`, state: "rejected" };
  }
}

function compare(written: FieldView, read: FieldView): Outcome {
  if (read.state !== "known") return read.state;
  return written.text === read.text ? "same" : "reinterpreted";
}

/** A slice holds one element of a repeated field; it is shown as the element. */
function showField(value: unknown, field: DescField): string {
  if (field.fieldKind !== "list") return show(value);
  const items = [...(value as Iterable<unknown>)].map(show);
  return items.length === 1 ? (items[0] ?? "") : `[${items.join(", ")}]`;
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value).replace(/\\u00(..)/g, "\\x$1");
  if (value instanceof Uint8Array) return Array.from(value, hexByte).join(" ");
  if (isReflectMessage(value)) {
    const set = value.fields.filter((field) => value.isSet(field));
    return `{ ${set.map((field) => `${field.name}: ${showList(value.get(field), field)}`).join(", ")} }`;
  }
  return String(value);
}

function showList(value: unknown, field: DescField): string {
  if (field.fieldKind !== "list") return show(value);
  return `[${[...(value as Iterable<unknown>)].map(show).join(", ")}]`;
}

interface MessageView {
  fields: DescField[];
  isSet(field: DescField): boolean;
  get(field: DescField): unknown;
}

function isReflectMessage(value: unknown): value is MessageView {
  return typeof value === "object" && value !== null && "isSet" in value;
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

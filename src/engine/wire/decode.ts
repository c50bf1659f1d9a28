import { type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Encoding, type Shape, type Slot, shapeOf } from "./shape.js";

/** A value, and where it ends. */
export interface Item {
  value: unknown;
  end: number;
}

/** One field as a schema decodes it: what it makes of the bytes, and which bytes it reads for it. */
export interface DecodedField {
  number: number;
  wireType: WireType;
  /** First byte of the tag. */
  start: number;
  /** First byte behind the tag. */
  body: number;
  /** First byte behind the length; `body` where none is read. */
  content: number;
  /** First byte behind the content; only a group goes on, with its end tag. */
  contentEnd: number;
  end: number;
  /** Null where the schema keeps the bytes as an unknown field. */
  slot: Slot | null;
  /** Which element of a list it is; null for what is none, and for a packed list. */
  index: number | null;
  isPacked: boolean;
  items: Item[];
  /** The fields inside of a message. */
  inside: { shape: Shape; fields: DecodedField[] } | null;
  /** Why reading ended here, empty where it did not. */
  error: string;
  /** True where reading ended here or further inside: nothing behind it was read. */
  isBroken: boolean;
}

/**
 * Reads bytes as protobuf-es does, and tells which bytes became which field. It reads by the type in the schema,
 * whatever wire type the tag has, so a reader may read other bytes for a field than the writer wrote for it.
 * What `fromBinary` rejects ends with a field that has an error. Fields that begin behind the first 32 kB are not looked at.
 * Modeled on https://github.com/bufbuild/protobuf-es/blob/v2.13.0/packages/protobuf/src/from-binary.ts
 */
export function decodeFields(bytes: Uint8Array, desc: DescMessage): DecodedField[] {
  return new Decoder(bytes).all(desc);
}

/** How deep messages may nest, as in protobuf-es. */
const maxDepth = 100;

/** A message may be longer by far; two readers of the same bytes stop at the same place. */
const lookedAt = 32_768;

class Decoder {
  readonly #reader: BinaryReader;
  #depth = 0;
  #isBroken = false;

  constructor(bytes: Uint8Array) {
    this.#reader = new BinaryReader(bytes);
  }

  all(desc: DescMessage): DecodedField[] {
    return this.#fields(shapeOf(desc), this.#reader.len, false);
  }

  /** The fields up to a place; in a group up to its end tag, which is left to be read. */
  #fields(shape: Shape, end: number, isGroup: boolean): DecodedField[] {
    if (++this.#depth > maxDepth) throw new Error(`maximum recursion depth of ${maxDepth} reached`);
    const fields: DecodedField[] = [];
    const counts = new Map<number, number>();
    while (
      this.#reader.pos < Math.min(end, lookedAt) &&
      !this.#isBroken &&
      !(isGroup && this.#isAtEndTag())
    ) {
      const field = this.#field(shape);
      const index = counts.get(field.number) ?? 0;
      counts.set(field.number, index + 1);
      if (field.slot?.isList && !field.isPacked) field.index = index;
      fields.push(field);
    }
    this.#depth--;
    return fields;
  }

  #isAtEndTag(): boolean {
    const start = this.#reader.pos;
    try {
      return this.#reader.tag()[1] === WireType.EndGroup;
    } catch {
      return false;
    } finally {
      this.#reader.pos = start;
    }
  }

  #field(shape: Shape): DecodedField {
    const field = emptyField(this.#reader.pos);
    try {
      [field.number, field.wireType] = this.#reader.tag();
      field.body = field.content = this.#reader.pos;
      field.slot = shape.slots.get(field.number) ?? null;
      if (field.slot) this.#value(field, field.slot, shape);
      else if (shape.desc) this.#skip(field);
    } catch (error) {
      field.error = (error as Error).message;
      this.#isBroken = true;
    }
    field.isBroken = this.#isBroken;
    field.end = Math.min(this.#reader.pos, this.#reader.len);
    field.contentEnd ||= field.end;
    return field;
  }

  #skip(field: DecodedField): void {
    if (field.wireType === WireType.LengthDelimited) this.#peekLength(field);
    this.#reader.skip(field.wireType, field.number, maxDepth - this.#depth);
  }

  #value(field: DecodedField, slot: Slot, { desc }: Shape): void {
    const { encoding } = slot;
    if (encoding.kind === "message") {
      this.#message(field, encoding);
      return;
    }
    const type = encoding.kind === "enum" ? ScalarType.INT32 : encoding.scalar;
    const hasLength = type === ScalarType.STRING || type === ScalarType.BYTES;
    if (slot.isList && !hasLength && field.wireType === WireType.LengthDelimited) {
      const end = this.#length(field);
      field.isPacked = true;
      while (this.#reader.pos < end) field.items.push(this.#item(encoding));
      return;
    }
    if (hasLength) this.#peekLength(field);
    field.items.push(this.#item(encoding));
    if (desc && isUnlisted(field.items[0]?.value, slot)) field.slot = null;
  }

  #message(field: DecodedField, { inside, isDelimited }: Encoding & { kind: "message" }): void {
    const shape = inside();
    const end = isDelimited ? this.#reader.len : this.#length(field);
    field.inside = { shape, fields: [] };
    field.inside.fields = this.#fields(shape, end, isDelimited);
    if (this.#isBroken) return;
    const isCut =
      this.#reader.pos >= lookedAt && this.#reader.pos < end && !(isDelimited && this.#isAtEndTag());
    if (isCut) this.#pass(field, isDelimited);
    else if (isDelimited) this.#endGroup(field);
  }

  /** Goes on behind a message that is not looked at any further. */
  #pass({ body, number }: DecodedField, isDelimited: boolean): void {
    this.#reader.pos = body;
    this.#reader.skip(isDelimited ? WireType.StartGroup : WireType.LengthDelimited, number);
  }

  #endGroup(field: DecodedField): void {
    field.contentEnd = this.#reader.pos;
    const [number, wireType] = this.#reader.pos < this.#reader.len ? this.#reader.tag() : [];
    if (wireType !== WireType.EndGroup || number !== field.number) throw new Error("invalid end group tag");
  }

  /** Reads a length; returns the place that it leads to. */
  #length(field: DecodedField): number {
    const length = this.#reader.uint32();
    field.content = this.#reader.pos;
    return field.content + length;
  }

  #peekLength(field: DecodedField): void {
    this.#length(field);
    this.#reader.pos = field.body;
  }

  #item(encoding: Encoding): Item {
    return { value: readValue(this.#reader, encoding), end: this.#reader.pos };
  }
}

/** Written out, since a long message has very many of them. */
function emptyField(start: number): DecodedField {
  return {
    number: 0,
    wireType: WireType.Varint,
    start,
    body: start,
    content: start,
    contentEnd: 0,
    end: start,
    slot: null,
    index: null,
    isPacked: false,
    items: [],
    inside: null,
    error: "",
    isBroken: false,
  };
}

/** A closed enum keeps a number that it does not list as an unknown field, unless it is an element of a list. */
function isUnlisted(value: unknown, { encoding, isList }: Slot): boolean {
  if (encoding.kind !== "enum" || encoding.enum.open || isList) return false;
  return encoding.enum.values.every((each) => each.number !== value);
}

function readValue(reader: BinaryReader, encoding: Encoding): unknown {
  if (encoding.kind !== "scalar") return reader.int32();
  return readScalar[encoding.scalar](reader, encoding.validatesUtf8);
}

const readScalar: Record<ScalarType, (reader: BinaryReader, validatesUtf8: boolean) => unknown> = {
  [ScalarType.DOUBLE]: (reader) => reader.double(),
  [ScalarType.FLOAT]: (reader) => reader.float(),
  [ScalarType.INT64]: (reader) => reader.int64(),
  [ScalarType.UINT64]: (reader) => reader.uint64(),
  [ScalarType.INT32]: (reader) => reader.int32(),
  [ScalarType.FIXED64]: (reader) => reader.fixed64(),
  [ScalarType.FIXED32]: (reader) => reader.fixed32(),
  [ScalarType.BOOL]: (reader) => reader.bool(),
  [ScalarType.STRING]: (reader, validatesUtf8) => reader.string(validatesUtf8),
  [ScalarType.BYTES]: (reader) => reader.bytes(),
  [ScalarType.UINT32]: (reader) => reader.uint32(),
  [ScalarType.SFIXED32]: (reader) => reader.sfixed32(),
  [ScalarType.SFIXED64]: (reader) => reader.sfixed64(),
  [ScalarType.SINT32]: (reader) => reader.sint32(),
  [ScalarType.SINT64]: (reader) => reader.sint64(),
};

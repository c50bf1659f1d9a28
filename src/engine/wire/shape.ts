import type { DescEnum, DescField, DescMessage, ScalarType } from "@bufbuild/protobuf";

/** How the value of a field is encoded. */
export type Encoding =
  | { kind: "scalar"; scalar: ScalarType; validatesUtf8: boolean }
  | { kind: "enum"; enum: DescEnum }
  | { kind: "message"; inside(): Shape; isDelimited: boolean };

/** What a schema says of a field number. */
export interface Slot {
  name: string;
  isList: boolean;
  isMap: boolean;
  /** Names of the fields of the same message. */
  siblings: ReadonlySet<string>;
  /** Name of the oneof, empty outside of one. */
  oneof: string;
  encoding: Encoding;
}

/** What a schema says of the fields of a message. An entry of a map has two: `key` and `value`. */
export interface Shape {
  slots: ReadonlyMap<number, Slot>;
  /** Null for an entry of a map. */
  desc: DescMessage | null;
}

const shapes = new WeakMap<DescMessage, Shape>();

/** The shape of a message; made once, since a list has many messages of the same one. */
export function shapeOf(desc: DescMessage): Shape {
  const made = shapes.get(desc);
  if (made) return made;
  const siblings = new Set(desc.fields.map(({ name }) => name));
  const slots = new Map(desc.fields.map((field) => [field.number, slotOf(field, siblings)]));
  const shape = { desc, slots };
  shapes.set(desc, shape);
  return shape;
}

function slotOf(field: DescField, siblings: ReadonlySet<string>): Slot {
  return {
    name: field.name,
    siblings,
    isList: field.fieldKind === "list",
    isMap: field.fieldKind === "map",
    oneof: field.oneof?.name ?? "",
    encoding: field.fieldKind === "map" ? entryEncoding(field) : valueEncoding(field),
  };
}

/** The encoding of the field's value; of one element where it is a list, of an entry's value where it is a map. */
function valueEncoding(field: DescField): Encoding {
  const { message } = field;
  if (message)
    return { kind: "message", inside: () => shapeOf(message), isDelimited: field.delimitedEncoding };
  if (field.enum) return { kind: "enum", enum: field.enum };
  return { kind: "scalar", scalar: field.scalar, validatesUtf8: field.utf8Validation };
}

function entryEncoding(field: DescField & { fieldKind: "map" }): Encoding {
  const siblings = new Set(["key", "value"]);
  const single = { siblings, isList: false, isMap: false, oneof: "" };
  const key: Encoding = { kind: "scalar", scalar: field.mapKey, validatesUtf8: field.utf8Validation };
  const slots = new Map([
    [1, { name: "key", ...single, encoding: key }],
    [2, { name: "value", ...single, encoding: valueEncoding(field) }],
  ]);
  return { kind: "message", inside: () => ({ desc: null, slots }), isDelimited: false };
}

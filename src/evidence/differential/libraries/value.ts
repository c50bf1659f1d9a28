/**
 * What a library reads, in a form in which libraries can be compared; it travels as JSON. Every field of a message is in
 * it, an unset one with its default.
 */
export type Value =
  /** An integer in decimals, `0` or `1` for a bool, a float as the bytes of a double behind `d`. */
  | { kind: "number"; text: string }
  /** The name is null where the library knows none for the number. */
  | { kind: "enum"; number: number; name: string | null }
  /** A string as its UTF-8. */
  | { kind: "bytes"; hex: string }
  | MessageValue
  /** A map as the list of its entries, sorted by key. */
  | { kind: "list"; items: Value[] }
  /** A message that is not set. */
  | { kind: "unset" };

export interface MessageValue {
  kind: "message";
  /** What the library encodes it to. */
  hex: string;
  /** By number. */
  fields: Record<string, Value>;
}

/** What a library makes of some bytes. */
export type Read = MessageValue | "rejected";

export const unset: Value = { kind: "unset" };

export function integer(value: number | bigint | boolean | string): Value {
  return { kind: "number", text: String(typeof value === "boolean" ? Number(value) : value) };
}

export function float(value: number): Value {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return { kind: "number", text: `d${bytes.toString("hex")}` };
}

export function bytes(value: Uint8Array): Value {
  return { kind: "bytes", hex: Buffer.from(value).toString("hex") };
}

export function text(value: string): Value {
  return bytes(Buffer.from(value, "utf8"));
}

/** A map's entry is a message of two fields; its own bytes are never asked for. */
export function entries(pairs: readonly (readonly [Value, Value])[]): Value {
  const items = pairs.map(
    ([key, value]): Value => ({ kind: "message", hex: "", fields: { 1: key, 2: value } }),
  );
  return { kind: "list", items: items.sort(byKey) };
}

function byKey(a: Value, b: Value): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf(value: Value): string {
  return value.kind === "message" ? JSON.stringify(value.fields[1]) : "";
}

/** Whether a reader has what the writer meant, as far as it declares it. */
export function isSame(written: Value, read: Value): boolean {
  if (written.kind === "list" || read.kind === "list") return isSameList(itemsOf(written), itemsOf(read));
  if (isZero(written) && isZero(read)) return isSameSort(written, read);
  if (written.kind === "enum" && read.kind === "enum") return isSameName(written, read);
  if (written.kind === "message" && read.kind === "message") return differing(written, read).length === 0;
  return numberOf(written) === numberOf(read);
}

/** The numbers of the fields that both declare and that a reader has otherwise than they were meant. */
export function differing(written: MessageValue, read: MessageValue): number[] {
  return Object.entries(written.fields).flatMap(([number, value]) => {
    const other = read.fields[number];
    return other === undefined || isSame(value, other) ? [] : [Number(number)];
  });
}

function itemsOf(value: Value): Value[] {
  if (value.kind === "list") return value.items;
  return isZero(value) ? [] : [value];
}

function isSameList(written: Value[], read: Value[]): boolean {
  if (written.length !== read.length) return false;
  const inOrder = (one: Value[], other: Value[]) => one.every((each, at) => isSame(each, other[at] as Value));
  return inOrder(written, read) || inOrder([...written].sort(byKey), [...read].sort(byKey));
}

/** Nothing is written for it where nobody tracks its presence. */
function isZero(value: Value): boolean {
  if (value.kind === "enum") return value.number === 0;
  if (value.kind === "number") return value.text === "0" || value.text === "d0000000000000000";
  return value.kind === "unset" || (value.kind !== "list" && value.hex === "");
}

/** Zero is false, the empty text is the empty list of bytes; the first value of an enum still has a name. */
function isSameSort(written: Value, read: Value): boolean {
  return written.kind !== "enum" || read.kind !== "enum" || isSameName(written, read);
}

type EnumValue = Value & { kind: "enum" };

/** Enums put their own name in front of those of their values. */
function isSameName(written: EnumValue, read: EnumValue): boolean {
  const bare = ({ name }: EnumValue) => name?.replace(/^[A-Z]_/, "");
  return written.number === read.number && read.name !== null && bare(written) === bare(read);
}

/** The bytes of a message are what a field of bytes reads; an enum's number is what an integer reads. */
function numberOf(value: Value): string {
  switch (value.kind) {
    case "number":
      return value.text;
    case "enum":
      return String(value.number);
    case "bytes":
    case "message":
      return `bytes ${value.hex}`;
    default:
      return value.kind;
  }
}

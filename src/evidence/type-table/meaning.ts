/** What a value means, whatever type it has: the one place that says when a reader got what was written. */
import type { Reading, Value } from "../peers/protocol.js";
import { binaryOf, descriptorOf, floatOf } from "../peers/questions/types/encode.js";
import type { Kind } from "../peers/questions/types/kinds.js";
import { namedNumbers } from "../peers/questions/types/values.js";

const inner = descriptorOf("peers.proto3.Inner");
const entry = descriptorOf("peers.proto3.Entry");

/** A thing without regard to its type; two that mean the same have the same content. */
interface Thing {
  sort: "number" | "text" | "bytes" | "message" | "unknown";
  /** Decimals of a number, hex of everything else. */
  content: string;
  /** Whether it is a number for which its enum has no name. */
  isUnnamed?: true;
}

/** What a field holds. A map is a list of its entries whose order says nothing. */
export interface Meaning {
  holds: "one" | "list" | "map";
  things: readonly Thing[];
}

/** What is in a field of a kind, as an answer writes it; undefined where the field is absent. */
export function meaningOf(kind: Kind, value: Value | undefined): Meaning {
  const { form } = kind;
  if (form === "singular") return { holds: "one", things: value === undefined ? [] : [thingOf(kind, value)] };
  const items = (value ?? []) as readonly Value[];
  if (form !== "map") return { holds: "list", things: items.map((item) => thingOf(kind, item)) };
  const entries = items as readonly (readonly [Value, Value])[];
  return {
    holds: "map",
    things: entries.map(([key, each]) => thingOf(kind, { key, value: each })),
  };
}

/**
 * Whether a reader got what was written. Numbers are equal by their mathematical value; the number of an enum's value is
 * a number, and so are false and true: 0 and 1; a reader whose enum has no name for it did not get it. Text and bytes are equal if the UTF-8 of the text is the bytes, a message
 * and bytes if they are its encoding. An absent field means the default, and one thing means the list of that thing.
 * A map means the list of its entries in any order, if each key occurs once.
 */
export function meansSame(written: Meaning, read: Meaning): boolean {
  const isAnyOrder = [written.holds, read.holds].includes("map");
  const isOne = [written.holds, read.holds].includes("one");
  const [sent, got] = [written, read].map(({ things }) => {
    const ordered = isAnyOrder ? [...things].sort(byContent) : things;
    return isOne && ordered.length === 1 && isDefault(ordered[0] as Thing) ? [] : ordered;
  }) as [readonly Thing[], readonly Thing[]];
  return sent.length === got.length && sent.every((thing, index) => isSameThing(thing, got[index] as Thing));
}

/** Whether there is more in it than defaults, which a reader that finds no field has as well. */
export function holdsMore({ things }: Meaning): boolean {
  return things.some((thing) => !isDefault(thing));
}

function isSameThing(one: Thing, other: Thing): boolean {
  if (one.content !== other.content || (other.isUnnamed && !one.isUnnamed)) return false;
  const sorts = [one.sort, other.sort];
  const isOfBytes = sorts.includes("bytes") && !sorts.includes("number") && !sorts.includes("unknown");
  return one.sort === other.sort ? one.sort !== "unknown" : isOfBytes;
}

function isDefault({ sort, content }: Thing): boolean {
  return sort === "number" ? content === "0" : sort !== "unknown" && content === "";
}

function byContent(one: Thing, other: Thing): number {
  return one.content < other.content ? -1 : 1;
}

function thingOf(kind: Kind, value: Value): Thing {
  if (typeof value === "boolean") return { sort: "number", content: value ? "1" : "0" };
  if (typeof value !== "string") return messageThing(kind, value as Reading);
  if (value.startsWith('"')) return { sort: "text", content: Buffer.from(value.slice(1)).toString("hex") };
  if (value.startsWith("'")) return { sort: "text", content: value.slice(1) };
  if (value.startsWith("h")) return { sort: "bytes", content: value.slice(1) };
  if (value === "NaN" || value.startsWith("0x")) return { sort: "number", content: decimals(floatOf(value)) };
  if (!/^-?\d+$/.test(value)) return { sort: "unknown", content: value };
  const isUnnamed = kind.element.endsWith("enum") && !namedNumbers.includes(value);
  return { sort: "number", content: value, ...(isUnnamed && { isUnnamed }) };
}

/** An integer has the same decimals whether a floating point number holds it or not. */
function decimals(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

/** Equal contents have equal encodings: without presence, a field at its default is not written. */
function messageThing({ element }: Kind, reading: Reading): Thing {
  try {
    return { sort: "message", content: binaryOf(element === "entry" ? entry : inner, reading) };
  } catch {
    return { sort: "unknown", content: JSON.stringify(reading) };
  }
}

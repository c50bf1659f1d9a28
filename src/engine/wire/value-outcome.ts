import type { DescEnum } from "@bufbuild/protobuf";
import { toBinary } from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
} from "@bufbuild/protobuf/reflect";
import { getTextEncoding } from "@bufbuild/protobuf/wire";
import { type Meaning, meaningOf } from "../schema/enum-meaning.js";
import { gravest, type Outcome } from "./outcome.js";

/** The enums that a writer and a reader have for a value; neither where it is a plain number, a text or bytes. */
export interface ValueTypes {
  writer: DescEnum | undefined;
  reader: DescEnum | undefined;
}

/** What became of the fields of a message. */
type CompareMessages = (written: ReflectMessage, read: ReflectMessage) => Outcome;

const outcomeOfMeaning: Record<Meaning, Outcome> = {
  same: "same",
  renamed: "renamed",
  unrecognized: "unrecognized",
  other: "reinterpreted",
};

/**
 * What became of the value of a field. A value of protobuf-es has no type of its own: a text and its bytes, a number in
 * 32 bits and in 64, a map and the list of its entries say the same.
 */
export function outcomeOfValue(
  written: unknown,
  read: unknown,
  types: ValueTypes,
  compareMessages: CompareMessages,
): Outcome {
  const compare: Compare = (one, other, inner = types) => outcomeOfValue(one, other, inner, compareMessages);
  if (isReflectMap(written) || isReflectMap(read)) return outcomeOfMap(written, read, types, compare);
  if (isReflectList(written) && isReflectList(read)) return outcomeOfList([...written], [...read], compare);
  if (isReflectList(read)) return read.size === 1 ? compare(written, read.get(0)) : "reinterpreted";
  if (isReflectList(written)) return outcomeOfLast([...written], read, compare);
  if (isReflectMessage(written) && isReflectMessage(read)) return compareMessages(written, read);
  if (isReflectMessage(written) || isReflectMessage(read)) {
    return isSameBytes(encoded(written), encoded(read)) ? "same" : "reinterpreted";
  }
  return outcomeOfPlain(written, read, types);
}

type Compare = (written: unknown, read: unknown, types?: ValueTypes) => Outcome;

function outcomeOfList(written: unknown[], read: unknown[], compare: Compare): Outcome {
  if (written.length !== read.length) return "reinterpreted";
  return gravest(written.map((one, index) => compare(one, read[index])));
}

/** One value in place of several: it is the last one, and the others are lost. */
function outcomeOfLast(written: unknown[], read: unknown, compare: Compare): Outcome {
  const outcome = compare(written.at(-1), read);
  return written.length > 1 ? gravest([outcome, "lost"]) : outcome;
}

/** Maps by their keys. A list of entries is a map where no key comes twice; of those that do, the last one counts. */
function outcomeOfMap(
  written: unknown,
  read: unknown,
  { writer, reader }: ValueTypes,
  compare: Compare,
): Outcome {
  const [sent, seen] = [entriesOf(written, writer), entriesOf(read, reader)];
  if (!sent || !seen) return "reinterpreted";
  const [sentByKey, seenByKey] = [byKey(sent), byKey(seen)];
  if (seen.some(({ key }) => !sentByKey.has(key))) return "reinterpreted";
  const outcomes = [...sentByKey.values()].map((one): Outcome => {
    const other = seenByKey.get(one.key);
    return other ? compare(one.value, other.value, { writer: one.enum, reader: other.enum }) : "lost";
  });
  return gravest([...outcomes, seen.length < sent.length ? "lost" : "same"]);
}

interface Entry {
  key: string;
  value: unknown;
  /** Of the value, where it is a number of one. */
  enum: DescEnum | undefined;
}

/** Of those with the same key the last one. */
function byKey(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The entries of a map, or a list of messages that look like entries; undefined for anything else. */
function entriesOf(value: unknown, ofValues: DescEnum | undefined): Entry[] | undefined {
  if (isReflectMap(value)) {
    return [...value].map(([key, item]) => ({ key: plainKey(key), value: item, enum: ofValues }));
  }
  if (!isReflectList(value)) return undefined;
  const entries = [...value].map((entry) => (isReflectMessage(entry) ? entryOf(entry) : undefined));
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function entryOf(entry: ReflectMessage): Entry | undefined {
  const [key, value] = [entry.findNumber(1), entry.findNumber(2)];
  return key && value && { key: plainKey(entry.get(key)), value: entry.get(value), enum: value.enum };
}

/** A key as text: one of 32 bits and one of 64 are not the same to JavaScript. */
function plainKey(key: unknown): string {
  if (key instanceof Uint8Array) return getTextEncoding().decodeUtf8(key);
  return String(typeof key === "boolean" ? Number(key) : key);
}

/** What became of a number, a text or bytes. */
export function outcomeOfPlain(written: unknown, read: unknown, { writer, reader }: ValueTypes): Outcome {
  if (typeof read === "boolean" && typeof written !== "boolean") return outcomeAsBool(written, read);
  if (!isSamePlain(written, read)) return "reinterpreted";
  if (!reader) return "same";
  if (writer) {
    const pair = { writer, reader, isSameEnum: writer.typeName === reader.typeName };
    return outcomeOfMeaning[meaningOf(Number(written), pair)];
  }
  return reader.values.some(({ number }) => number === Number(written)) ? "same" : "unrecognized";
}

/** A bool takes every number but 0 for 1. */
function outcomeAsBool(written: unknown, read: boolean): Outcome {
  if (typeof written !== "number" && typeof written !== "bigint") return "reinterpreted";
  if (Number(written) === Number(read)) return "same";
  return read ? "lost" : "reinterpreted";
}

function isSamePlain(written: unknown, read: unknown): boolean {
  const [one, other] = [bytesOf(written), bytesOf(read)];
  if (one && other) return isSameBytes(one, other);
  return plainNumber(written) === plainNumber(read);
}

/** Text and bytes as bytes; undefined for a number. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return getTextEncoding().encodeUtf8(value);
  return value instanceof Uint8Array ? value : undefined;
}

/** A number as text, whatever its size is; a bool is 0 or 1. */
function plainNumber(value: unknown): string {
  if (typeof value === "boolean") return String(Number(value));
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A message as it is encoded, or the bytes themselves; nothing else is what a message is. */
function encoded(value: unknown): Uint8Array | undefined {
  if (isReflectMessage(value)) return toBinary(value.desc, value.message);
  return value instanceof Uint8Array ? value : undefined;
}

function isSameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.every((byte, index) => byte === other[index])
  );
}

import {
  type DescField,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type Registry,
  toBinary,
} from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
  reflect,
} from "@bufbuild/protobuf/reflect";
import { meansOther } from "./enum-meaning.js";
import { isEqual } from "./equal.js";
import { gravest, type Outcome } from "./outcome.js";
import { fieldText, keyText } from "./value-text.js";

/** One field, as the writer meant it and as the reader has it. */
export interface FieldReading {
  /** The way to it from the message: `storages[0].driver`. */
  path: string;
  number: number;
  /** Null where the writer did not set it. */
  written: string | null;
  /** Null where the reader has no such field; the default where it is not set. */
  read: string | null;
  /** What the reader calls it, where that is another name. */
  readAs: string | null;
  outcome: Outcome;
}

/** What came of some bytes. */
export interface Reading {
  /** Every field that was set, and every one that only the reader has; in the order of numbers. */
  fields: FieldReading[];
  /** What the decoder said, empty where it accepted the bytes. */
  error: string;
}

/** A message that goes to a reader, which writes it back as it has it. */
export interface RoundTrip {
  bytes: Uint8Array;
  reading: Reading;
  /** What the writer finds when it reads its message again; null where the reader could not read it. */
  back: { bytes: Uint8Array; reading: Reading } | null;
}

/**
 * Sends a message, given in its JSON form, from a writer to a reader and back, and tells what becomes of every field.
 * Throws what protobuf-es throws where the value does not fit the writer's schema.
 */
export function roundTrip(
  writer: DescMessage,
  reader: DescMessage,
  value: JsonValue,
  registry: Registry,
): RoundTrip {
  const message = fromJson(writer, value, { registry });
  const bytes = toBinary(writer, message);
  const written = reflect(writer, message);
  const read = decode(reader, bytes);
  if (typeof read === "string") return { bytes, reading: rejected(written, read), back: null };
  const reading = { fields: compareFields(written, read, ""), error: "" };
  return { bytes, reading, back: answer(written, read) };
}

function answer(written: ReflectMessage, read: ReflectMessage): RoundTrip["back"] {
  const bytes = toBinary(read.desc, read.message);
  const again = decode(written.desc, bytes);
  if (typeof again === "string") return { bytes, reading: rejected(written, again) };
  const fields = compareFields(written, again, "").map(afterRoundTrip);
  return { bytes, reading: { fields, error: "" } };
}

/** What was set and comes back as the default is data that is gone. */
function afterRoundTrip(field: FieldReading): FieldReading {
  const isGone = field.written !== null && field.outcome === "defaulted";
  return isGone ? { ...field, outcome: "lost" } : field;
}

/** The decoded message, or what the decoder said. */
function decode(desc: DescMessage, bytes: Uint8Array): ReflectMessage | string {
  try {
    return reflect(desc, fromBinary(desc, bytes));
  } catch (error) {
    return (error as Error).message;
  }
}

/** A decoder that gives up tells nothing of any field. */
function rejected(written: ReflectMessage, error: string): Reading {
  const fields = written.sortedFields
    .filter((field) => written.isSet(field))
    .map((field) => ({
      ...describe(field, field.name),
      written: fieldText(written, field),
      outcome: "rejected" as const,
    }));
  return { fields, error };
}

function compareFields(written: ReflectMessage, read: ReflectMessage, path: string): FieldReading[] {
  const unknown = new Set((read.getUnknown() ?? []).map(({ no }) => no));
  const known = written.sortedFields.map((field) =>
    compareField(field, written, read, unknown.has(field.number), path + field.name),
  );
  const others = read.sortedFields
    .filter((field) => !written.findNumber(field.number))
    .map((field) => [onlyRead(field, read, path + field.name)]);
  const strays = [...unknown]
    .filter((number) => !written.findNumber(number))
    .map((number) => [compareStray(number, written, read, `${path}${number}`)]);
  const numberOf = ([first]: FieldReading[]) => first?.number ?? 0;
  return [...known, ...others, ...strays].sort((one, other) => numberOf(one) - numberOf(other)).flat();
}

/** A field that the writer's message does not declare: what it set there is an extension, which it has back as such. */
function compareStray(
  number: number,
  written: ReflectMessage,
  read: ReflectMessage,
  path: string,
): FieldReading {
  const isSet = written.getUnknown()?.some(({ no }) => no === number) ?? false;
  const outcome = isSet && written.desc === read.desc ? "same" : "unknown";
  return { ...describe({ number }, path), written: isSet ? "an extension" : null, outcome };
}

function describe({ number }: { number: number }, path: string): Omit<FieldReading, "outcome"> {
  return { path, number, written: null, read: null, readAs: null };
}

function onlyRead(field: DescField, read: ReflectMessage, path: string): FieldReading {
  return {
    ...describe(field, path),
    read: fieldText(read, field),
    outcome: read.isSet(field) ? "reinterpreted" : "defaulted",
  };
}

/** One field of the writer; none where neither side has anything to say of it. */
function compareField(
  field: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  isUnknown: boolean,
  path: string,
): FieldReading[] {
  const same = read.findNumber(field.number);
  if (!written.isSet(field)) return isUnknown || !same ? [] : compareUnset(field, same, written, read, path);
  const found = { ...describe(field, path), written: fieldText(written, field) };
  if (isUnknown) return [{ ...found, outcome: "unknown" }];
  if (!same) return [{ ...found, outcome: "lost" }];
  const readAs = same.name === field.name ? null : same.name;
  const seen = { ...found, readAs, read: fieldText(read, same) };
  if (!read.isSet(same)) return [{ ...seen, outcome: "defaulted" }];
  if (readAs !== null) return [{ ...seen, outcome: "reinterpreted" }];
  const inside = compareInside(written.get(field), read.get(same), path);
  return inside
    ? [
        { ...seen, outcome: gravest(inside.map(({ outcome }) => outcome)) },
        ...inside.filter(({ outcome }) => outcome !== "same"),
      ]
    : [
        {
          ...seen,
          outcome: isSame(field, same, written.get(field), read.get(same)) ? "same" : "reinterpreted",
        },
      ];
}

/** Whether values that have no fields inside mean the same; a number of an enum may be another value to the reader. */
function isSame(field: DescField, same: DescField, written: unknown, read: unknown): boolean {
  if (!isEqual(written, read)) return false;
  const { enum: writer } = field;
  const { enum: reader } = same;
  if (!writer || !reader) return true;
  return [...new Set(numbersIn(written))].every((number) => !meansOther(number, writer, reader));
}

/** The numbers of a field with an enum: one, those of a list, those of a map. */
function numbersIn(value: unknown): unknown[] {
  if (isReflectMap(value)) return [...value.values()];
  return isReflectList(value) ? [...value] : [value];
}

/** A field that is not set says its default on both sides, and they may disagree; or the reader sees what nobody wrote. */
function compareUnset(
  field: DescField,
  same: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  path: string,
): FieldReading[] {
  const isPlain = field.fieldKind === "scalar" || field.fieldKind === "enum";
  const isSameKind = isPlain && same.fieldKind === field.fieldKind;
  const disagree = isSameKind && !isSame(field, same, written.get(field), read.get(same));
  if (!read.isSet(same) && !disagree) return [];
  const readAs = same.name === field.name ? null : same.name;
  return [{ ...describe(field, path), readAs, read: fieldText(read, same), outcome: "reinterpreted" }];
}

/** The fields of a message, or of the messages in a list or a map; undefined for what has no fields or another shape. */
function compareInside(written: unknown, read: unknown, path: string): FieldReading[] | undefined {
  if (isReflectMessage(written) && isReflectMessage(read)) return compareFields(written, read, `${path}.`);
  const pairs = pairsInside(written, read);
  if (
    pairs.length === 0 ||
    !pairs.every(({ one, other }) => isReflectMessage(one) && isReflectMessage(other))
  )
    return undefined;
  return pairs.flatMap(({ at, one, other }) => compareInside(one, other, `${path}[${at}]`) ?? []);
}

interface Pair {
  /** Index or key. */
  at: string;
  one: unknown;
  other: unknown;
}

/** The elements of two lists of one length, or the values of two maps with the same keys; none otherwise. */
function pairsInside(written: unknown, read: unknown): Pair[] {
  if (isReflectList(written) && isReflectList(read) && written.size === read.size) {
    return [...written].map((one, index) => ({ at: String(index), one, other: read.get(index) }));
  }
  if (!isReflectMap(written) || !isReflectMap(read) || written.size !== read.size) return [];
  // A key of 32 bits and one of 64 are not the same to JavaScript.
  const others = new Map([...read].map(([key, value]) => [String(key), value]));
  const pairs = [...written].map(([key, one]) => ({
    at: keyText(key),
    one,
    other: others.get(String(key)),
  }));
  return pairs.every(({ other }) => other !== undefined) ? pairs : [];
}

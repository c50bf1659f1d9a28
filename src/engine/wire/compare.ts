import type { DescField } from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
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

/**
 * What became of every field that was set, and of every one that only the reader has, in the order of numbers; of what is
 * inside of a field only what differs. `path` leads to the message.
 */
export function compareMessages(written: ReflectMessage, read: ReflectMessage, path = ""): FieldReading[] {
  const unknown = unknownIn(read);
  const declared = written.sortedFields.map((field) => compareField(field, written, read, unknown, path));
  const others = read.sortedFields
    .filter((field) => !written.findNumber(field.number))
    .map((field) => [onlyRead(field, read, path + field.name)]);
  const strays = [...unknown]
    .filter((number) => !written.findNumber(number))
    .map((number) => [compareStray(number, written, read, `${path}${number}`)]);
  const numberOf = ([first]: FieldReading[]) => first?.number ?? 0;
  return [...declared, ...others, ...strays].sort((one, other) => numberOf(one) - numberOf(other)).flat();
}

/** Numbers of the fields that a message keeps as unknown. */
export function unknownIn(message: ReflectMessage): ReadonlySet<number> {
  return new Set((message.getUnknown() ?? []).map(({ no }) => no));
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

export function describe({ number }: { number: number }, path: string): Omit<FieldReading, "outcome"> {
  return { path, number, written: null, read: null, readAs: null };
}

function onlyRead(field: DescField, read: ReflectMessage, path: string): FieldReading {
  return {
    ...describe(field, path),
    read: fieldText(read, field),
    outcome: read.isSet(field) ? "reinterpreted" : "defaulted",
  };
}

/**
 * One field of the writer, and what differs inside of it; empty where neither side has anything to say of it.
 * `unknown` are the numbers that the reader keeps as unknown fields.
 */
export function compareField(
  field: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  unknown: ReadonlySet<number>,
  outerPath = "",
): FieldReading[] {
  const path = outerPath + field.name;
  const isUnknown = unknown.has(field.number);
  const readField = read.findNumber(field.number);
  if (!written.isSet(field)) {
    return isUnknown || !readField ? [] : compareUnset(field, readField, written, read, path);
  }
  const sent = { ...describe(field, path), written: fieldText(written, field) };
  if (isUnknown) return [{ ...sent, outcome: "unknown" }];
  if (!readField) return [{ ...sent, outcome: "lost" }];
  const readAs = readField.name === field.name ? null : readField.name;
  const received = { ...sent, readAs, read: fieldText(read, readField) };
  if (!read.isSet(readField)) return [{ ...received, outcome: "defaulted" }];
  if (readAs !== null) return [{ ...received, outcome: "reinterpreted" }];
  const inside = compareInside(written.get(field), read.get(readField), path);
  if (!inside) {
    const isAlike = isSame(field, readField, written.get(field), read.get(readField));
    return [{ ...received, outcome: isAlike ? "same" : "reinterpreted" }];
  }
  return [
    { ...received, outcome: gravest(inside.map(({ outcome }) => outcome)) },
    ...inside.filter(({ outcome }) => outcome !== "same"),
  ];
}

/** Whether values that have no fields inside mean the same; a number of an enum may be another value to the reader. */
function isSame(field: DescField, readField: DescField, written: unknown, read: unknown): boolean {
  if (!isEqual(written, read)) return false;
  const { enum: writer } = field;
  const { enum: reader } = readField;
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
  readField: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  path: string,
): FieldReading[] {
  const isPlain = field.fieldKind === "scalar" || field.fieldKind === "enum";
  const isSameKind = isPlain && readField.fieldKind === field.fieldKind;
  const disagree = isSameKind && !isSame(field, readField, written.get(field), read.get(readField));
  if (!read.isSet(readField) && !disagree) return [];
  const readAs = readField.name === field.name ? null : readField.name;
  return [{ ...describe(field, path), readAs, read: fieldText(read, readField), outcome: "reinterpreted" }];
}

/** The fields of a message, or of the messages in a list or a map; undefined for what has no fields or another shape. */
function compareInside(written: unknown, read: unknown, path: string): FieldReading[] | undefined {
  if (isReflectMessage(written) && isReflectMessage(read)) return compareMessages(written, read, `${path}.`);
  const pairs = pairsInside(written, read);
  if (
    pairs.length === 0 ||
    !pairs.every(({ one, other }) => isReflectMessage(one) && isReflectMessage(other))
  )
    return undefined;
  return pairs.flatMap(({ at, one, other }) => compareInside(one, other, `${path}[${at}]`) ?? []);
}

interface ElementPair {
  /** Index or key. */
  at: string;
  one: unknown;
  other: unknown;
}

/** The elements of two lists of one length, or the values of two maps with the same keys; none otherwise. */
function pairsInside(written: unknown, read: unknown): ElementPair[] {
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

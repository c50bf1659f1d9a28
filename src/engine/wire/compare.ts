import type { DescField, DescMessage } from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
} from "@bufbuild/protobuf/reflect";
import { kindOf } from "./kind.js";
import { gravest, isUnharmed, type Outcome } from "./outcome.js";
import { outcomeOfValue } from "./value-outcome.js";
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

/** A field with what is inside of it: the fields of a message, or of the messages in a list or a map. */
export interface ComparedField {
  reading: FieldReading;
  /** What became of it apart from what is inside. */
  own: Outcome;
  inside: ComparedField[];
}

/**
 * What became of every field that was set, and of every one that only the reader has, in the order of numbers. Of what is
 * inside of a field only what differs is said, after it.
 */
export function compareMessages(written: ReflectMessage, read: ReflectMessage): FieldReading[] {
  return compareFields(written, read, "").flatMap(withDifferencesInside);
}

function withDifferencesInside({ reading, inside }: ComparedField): FieldReading[] {
  return [reading, ...inside.flatMap(withDifferencesInside).filter(({ outcome }) => outcome !== "same")];
}

/** `path` leads to the message. */
function compareFields(written: ReflectMessage, read: ReflectMessage, path: string): ComparedField[] {
  const unknown = unknownIn(read);
  const declared = written.sortedFields.flatMap(
    (field) => compareField(field, written, read, unknown, path) ?? [],
  );
  const others = read.sortedFields
    .filter((field) => !written.findNumber(field.number))
    .map((field) => leaf(onlyRead(field, read, path + field.name)));
  const strays = [...unknown]
    .filter((number) => !written.findNumber(number))
    .map((number) => leaf(compareStray(number, written, read, `${path}${number}`)));
  return [...declared, ...others, ...strays].sort((one, other) => one.reading.number - other.reading.number);
}

function leaf(reading: FieldReading): ComparedField {
  return { reading, own: reading.outcome, inside: [] };
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
 * One field of the writer; null where neither side has anything to say of it. `unknown` are the numbers that the reader
 * keeps as unknown fields.
 */
export function compareField(
  field: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  unknown: ReadonlySet<number>,
  outerPath = "",
): ComparedField | null {
  const path = outerPath + field.name;
  const isUnknown = unknown.has(field.number);
  const readField = read.findNumber(field.number);
  if (!written.isSet(field)) {
    return isUnknown || !readField ? null : compareUnset(field, readField, written, read, path);
  }
  const sent = { ...describe(field, path), written: fieldText(written, field) };
  if (isUnknown) return leaf({ ...sent, outcome: "unknown" });
  if (!readField) return leaf({ ...sent, outcome: "lost" });
  const readAs = readField.name === field.name ? null : readField.name;
  const received = { ...sent, readAs, read: fieldText(read, readField) };
  if (!read.isSet(readField)) {
    return leaf({ ...received, outcome: isPushedOut(readField, read) ? "lost" : "defaulted" });
  }
  const inside = compareInside(written.get(field), read.get(readField), path) ?? [];
  const ofValue = inside.length > 0 ? "same" : outcomeOf(field, readField, written, read);
  const own = gravest([ofValue, outcomeOfName(field, readField)]);
  const outcome = gravest([own, ...inside.map(({ reading }) => reading.outcome)]);
  return { reading: { ...received, outcome }, own, inside };
}

/** Whether another member of its oneof has taken its place. */
function isPushedOut({ oneof }: DescField, read: ReflectMessage): boolean {
  return oneof !== undefined && read.oneofCase(oneof) !== undefined;
}

/**
 * Under another name it is the same field where it is of the same kind, and neither name belongs to another number on the
 * other side.
 */
function outcomeOfName(field: DescField, readField: DescField): Outcome {
  if (field.name === readField.name) return "same";
  const isElsewhere = has(readField.parent, field.name) || has(field.parent, readField.name);
  return !isElsewhere && kindOf(field) === kindOf(readField) ? "renamed" : "reinterpreted";
}

function has({ fields }: DescMessage, name: string): boolean {
  return fields.some((field) => field.name === name);
}

/** What became of what was written: a field inside that only the reader has takes nothing from it. */
export function outcomeOfWritten({ own, inside }: ComparedField): Outcome {
  return gravest([own, ...inside.filter((each) => !isAddition(each)).map(outcomeOfWritten)]);
}

function isAddition({ reading: { written, outcome } }: ComparedField): boolean {
  return written === null && outcome === "defaulted";
}

function outcomeOf(
  field: DescField,
  readField: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
): Outcome {
  const types = { writer: field.enum, reader: readField.enum };
  return outcomeOfValue(written.get(field), read.get(readField), types, outcomeOfMessage);
}

/** What became of a message that stands for several others, or for one of them. */
function outcomeOfMessage(written: ReflectMessage, read: ReflectMessage): Outcome {
  const fields = compareFields(written, read, "");
  return gravest(fields.filter((each) => !isAddition(each)).map(outcomeOfWritten));
}

/** A field that is not set says its default on both sides, and they may disagree; or the reader sees what nobody wrote. */
function compareUnset(
  field: DescField,
  readField: DescField,
  written: ReflectMessage,
  read: ReflectMessage,
  path: string,
): ComparedField | null {
  const isPlain = field.fieldKind === "scalar" || field.fieldKind === "enum";
  const isSameKind = isPlain && readField.fieldKind === field.fieldKind;
  const ofDefault = isSameKind ? outcomeOf(field, readField, written, read) : "same";
  const outcome = read.isSet(readField) ? "reinterpreted" : ofDefault;
  if (isUnharmed(outcome)) return null;
  const readAs = readField.name === field.name ? null : readField.name;
  return leaf({ ...describe(field, path), readAs, read: fieldText(read, readField), outcome });
}

/** The fields of a message, or of the messages in a list or a map; undefined for what has no fields or another shape. */
function compareInside(written: unknown, read: unknown, path: string): ComparedField[] | undefined {
  if (isReflectMessage(written) && isReflectMessage(read)) return compareFields(written, read, `${path}.`);
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

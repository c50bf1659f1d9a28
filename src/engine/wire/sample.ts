import type { DescEnum, DescField, DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { type Meaning, meaningOf } from "../schema/enum-meaning.js";
import { kindOf } from "./kind.js";
import { wellKnownSample } from "./well-known-sample.js";

/** How deep a sample fills in messages, and how many fields of each: enough to be recognized, few enough to be read. */
export const sampleDepth = 2;
const maxFields = 2;

/** How much deeper it follows what a reader declares in another way. */
const followedDepth = 2;

/** How many fields the sample of a whole message sets at least, if it has so many. */
const wholeFields = 4;

/** Where required fields contain each other without end, no message can be made. */
const deepest = -8;

/**
 * A message, in its JSON form, that sets some fields to telling values: those that use the width and the sign of their
 * type, and what the reader declares in another way, so that it shows. A list gets two elements, one inside of another
 * message. Of the fields those are left out that the message does not have, and that share a oneof with an earlier one;
 * undefined where none is left. What is required is set, too.
 */
export function sampleOf(
  desc: DescMessage,
  numbers: readonly number[],
  reader?: DescMessage,
): JsonObject | undefined {
  const chosen: DescField[] = [];
  for (const number of numbers) {
    const field = desc.fields.find((candidate) => candidate.number === number);
    if (field && !chosen.some(({ oneof }) => oneof && oneof === field.oneof)) chosen.push(field);
  }
  const entries = chosen.map((field): [string, JsonValue] => [
    field.name,
    fieldValue(field, sampleDepth, reader && fieldOf(reader, field.number)),
  ]);
  return entries.length === 0 ? undefined : { ...requiredValues(desc), ...Object.fromEntries(entries) };
}

/** A message, in its JSON form, that sets one field to zero on purpose, or to what comes closest to that. */
export function zeroOf(desc: DescMessage, number: number): JsonObject | undefined {
  const field = fieldOf(desc, number);
  if (field?.fieldKind === "enum")
    return { ...requiredValues(desc), [field.name]: field.enum.values[0]?.number ?? 0 };
  if (field?.fieldKind !== "scalar") return undefined;
  const texts: readonly ScalarType[] = [ScalarType.STRING, ScalarType.BYTES];
  const zero = field.scalar === ScalarType.BOOL ? false : texts.includes(field.scalar) ? "" : 0;
  return { ...requiredValues(desc), [field.name]: zero };
}

/** Values of the fields that a message cannot be encoded without. */
export function requiredValues(desc: DescMessage): JsonObject {
  const required = desc.fields.filter(isRequired);
  return Object.fromEntries(required.map((field) => [field.name, fieldValue(field, sampleDepth)]));
}

function fieldOf({ fields }: DescMessage, number: number): DescField | undefined {
  return fields.find((field) => field.number === number);
}

/**
 * A message, in its JSON form, that sets the fields with these numbers, those that are required, and the first others
 * up to a few; of a oneof one member.
 */
export function sampleMessage(desc: DescMessage, numbers: ReadonlySet<number>): JsonObject {
  const first = desc.fields.filter((field) => isRequired(field) || numbers.has(field.number));
  const others = desc.fields.filter((field) => !first.includes(field));
  const chosen = new Set<DescField>();
  for (const field of [...first, ...others.slice(0, Math.max(0, wholeFields - first.length))]) {
    if (!field.oneof?.fields.some((member) => chosen.has(member))) chosen.add(field);
  }
  const inOrder = desc.fields.filter((field) => chosen.has(field));
  return Object.fromEntries(inOrder.map((field) => [field.name, fieldValue(field, sampleDepth)]));
}

/** The value that a field gets where somebody sets it without saying to what. */
export function sampleValue(field: DescField): JsonValue {
  return fieldValue(field, sampleDepth);
}

function isRequired({ presence }: DescField): boolean {
  return presence === FeatureSet_FieldPresence.LEGACY_REQUIRED;
}

/** `reader` is the field that takes the value, where that matters. */
function fieldValue(field: DescField, depth: number, reader?: DescField): JsonValue {
  switch (field.fieldKind) {
    case "scalar":
      return beyond(field.scalar, reader?.scalar) ?? scalarValue(field.scalar);
    case "enum":
      return enumValue(field.enum, reader);
    case "message":
      return messageValue(field.message, depth, reader?.message);
    case "list":
      return depth === sampleDepth
        ? [elementValue(field, depth, reader), elementValue(field, depth, reader, 1)]
        : [elementValue(field, depth, reader)];
    case "map":
      return { [mapKey(field.mapKey)]: mapValue(field, depth, reader) };
  }
}

function elementValue(
  field: DescField & { fieldKind: "list" },
  depth: number,
  reader: DescField | undefined,
  index = 0,
): JsonValue {
  if (field.listKind === "scalar") {
    return beyond(field.scalar, reader?.scalar, index) ?? scalarValue(field.scalar, index);
  }
  if (field.listKind === "enum") return enumValue(field.enum, reader, index);
  return reader?.fieldKind === "message"
    ? mergedValue(field.message, depth, reader.message, index)
    : messageValue(field.message, depth, reader?.message);
}

/**
 * An element of a list for a reader that merges all elements into one message: each sets another part of it, so that this
 * shows. Source: https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
function mergedValue(desc: DescMessage, depth: number, reader: DescMessage, index: number): JsonValue {
  const whole = messageValue(desc, depth, reader);
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return whole;
  const fields = desc.fields.filter((field) => field.name in whole);
  const parts = fields.filter((field) => !isRequired(field));
  const [only] = parts;
  if (parts.length === 1 && only?.fieldKind === "scalar")
    return { ...whole, [only.name]: scalarValue(only.scalar, index) };
  const part = parts.length > 1 ? parts[index] : undefined;
  const kept = fields.filter((field) => part === undefined || field === part || isRequired(field));
  return Object.fromEntries(kept.map(({ name }) => [name, whole[name] as JsonValue]));
}

function mapValue(
  field: DescField & { fieldKind: "map" },
  depth: number,
  reader: DescField | undefined,
): JsonValue {
  if (field.mapKind === "scalar") return beyond(field.scalar, reader?.scalar) ?? scalarValue(field.scalar);
  if (field.mapKind === "enum") return enumValue(field.enum, reader);
  return messageValue(field.message, depth, reader?.message);
}

function messageValue(desc: DescMessage, depth: number, reader: DescMessage | undefined): JsonValue {
  const jsonForm = wellKnownSample(desc.typeName);
  if (jsonForm !== undefined) return jsonForm;
  if (depth <= deepest) return {};
  const telling = tellingFields(desc, reader);
  const some = depth > 0 ? telling.slice(0, maxFields) : wayToDifference(telling, depth, reader);
  const fields = desc.fields.filter((field) => some.includes(field) || isRequired(field));
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      fieldValue(field, depth - 1, reader && fieldOf(reader, field.number)),
    ]),
  );
}

/**
 * The fields of a message, of a oneof one. Those go first that the reader does not have, or has of another kind, and then
 * those that have a message or an enum of another name there.
 */
function tellingFields(desc: DescMessage, reader: DescMessage | undefined): DescField[] {
  const readers = new Map(reader?.fields.map((field) => [field.number, field]));
  const isSameMessage = !reader || reader === desc;
  const ordered = isSameMessage
    ? desc.fields
    : desc.fields.toSorted((one, other) => differenceOf(other, readers) - differenceOf(one, readers));
  const oneofs = new Set<unknown>();
  return ordered.filter(({ oneof }) => {
    const isFirst = oneof === undefined || !oneofs.has(oneof);
    oneofs.add(oneof);
    return isFirst;
  });
}

/** Deeper inside only what leads on to a difference is filled in, as far as messages are described (`codec.ts`). */
function wayToDifference(
  [first]: readonly DescField[],
  depth: number,
  reader: DescMessage | undefined,
): DescField[] {
  if (!first || !reader || reader === first.parent || depth <= -followedDepth) return [];
  const readers = new Map(reader.fields.map((field) => [field.number, field]));
  return differenceOf(first, readers) > 0 ? [first] : [];
}

function differenceOf(field: DescField, readers: ReadonlyMap<number, DescField>): number {
  const reader = readers.get(field.number);
  if (!reader || kindOf(field) !== kindOf(reader)) return 2;
  const isSameType =
    field.message?.typeName === reader.message?.typeName && field.enum?.typeName === reader.enum?.typeName;
  return isSameType ? 0 : 1;
}

/**
 * The value that another reader gets wrong, if there is one: that has another meaning there, that it does not know, or
 * that a number without a sign cannot hold. Else the last value, which is the one that was added last, by custom.
 */
function enumValue(writer: DescEnum, reader: DescField | undefined, index = 0): number {
  const numbers = [...new Set(writer.values.map(({ number }) => number))].reverse();
  const graded = numbers.map((number) => ({ number, gravity: gravityOf(number, writer, reader) }));
  const gravestFirst = graded.sort((one, other) => other.gravity - one.gravity);
  return (gravestFirst[index] ?? gravestFirst[0])?.number ?? 0;
}

const gravities: readonly Meaning[] = ["same", "renamed", "unrecognized", "other"];

function gravityOf(number: number, writer: DescEnum, reader: DescField | undefined): number {
  if (!reader?.enum) return number < 0 ? 1 : 0;
  const isSameEnum = writer.typeName === reader.enum.typeName;
  return gravities.indexOf(meaningOf(number, { writer, reader: reader.enum, isSameEnum }));
}

function mapKey(type: ScalarType): string {
  if (type === ScalarType.STRING) return "key";
  return type === ScalarType.BOOL ? "true" : "7";
}

/** The first number above all that a type can hold. */
const limits: Partial<Record<ScalarType, bigint>> = {
  [ScalarType.BOOL]: 2n,
  [ScalarType.INT32]: 2n ** 31n,
  [ScalarType.SINT32]: 2n ** 31n,
  [ScalarType.SFIXED32]: 2n ** 31n,
  [ScalarType.UINT32]: 2n ** 32n,
  [ScalarType.FIXED32]: 2n ** 32n,
  [ScalarType.INT64]: 2n ** 63n,
  [ScalarType.SINT64]: 2n ** 63n,
  [ScalarType.SFIXED64]: 2n ** 63n,
  [ScalarType.UINT64]: 2n ** 64n,
  [ScalarType.FIXED64]: 2n ** 64n,
};

/** Types to which their limit is 0, which reads as absent: the number behind it tells more. */
const cutToZero: readonly ScalarType[] = [ScalarType.SINT32, ScalarType.UINT32, ScalarType.FIXED32];

/**
 * The number just above what the reader's type can hold: somebody may well write it. Undefined where the writer's type cannot
 * hold it either.
 */
function beyond(writer: ScalarType, reader: ScalarType | undefined, index = 0): JsonValue | undefined {
  const [limit, writerLimit] = [reader && limits[reader], limits[writer]];
  if (reader === undefined || limit === undefined || writerLimit === undefined) return undefined;
  const number = limit + BigInt(index) + (cutToZero.includes(reader) ? 1n : 0n);
  if (number >= writerLimit) return undefined;
  return writerLimit > 2n ** 32n ? String(number) : Number(number);
}

/** A second element differs from the first, so that order and number of elements show. */
function scalarValue(type: ScalarType, index = 0): JsonValue {
  switch (type) {
    case ScalarType.STRING:
      return index === 0 ? "a" : "b";
    case ScalarType.BYTES:
      return index === 0 ? "//4=" : "AQI=";
    case ScalarType.BOOL:
      return true;
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return 1.5 + index;
    case ScalarType.INT64:
    case ScalarType.SFIXED64:
      return String(-4_294_967_298 - index);
    case ScalarType.SINT64:
      return String(4_294_967_301 + index);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return index === 0 ? "18446744073709551614" : "300";
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return 4_294_967_294 - index;
    default:
      return -3 - index;
  }
}

import type { DescField, DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { wellKnownSample } from "./well-known-sample.js";

/** How deep a sample fills in messages, and how many fields of each: enough to be recognized, few enough to be read. */
export const sampleDepth = 2;
const maxFields = 2;

/** How many fields the sample of a whole message sets at least, if it has so many. */
const wholeFields = 4;

/** Where required fields contain each other without end, no message can be made. */
const deepest = -8;

/**
 * A message, in its JSON form, that sets one field to a telling value: one that uses the width and the sign of its type,
 * so that a reader with another type shows it. A list gets two elements, one inside of another message.
 */
export function sampleOf(desc: DescMessage, number: number): JsonObject | undefined {
  const field = desc.fields.find((candidate) => candidate.number === number);
  return field && { [field.name]: fieldValue(field, sampleDepth) };
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

function fieldValue(field: DescField, depth: number): JsonValue {
  switch (field.fieldKind) {
    case "scalar":
      return scalarValue(field.scalar);
    case "enum":
      return enumValue(field.enum.values);
    case "message":
      return messageValue(field.message, depth);
    case "list":
      return depth === sampleDepth
        ? [elementValue(field, depth), elementValue(field, depth, 1)]
        : [elementValue(field, depth)];
    case "map":
      return { [mapKey(field.mapKey)]: mapValue(field, depth) };
  }
}

function elementValue(field: DescField & { fieldKind: "list" }, depth: number, index = 0): JsonValue {
  if (field.listKind === "scalar") return scalarValue(field.scalar, index);
  if (field.listKind === "enum") return enumValue(field.enum.values, index);
  return messageValue(field.message, depth);
}

function mapValue(field: DescField & { fieldKind: "map" }, depth: number): JsonValue {
  if (field.mapKind === "scalar") return scalarValue(field.scalar);
  if (field.mapKind === "enum") return enumValue(field.enum.values);
  return messageValue(field.message, depth);
}

function messageValue(desc: DescMessage, depth: number): JsonValue {
  const jsonForm = wellKnownSample(desc.typeName);
  if (jsonForm !== undefined) return jsonForm;
  if (depth <= deepest) return {};
  const some = desc.fields
    .filter((field) => field.oneof === undefined || field.oneof.fields[0] === field)
    .slice(0, depth > 0 ? maxFields : 0);
  const fields = desc.fields.filter((field) => some.includes(field) || isRequired(field));
  return Object.fromEntries(fields.map((field) => [field.name, fieldValue(field, depth - 1)]));
}

/** The last value is the one that was added last, by custom. */
function enumValue(values: readonly { number: number }[], index = 0): number {
  return values.at(-1 - index)?.number ?? values.at(-1)?.number ?? 0;
}

function mapKey(type: ScalarType): string {
  if (type === ScalarType.STRING) return "key";
  return type === ScalarType.BOOL ? "true" : "7";
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

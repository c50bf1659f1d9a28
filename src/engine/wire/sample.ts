import type { DescField, DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";

/** How deep a sample fills in messages, and how many fields of each: enough to be recognized, few enough to be read. */
const maxDepth = 2;
const maxFields = 2;

/**
 * A message, in its JSON form, that sets one field to a telling value: one that uses the width and the sign of its type,
 * so that a reader with another type shows it. A list gets two elements, one inside of another message.
 */
export function sampleOf(desc: DescMessage, number: number): JsonObject | undefined {
  const field = desc.fields.find((candidate) => candidate.number === number);
  return field && { [field.name]: fieldValue(field, maxDepth) };
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
      return depth === maxDepth
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
  if (depth === 0) return {};
  const fields = desc.fields.filter((field) => field.oneof === undefined || field.oneof.fields[0] === field);
  return Object.fromEntries(
    fields.slice(0, maxFields).map((field) => [field.name, fieldValue(field, depth - 1)]),
  );
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

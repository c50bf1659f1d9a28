import type { JsonValue } from "@bufbuild/protobuf";

/**
 * Types that JSON writes in a form of their own, with a value of each.
 * Source: https://protobuf.dev/programming-guides/json/
 */
const samples: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ["Any", { "@type": "type.googleapis.com/google.protobuf.Duration", value: "1.500s" }],
  ["Timestamp", "2018-06-01T12:00:00Z"],
  ["Duration", "1.500s"],
  ["FieldMask", "a,b"],
  ["Struct", { key: "value" }],
  ["Value", "value"],
  ["ListValue", ["value"]],
  ["BoolValue", true],
  ["StringValue", "a"],
  ["BytesValue", "//4="],
  ["DoubleValue", 1.5],
  ["FloatValue", 1.5],
  ["Int32Value", -3],
  ["UInt32Value", 3],
  ["Int64Value", "-3"],
  ["UInt64Value", "3"],
]);

const prefix = "google.protobuf.";

/** A value of a type with a JSON form of its own; undefined for every other type. */
export function wellKnownSample(fullName: string): JsonValue | undefined {
  return fullName.startsWith(prefix) ? samples.get(fullName.slice(prefix.length)) : undefined;
}

/** Whether JSON writes a type in a form of its own. */
export function hasOwnJsonForm(fullName: string): boolean {
  return wellKnownSample(fullName) !== undefined;
}

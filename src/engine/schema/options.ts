import {
  type DescField,
  type DescMessage,
  fromJson,
  type JsonObject,
  type JsonValue,
  type MessageShape,
  ScalarType,
} from "@bufbuild/protobuf";
import type { OptionNode, OptionValue } from "./ast.js";
import { bigIntValue, floatValue } from "./default-value.js";
import { SyntaxProblem } from "./syntax-problem.js";
import { wellFormed } from "./utf8.js";

/** Options that are no fields of the options message: they stand in the field's own descriptor. */
const ownPlace = new Set(["default", "json_name"]);

/**
 * The standard options among those of an element, as its options message; undefined where there are none. Custom options are
 * left out.
 * Throws a `SyntaxProblem` for a value of the wrong type.
 */
export function standardOptions<Desc extends DescMessage>(
  schema: Desc,
  options: readonly OptionNode[],
): MessageShape<Desc> | undefined {
  const json: JsonObject = {};
  for (const { name, value, at } of options) {
    if (!name.includes("(") && !ownPlace.has(name)) assign(json, schema, name.split("."), value, at);
  }
  return Object.keys(json).length === 0 ? undefined : fromJson(schema, json);
}

/** Puts the value of `a.b.c` where it belongs; a repeated field takes one more item. */
function assign(json: JsonObject, schema: DescMessage, path: string[], value: OptionValue, at: number): void {
  const [name, ...rest] = path;
  const field = schema.fields.find((candidate) => candidate.name === name);
  if (!field) return;
  if (rest.length > 0) {
    if (field.fieldKind !== "message") throw new SyntaxProblem(`option "${field.name}" has no parts`, at);
    const inner = (json[field.name] ?? {}) as JsonObject;
    assign(inner, field.message, rest, value, at);
    if (Object.keys(inner).length > 0) json[field.name] = inner;
  } else if (field.fieldKind === "list") {
    const items = value.kind === "list" ? value.items : [value];
    const converted = items.map((item) => jsonValue(field, item, at));
    json[field.name] = [...((json[field.name] ?? []) as JsonValue[]), ...converted];
  } else {
    json[field.name] = jsonValue(field, value, at);
  }
}

function jsonValue(field: DescField, value: OptionValue, at: number): JsonValue {
  if (field.message && value.kind === "message") {
    const json: JsonObject = {};
    for (const part of value.fields) assign(json, field.message, [part.name], part.value, at);
    return json;
  }
  const converted = field.enum
    ? enumValue(field.enum.values, value)
    : field.scalar
      ? scalar(field.scalar, value)
      : null;
  if (converted === null) throw new SyntaxProblem(`option "${field.name}" must be ${expected(field)}`, at);
  return converted;
}

function enumValue(values: readonly { name: string }[], value: OptionValue): string | null {
  return value.kind === "name" && values.some(({ name }) => name === value.text) ? value.text : null;
}

function scalar(type: ScalarType, value: OptionValue): JsonValue | null {
  switch (type) {
    case ScalarType.STRING:
      return value.kind === "string" ? wellFormed(value.text) : null;
    case ScalarType.BOOL:
      return value.kind === "name" && /^(?:true|false)$/.test(value.text) ? value.text === "true" : null;
    case ScalarType.INT32:
      return value.kind === "number" ? int32(bigIntValue(value.text)) : null;
    case ScalarType.DOUBLE:
      return value.kind === "number" ? floatValue(value.text) : null;
    default:
      return null;
  }
}

function int32(value: bigint | null): number | null {
  return value !== null && BigInt.asIntN(32, value) === value ? Number(value) : null;
}

function expected(field: DescField): string {
  if (field.message) return "a message in braces";
  if (field.enum) return `one of ${field.enum.values.map(({ name }) => name).join(", ")}`;
  if (field.scalar === ScalarType.BOOL) return "true or false";
  return field.scalar === ScalarType.STRING ? "a string in quotes" : "a number";
}

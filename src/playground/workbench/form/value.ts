import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { FormField } from "./model.js";

/** A line of a form: a field, or a oneof, whose members exclude each other. */
export type FormLine =
  | { kind: "field"; field: FormField }
  | { kind: "oneof"; name: string; members: FormField[]; chosen: FormField | undefined };

/** The lines of fields that are set, and of those that could be; in the order of the schema. */
export function linesOf(
  fields: readonly FormField[],
  value: JsonObject,
): { set: FormLine[]; unset: FormLine[] } {
  const set: FormLine[] = [];
  const unset: FormLine[] = [];
  const seen = new Set<string>();
  const oneofs = membersByOneof(fields);
  for (const field of fields) {
    if (field.oneof === "") {
      (isSet(field, value) ? set : unset).push({ kind: "field", field });
      continue;
    }
    if (seen.has(field.oneof)) continue;
    seen.add(field.oneof);
    const members = oneofs.get(field.oneof) ?? [];
    const chosen = members.find((member) => isSet(member, value));
    (chosen ? set : unset).push({ kind: "oneof", name: field.oneof, members, chosen });
  }
  return { set, unset };
}

function membersByOneof(fields: readonly FormField[]): Map<string, FormField[]> {
  const byName = new Map<string, FormField[]>();
  for (const field of fields) {
    const members = byName.get(field.oneof);
    if (members) members.push(field);
    else byName.set(field.oneof, [field]);
  }
  return byName;
}

/** The value of a field; JSON may call it by either of its names. Undefined where it is not set. */
export function fieldValue(field: FormField, value: JsonObject): JsonValue | undefined {
  if (Object.hasOwn(value, field.name)) return value[field.name];
  return Object.hasOwn(value, field.jsonName) ? value[field.jsonName] : undefined;
}

/** JSON's null says that a field is not set, but for a type that has a null of its own. */
function isSet(field: FormField, value: JsonObject): boolean {
  const current = fieldValue(field, value);
  return current !== undefined && (current !== null || isNullable(field));
}

function isNullable({ type }: FormField): boolean {
  return type.name === "google.protobuf.Value" || type.name === "google.protobuf.NullValue";
}

/** The message with a field set, and every other member of its oneof not. */
export function withField(
  fields: readonly FormField[],
  value: JsonObject,
  field: FormField,
  changed: JsonValue,
): JsonObject {
  const excluded = field.oneof === "" ? [] : fields.filter(({ oneof }) => oneof === field.oneof);
  const others = [...excluded, field].flatMap(({ name, jsonName }) => [name, jsonName]);
  const key = Object.hasOwn(value, field.jsonName) ? field.jsonName : field.name;
  if (Object.hasOwn(value, key) && excluded.length <= 1) return { ...value, [key]: changed };
  return { ...without(value, others), [field.name]: changed };
}

/** The message with a field not set. */
export function withoutField(value: JsonObject, field: FormField): JsonObject {
  return without(value, [field.name, field.jsonName]);
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** The elements of a list; what is no list has none. */
export function itemsOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A message, or the entries of a map; what is neither is empty. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** The value that a new element, or a new entry of a map, begins with. */
export function firstItem({ first, shape }: FormField): JsonValue {
  if (shape === "list") return itemsOf(first)[0] ?? null;
  return shape === "map" ? (Object.values(objectOf(first))[0] ?? null) : first;
}

/** A key that the map does not have yet; undefined where it has all that there are. */
export function newKey({ mapKey }: FormField, value: JsonObject): string | undefined {
  if (mapKey === "bool") return ["true", "false"].find((key) => !Object.hasOwn(value, key));
  const taken = new Set(Object.keys(value));
  const names = Array.from({ length: taken.size + 1 }, (_, index) =>
    mapKey === "string" ? `key${index + 1}` : `${index + 1}`,
  );
  return names.find((key) => !taken.has(key));
}

/** The map with one key called otherwise, in its place. */
export function withKey(value: JsonObject, before: string, after: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === before ? after : key, item]));
}

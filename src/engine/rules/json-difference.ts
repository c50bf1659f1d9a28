import type { Comparison } from "../diff/change.js";
import type { FieldType, Message } from "../schema/schema.js";
import { enumNamed, messageNamed } from "../schema/well-known-schema.js";
import { hasOwnJsonForm } from "../wire/well-known-sample.js";

/**
 * How the JSON of two types differs that have the same bytes, in words that follow "in JSON"; null where it does not.
 * JSON knows fields and enum values by their names, and has forms of its own for some types of protobuf itself.
 */
export function jsonDifference(before: FieldType, after: FieldType, schemas: Comparison): string | null {
  const compared = new Set<string>();
  const differenceOf = (older: FieldType, newer: FieldType): string | null => {
    if (older.kind === "map" && newer.kind === "map") return differenceOf(older.value, newer.value);
    if (older.kind === "enum" && newer.kind === "enum") return ofEnums(older.name, newer.name, schemas);
    if (older.kind !== "message" || newer.kind !== "message" || older.name === newer.name) return null;
    const pair = `${older.name} ${newer.name}`;
    if (compared.has(pair)) return null;
    compared.add(pair);
    const special = [older.name, newer.name].find(hasOwnJsonForm);
    if (special !== undefined) return `${special} has a form of its own`;
    const [one, other] = [messageNamed(schemas.before, older.name), messageNamed(schemas.after, newer.name)];
    return one && other ? ofMembers(one, other, differenceOf) : null;
  };
  return differenceOf(before, after);
}

function ofMembers(
  older: Message,
  newer: Message,
  differenceOf: (older: FieldType, newer: FieldType) => string | null,
): string | null {
  const after = new Map(newer.fields.map((field) => [field.number, field]));
  for (const field of older.fields) {
    const same = after.get(field.number);
    if (!same) continue;
    if (field.jsonName !== same.jsonName) return `"${field.jsonName}" is called "${same.jsonName}"`;
    const inside = differenceOf(field.type, same.type);
    if (inside !== null) return inside;
  }
  return null;
}

function ofEnums(before: string, after: string, schemas: Comparison): string | null {
  const older = enumNamed(schemas.before, before)?.values ?? [];
  const newer = enumNamed(schemas.after, after)?.values ?? [];
  const names = new Set(newer.map(({ name }) => name));
  const renamed = older.find(({ name }) => !names.has(name));
  const heir = newer.find(({ number }) => number === renamed?.number);
  return renamed && heir ? `"${renamed.name}" is called "${heir.name}"` : null;
}

import type { Comparison } from "../diff/change.js";
import type { Field, FieldType, Message, Schema } from "../schema/schema.js";
import { messageNamed } from "../schema/well-known-schema.js";
import type { Tier } from "./rule.js";

/**
 * How safe a change of a field is on the binary wire.
 * Source: https://protobuf.dev/programming-guides/proto3/#updating, and for the rest the examples of R4.
 */

const varints = ["int32", "uint32", "int64", "uint64", "bool"];
const integersOfEnums = ["int32", "uint32", "int64", "uint64"];
const interchangeable = [
  varints,
  ["sint32", "sint64"],
  ["fixed32", "sfixed32"],
  ["fixed64", "sfixed64"],
  ["string", "bytes"],
];

/** The tier of a change of type; cardinality is the same. */
export function typeTier({ before, after }: { before: Field; after: Field }, schemas: Comparison): Tier {
  return tierOfTypes(before.type, after.type, schemas);
}

function tierOfTypes(before: FieldType, after: FieldType, schemas: Comparison): Tier {
  if (before.kind === "scalar" && after.kind === "scalar") {
    if (before.name === after.name) return "safe";
    const group = interchangeable.find((names) => names.includes(before.name));
    return group?.includes(after.name) ? "conditional" : "unsafe";
  }
  if (before.kind === "map" && after.kind === "map") {
    const key = tierOfTypes(
      { kind: "scalar", name: before.key },
      { kind: "scalar", name: after.key },
      schemas,
    );
    return worse(key, tierOfTypes(before.value, after.value, schemas));
  }
  if (before.kind === "message" && after.kind === "message") {
    if (before.delimited !== after.delimited) return "unsafe";
    return sameShape(messageNamed(schemas.before, before.name), messageNamed(schemas.after, after.name))
      ? "safe"
      : "unsafe";
  }
  if (before.kind === "enum" && after.kind === "enum") return enumTier(before.name, after.name, schemas);
  return pairTier(before, after) ?? pairTier(after, before) ?? "unsafe";
}

/** Enum and integer, message and bytes. */
function pairTier(one: FieldType, other: FieldType): Tier | undefined {
  if (other.kind !== "scalar") return undefined;
  if (one.kind === "enum" && integersOfEnums.includes(other.name)) return "conditional";
  if (one.kind === "message" && !one.delimited && other.name === "bytes") return "conditional";
  return undefined;
}

/** Another enum in place of one is safe where both know the same values. */
function enumTier(before: string, after: string, schemas: Comparison): Tier {
  const values = (schema: Schema, name: string) =>
    schema.enums
      .get(name)
      ?.values.map((value) => `${value.number} ${value.name}`)
      .sort()
      .join();
  const old = values(schemas.before, before);
  return old !== undefined && old === values(schemas.after, after) ? "safe" : "conditional";
}

/** Two messages that encode alike: the same numbers with the same types. */
function sameShape(before: Message | undefined, after: Message | undefined): boolean {
  if (!before || !after || before.fields.length !== after.fields.length) return false;
  const shape = (field: Field) =>
    `${field.number} ${field.cardinality} ${field.packed} ${JSON.stringify(field.type)}`;
  const shapes = new Set(before.fields.map(shape));
  return after.fields.every((field) => shapes.has(shape(field)));
}

function worse(a: Tier, b: Tier): Tier {
  const order: Tier[] = ["safe", "conditional", "unsafe"];
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? "unsafe";
}

/** Singular, repeated, map. Packed numbers have another wire type than a single one. */
export function cardinalityTier(before: Field, after: Field): Tier {
  const [one, many] = before.cardinality === "repeated" ? [after, before] : [before, after];
  if (many.cardinality !== "repeated" || many.packed) return "unsafe";
  if (one.cardinality === "map") return many.type.kind === "message" ? "conditional" : "unsafe";
  return JSON.stringify(one.type) === JSON.stringify(many.type) ? "conditional" : "unsafe";
}

/** Implicit and explicit presence differ in what an absent field means; required breaks every peer that leaves it out. */
export function presenceTier(before: Field, after: Field): Tier {
  return before.presence === "required" || after.presence === "required" ? "unsafe" : "conditional";
}

/** A field alone in a new oneof stays what it was, if it had explicit presence; with others it pushes them out. */
export function oneofTier({ before, after, shared }: { before: Field; after: Field; shared: number }): Tier {
  if (shared > 0) return "unsafe";
  return before.presence === after.presence ? "safe" : "conditional";
}

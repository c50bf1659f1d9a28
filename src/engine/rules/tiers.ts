import type { Comparison } from "../diff/change.js";
import { changedDefault } from "../diff/defaults.js";
import { groupBy } from "../identity/group-by.js";
import { type EnumPair, hasSameName, haveValueInCommon, meaningOf } from "../schema/enum-meaning.js";
import type { Enum, Field, FieldType, Message, ScalarName, Schema } from "../schema/schema.js";
import { enumNamed, messageNamed } from "../schema/well-known-schema.js";
import type { Tier } from "./rule.js";

/**
 * How safe a change of a field is on the binary wire. What two changes in one need is the care of both.
 * Source: the table of types, which runtimes of protobuf execute.
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

/** A field in both schemas. */
interface FieldPair {
  before: Field;
  after: Field;
}

/** The tier of a change of type; cardinality is the same. */
export function typeTier({ before, after }: FieldPair, schemas: Comparison): Tier {
  const tiers = typeTiers.get(schemas) ?? new Map<string, Tier>();
  typeTiers.set(schemas, tiers);
  const pair = JSON.stringify([before.type, after.type]);
  const tier = tiers.get(pair) ?? new TypePairs(schemas).types(before.type, after.type);
  tiers.set(pair, tier);
  return tier;
}

/** The tier of carrying another message: what both have under one number is compared, as inside of a field. */
export function messageTier(before: string, after: string, schemas: Comparison): Tier {
  const type = (name: string): FieldType => ({ kind: "message", name, delimited: false });
  return new TypePairs(schemas).types(type(before), type(after));
}

/** By both types: many fields may go from one large message or enum to another. */
const typeTiers = new WeakMap<Comparison, Map<string, Tier>>();

/** Singular, repeated, map. Packed numbers have another wire type than a single one. */
export function cardinalityTier({ before, after }: FieldPair, schemas: Comparison): Tier {
  return new TypePairs(schemas).cardinalities(before, after);
}

/** Pairs of types of two schemas. Messages are compared with all that is inside, each pair once. */
class TypePairs {
  readonly #schemas: Comparison;
  readonly #compared = new Set<string>();

  constructor(schemas: Comparison) {
    this.#schemas = schemas;
  }

  types(before: FieldType, after: FieldType): Tier {
    if (before.kind === "scalar" && after.kind === "scalar") return scalarTier(before.name, after.name);
    if (before.kind === "map" && after.kind === "map") {
      return worst([scalarTier(before.key, after.key), this.types(before.value, after.value)]);
    }
    if (before.kind === "message" && after.kind === "message") {
      return before.delimited === after.delimited ? this.#messages(before.name, after.name) : "unsafe";
    }
    if (before.kind === "enum" && after.kind === "enum") return this.#enums(before, after);
    const { before: older, after: newer } = this.#schemas;
    return pairTier(before, after, older) ?? pairTier(after, before, newer) ?? "unsafe";
  }

  cardinalities(before: Field, after: Field): Tier {
    if (before.cardinality === "map" || after.cardinality === "map") return this.#entries(before, after);
    const isPacked = [before, after].some((field) => field.cardinality === "repeated" && field.packed);
    return isPacked ? "unsafe" : worst(["conditional", this.types(before.type, after.type)]);
  }

  /**
   * A map and another field: the same bytes where that is a list of messages with a key and a value and nothing else, or
   * holds the bytes of such messages.
   */
  #entries(before: Field, after: Field): Tier {
    const other = before.cardinality === "map" ? after : before;
    if (isBytes(other)) return "conditional";
    const [older, newer] = [entryOf(before, this.#schemas.before), entryOf(after, this.#schemas.after)];
    if (other.cardinality !== "repeated" || !older || !newer) return "unsafe";
    return worst(["conditional", this.types(older.key, newer.key), this.types(older.value, newer.value)]);
  }

  /** What has the same full name is compared elsewhere. A field more is a message that grew. */
  #messages(before: string, after: string): Tier {
    const pair = `${before} ${after}`;
    if (before === after || this.#compared.has(pair)) return "safe";
    this.#compared.add(pair);
    const older = messageNamed(this.#schemas.before, before);
    const newer = messageNamed(this.#schemas.after, after);
    return older && newer ? this.#members(older, newer) : "unsafe";
  }

  #members(older: Message, newer: Message): Tier {
    const [before, after] = [byNumber(older), byNumber(newer)];
    const names = { before: numberByName(older), after: numberByName(newer) };
    const shared: FieldPair[] = [];
    for (const [number, field] of before) {
      const same = after.get(number);
      if (!same) return "unsafe";
      const isOther = names.after.has(field.name) || names.before.has(same.name);
      if (field.name !== same.name && isOther) return "unsafe";
      shared.push({ before: field, after: same });
    }
    const isRequired = newer.fields.some(
      ({ number, presence }) => presence === "required" && !before.has(number),
    );
    if (isRequired || !keepOneofs(shared)) return "unsafe";
    return worst(shared.map((pair) => this.#fields(pair)));
  }

  #fields({ before, after }: FieldPair): Tier {
    const isSame = before.cardinality === after.cardinality;
    const tier = isSame ? this.types(before.type, after.type) : this.cardinalities(before, after);
    // Under another name a field of another type is another field.
    if (before.name !== after.name && tier !== "safe") return "unsafe";
    const isAsSet = before.presence === after.presence || !isSame;
    const isAsUnset = !changedDefault(before, after);
    return worst([tier, isAsSet ? "safe" : presenceTier(before, after), isAsUnset ? "safe" : "conditional"]);
  }

  /**
   * Another enum in place of one: safe where both have the same numbers for the same values, unsafe where a number is
   * another value to the other side, or where they have no value in common.
   */
  #enums(before: FieldType & { kind: "enum" }, after: FieldType & { kind: "enum" }): Tier {
    if (before.name === after.name) return before.closed === after.closed ? "safe" : "conditional";
    const older = enumNamed(this.#schemas.before, before.name);
    const newer = enumNamed(this.#schemas.after, after.name);
    if (!older || !newer) return "unsafe";
    const pairs = [
      { writer: older, reader: newer, isSameEnum: false },
      { writer: newer, reader: older, isSameEnum: false },
    ] as const;
    const meansOther = (pair: EnumPair) =>
      pair.writer.values.some(({ number }) => meaningOf(number, pair) === "other");
    if (pairs.some(meansOther)) return "unsafe";
    const hasAllNames = (pair: EnumPair) =>
      pair.writer.values.every(({ number }) => hasSameName(number, pair));
    if (before.closed === after.closed && pairs.every(hasAllNames)) return "safe";
    return haveValueInCommon(pairs[0]) || isEmpty(older) || isEmpty(newer) ? "conditional" : "unsafe";
  }
}

function scalarTier(before: ScalarName, after: ScalarName): Tier {
  if (before === after) return "safe";
  const group = interchangeable.find((names) => names.includes(before));
  return group?.includes(after) ? "conditional" : "unsafe";
}

/** Enum and integer, or bool where the enum has the number of true, message and bytes; `schema` has the first one. */
function pairTier(one: FieldType, other: FieldType, schema: Schema): Tier | undefined {
  if (other.kind !== "scalar") return undefined;
  if (one.kind === "enum" && integersOfEnums.includes(other.name)) return "conditional";
  if (one.kind === "enum" && other.name === "bool" && hasOne(one.name, schema)) return "conditional";
  if (one.kind === "message" && !one.delimited && other.name === "bytes") return "conditional";
  return undefined;
}

function hasOne(enumName: string, schema: Schema): boolean {
  return enumNamed(schema, enumName)?.values.some(({ number }) => number === 1) ?? false;
}

function isBytes({ type }: Field): boolean {
  return type.kind === "scalar" && type.name === "bytes";
}

/** Key and value of a map's entries, or of the messages of a list that could be such; undefined for any other field. */
function entryOf({ type }: Field, schema: Schema): { key: FieldType; value: FieldType } | undefined {
  if (type.kind === "map") return { key: { kind: "scalar", name: type.key }, value: type.value };
  if (type.kind !== "message" || type.delimited) return undefined;
  const { fields = [] } = messageNamed(schema, type.name) ?? {};
  const isEntry = fields.every(({ cardinality, oneof }) => cardinality === "singular" && oneof === "");
  const [key, value] = [1, 2].map((number) => fields.find((field) => field.number === number)?.type);
  return isEntry && fields.length === 2 && key && value ? { key, value } : undefined;
}

function byNumber({ fields }: Message): Map<number, Field> {
  return new Map(fields.map((field) => [field.number, field]));
}

function numberByName({ fields }: Message): Map<string, number> {
  return new Map(fields.map(({ name, number }) => [name, number]));
}

/** Whether the fields that exclude each other are the same in both: a oneof has no name on the wire. */
function keepOneofs(pairs: readonly FieldPair[]): boolean {
  const flipped = pairs.map(({ before, after }) => ({ before: after, after: before }));
  return staysTogether(pairs) && staysTogether(flipped);
}

function staysTogether(pairs: readonly FieldPair[]): boolean {
  const members = pairs.filter(({ before }) => before.oneof !== "");
  return [...groupBy(members, ({ before }) => before.oneof).values()].every((group) => {
    const names = new Set(group.map(({ after }) => after.oneof));
    return names.size === 1 && (group.length === 1 || !names.has(""));
  });
}

/** Whether it has no value but 0. */
function isEmpty({ values }: Enum): boolean {
  return values.every(({ number }) => number === 0);
}

function worst(tiers: readonly Tier[]): Tier {
  if (tiers.includes("unsafe")) return "unsafe";
  return tiers.includes("conditional") ? "conditional" : "safe";
}

/** Implicit and explicit presence differ in what an absent field means; required breaks every peer that leaves it out. */
export function presenceTier(before: Field, after: Field): Tier {
  return before.presence === "required" || after.presence === "required" ? "unsafe" : "conditional";
}

/** A field alone in a new oneof stays what it was, if it had explicit presence; with others it pushes them out. */
export function oneofTier({ before, after, partners }: FieldPair & { partners: readonly Field[] }): Tier {
  if (partners.length > 0) return "unsafe";
  return before.presence === after.presence ? "safe" : "conditional";
}

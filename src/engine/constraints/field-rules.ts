import type { Field, FieldType } from "../schema/schema.js";
import { type Accepted, anything, type Measure, type Zero } from "./accepted.js";
import { between, most } from "./intervals.js";
import { linesOf } from "./rule-lines.js";
import type { RuleSet, RuleValue } from "./rule-set.js";
import { isTrue, numberOf, setOf, textsOf } from "./rule-values.js";
import { acceptedAny, acceptedFieldMask } from "./rules-of-messages.js";
import {
  acceptedBool,
  acceptedEnum,
  acceptedFloat,
  acceptedInteger,
  acceptedTime,
  withoutRules,
} from "./rules-of-numbers.js";
import { acceptedBytes, acceptedString } from "./rules-of-text.js";

/** What of a field decides what its rules mean. */
export type Ruled = Pick<Field, "type" | "cardinality" | "presence" | "ruledNumbers"> & {
  /** Whether a rule of the message names it as one of several fields of which one is set. */
  isInOneofRule: boolean;
  /** Whether a rule of the message says that nothing of it is checked. */
  isUnchecked: boolean;
};

/** Fields of a set of rules that hold for values of every type. */
const general = new Set(["cel_expression", "cel", "required", "ignore"]);

/** The values of `ignore`. */
const ignoreIfZero = 1n;
const ignoreAlways = 3n;

/**
 * What the rules of a field accept. A rule for another type makes every program with it fail, and is a condition that nobody
 * here can decide.
 */
export function acceptedByField(rules: RuleSet | null, field: Ruled): Accepted {
  const ignore = numberOf(rules, "ignore") ?? (field.isInOneofRule ? ignoreIfZero : 0n);
  const at = zeroOf(field);
  if (ignore === ignoreAlways || field.isUnchecked) {
    return { ...unchecked(field), zero: { at, state: "accepted" } };
  }
  const isSkipped = at === null || ignore === ignoreIfZero;
  const state = isTrue(rules, "required") ? "refused" : isSkipped ? "accepted" : "checked";
  return { ...checkedBy(rules, field), zero: { at, state } };
}

/** What the rules of an item, a key or a value accept: it is always there. */
function acceptedByPart(rules: RuleSet | null, type: FieldType, ruledNumbers: readonly number[]): Accepted {
  const part: Ruled = {
    type,
    cardinality: "singular",
    presence: "implicit",
    ruledNumbers,
    isInOneofRule: false,
    isUnchecked: false,
  };
  const ignore = numberOf(rules, "ignore");
  const first = BigInt(ruledNumbers[0] ?? 0);
  const at = type.kind === "enum" ? { measure: "value" as const, value: first } : zeroOf(part);
  if (ignore === ignoreAlways) return { ...unchecked(part), zero: { at, state: "accepted" } };
  const isSkipped = at === null || ignore === ignoreIfZero;
  return { ...checkedBy(rules, part), zero: { at, state: isSkipped ? "accepted" : "checked" } };
}

/** All that the type holds, where not even the rules inside of messages are looked at. */
function unchecked(field: Ruled): Accepted {
  return withoutConditions(acceptedByTypeRules(null, field));
}

function withoutConditions(accepted: Accepted): Accepted {
  const parts = [...accepted.parts].map(([name, part]) => [name, withoutConditions(part)] as const);
  return { ...accepted, conditions: new Set(), parts: new Map(parts) };
}

function checkedBy(rules: RuleSet | null, field: Ruled): Accepted {
  const accepted = acceptedByTypeRules(rules, field);
  return { ...accepted, conditions: new Set([...accepted.conditions, ...conditionsOf(rules)]) };
}

/** Which measure tells the zero value; a message, and a field with presence, has none. */
function zeroOf({ type, cardinality, presence }: Ruled): Zero["at"] {
  const measure = cardinality === "singular" ? measureOf(type) : "items";
  const isTold = measure !== null && (cardinality !== "singular" || presence === "implicit");
  return isTold ? { measure, value: 0n } : null;
}

function measureOf(type: FieldType): Measure | null {
  if (type.kind === "enum") return "value";
  if (type.kind !== "scalar") return null;
  if (type.name === "string") return "characters";
  return type.name === "bytes" ? "bytes" : "value";
}

/** Expressions, and what is not known. Their identifiers and messages say nothing about what is accepted. */
export function conditionsOf(rules: RuleSet | null): string[] {
  if (!rules) return [];
  const written = setOf(rules, "cel").flatMap((rule) => textsOf(rule, "expression"));
  return [
    ...[...textsOf(rules, "cel_expression"), ...written].map((expression) => `cel ${expression.trim()}`),
    ...rules.foreign,
  ];
}

const wrappers: Readonly<Record<string, string>> = {
  DoubleValue: "double",
  FloatValue: "float",
  Int64Value: "int64",
  UInt64Value: "uint64",
  Int32Value: "int32",
  UInt32Value: "uint32",
  BoolValue: "bool",
  StringValue: "string",
  BytesValue: "bytes",
};

const messages: Readonly<Record<string, string>> = {
  Any: "any",
  Duration: "duration",
  FieldMask: "field_mask",
  Timestamp: "timestamp",
};

/** The name of the rules for a type; empty where there are none, null where the type is not at hand. */
function rulesForType({ type, cardinality }: Pick<Ruled, "type" | "cardinality">): string | null {
  if (cardinality === "map" || type.kind === "map") return "map";
  if (cardinality === "repeated") return "repeated";
  if (type.kind === "scalar") return type.name;
  if (type.kind === "enum") return "enum";
  if (type.kind === "unknown") return null;
  const name = type.name.replace(/^google\.protobuf\./, "");
  return (name !== type.name && (wrappers[name] ?? messages[name])) || "";
}

function acceptedByTypeRules(rules: RuleSet | null, field: Ruled): Accepted {
  const expected = rulesForType(field);
  const typed = [...(rules?.values ?? [])].filter(([name]) => !general.has(name));
  const matching = typed.find(([name]) => expected === null || name === expected);
  const others = typed.filter((each) => each !== matching);
  const own = matching?.[1] as RuleSet | undefined;
  const accepted = acceptedByRules(matching?.[0] ?? expected ?? "", own ?? null, field);
  const conditions = [...accepted.conditions, ...(own?.foreign ?? []), ...others.flatMap(mismatch)];
  // Rules inside of a message are looked at as well, unless the field ignores all of them.
  if (expected === "" && field.type.kind === "message") conditions.push("nested");
  return { ...accepted, conditions: new Set(conditions) };
}

function mismatch([name, value]: [string, RuleValue]): string[] {
  return linesOf(value as RuleSet, name);
}

function acceptedByRules(name: string, rules: RuleSet | null, field: Ruled): Accepted {
  switch (name) {
    case "repeated":
      return acceptedList(rules, field);
    case "map":
      return acceptedMap(rules, field);
    default:
      return rules ? acceptedBySimpleRules(name, rules, field.ruledNumbers) : withoutRules(name);
  }
}

function acceptedBySimpleRules(name: string, rules: RuleSet, ruledNumbers: readonly number[]): Accepted {
  switch (name) {
    case "float":
    case "double":
      return acceptedFloat(rules);
    case "bool":
      return acceptedBool(rules);
    case "string":
      return acceptedString(rules);
    case "bytes":
      return acceptedBytes(rules);
    case "enum":
      return acceptedEnum(rules, ruledNumbers);
    case "any":
      return acceptedAny(rules);
    case "field_mask":
      return acceptedFieldMask(rules);
    case "duration":
    case "timestamp":
      return acceptedTime(rules);
    default:
      return acceptedInteger(name, rules);
  }
}

function acceptedList(rules: RuleSet | null, { type, ruledNumbers }: Ruled): Accepted {
  const items = (rules?.values.get("items") as RuleSet | undefined) ?? null;
  return {
    ...anything,
    measures: counted(rules, "min_items", "max_items"),
    conditions: new Set(isTrue(rules, "unique") ? ["unique"] : []),
    parts: new Map([["items", acceptedByPart(items, type, ruledNumbers)]]),
  };
}

function acceptedMap(rules: RuleSet | null, { type, ruledNumbers }: Ruled): Accepted {
  const part = (name: string) => (rules?.values.get(name) as RuleSet | undefined) ?? null;
  if (type.kind !== "map") return anything;
  return {
    ...anything,
    measures: counted(rules, "min_pairs", "max_pairs"),
    parts: new Map([
      ["keys", acceptedByPart(part("keys"), { kind: "scalar", name: type.key }, [])],
      ["values", acceptedByPart(part("values"), type.value, ruledNumbers)],
    ]),
  };
}

function counted(rules: RuleSet | null, min: string, max: string): Accepted["measures"] {
  const [fewest, highest] = [numberOf(rules, min), numberOf(rules, max)];
  if (fewest === null && highest === null) return new Map();
  return new Map([["items", between(fewest ?? 0n, highest ?? most)]]);
}

import type { Message } from "../schema/schema.js";
import { conditionsOf } from "./field-rules.js";
import type { RuleSet } from "./rule-set.js";
import { isTrue, setOf, textsOf } from "./rule-values.js";

/** What the rules of a message accept, beyond those of its fields. Fields go by their numbers. */
export interface AcceptedMessage {
  conditions: ReadonlySet<string>;
  /** Of each of these sets of fields at most one may be set. */
  exclusive: readonly ReadonlySet<number>[];
  /** Of each of these at least one has to be set. */
  needed: readonly ReadonlySet<number>[];
}

/** Names that a rule of a message gives for several fields of which one is set. */
export function namesInOneofRules(rules: RuleSet | null): Set<string> {
  return new Set(rules ? setOf(rules, "oneof").flatMap((rule) => textsOf(rule, "fields")) : []);
}

/**
 * Whether nothing of a message is checked: protovalidate had this option once, and version 1.3.0 has it no more. Whoever
 * copied its file of that time still has it.
 */
export function isUnchecked(rules: RuleSet | null): boolean {
  return rules?.foreign.some((line) => line === "disabled = true" || line === encodedDisabled) ?? false;
}

/** The same in a descriptor: field 1 is true. */
const encodedDisabled = "1: 01";

export function acceptedByMessage(rules: RuleSet | null, { fields }: Message): AcceptedMessage {
  if (isUnchecked(rules)) return { conditions: new Set(), exclusive: [], needed: [] };
  const numbers = new Map(fields.map(({ name, number }) => [name, number]));
  const oneofs = (rules ? setOf(rules, "oneof") : []).map((rule) => ({
    fields: new Set(textsOf(rule, "fields").flatMap((name) => numbers.get(name) ?? [])),
    isRequired: isTrue(rule, "required"),
  }));
  return {
    conditions: new Set(conditionsOf(rules)),
    exclusive: oneofs.map((each) => each.fields),
    needed: oneofs.filter(({ isRequired }) => isRequired).map((each) => each.fields),
  };
}

/** More pairs of rules are not compared: nobody writes that many. */
const mostPairs = 1_000_000;

/** Whether every message that one accepts the other accepts, too. Only fields in both, `common`, can be set on both sides. */
export function isMessageWithin(
  narrow: AcceptedMessage,
  wide: AcceptedMessage,
  common: ReadonlySet<number>,
): boolean {
  const isInside = (some: readonly number[], others: ReadonlySet<number>) =>
    some.every((number) => others.has(number));
  if (narrow.exclusive.length * wide.exclusive.length > mostPairs) return false;
  return (
    [...wide.conditions].every((condition) => narrow.conditions.has(condition)) &&
    wide.exclusive.every((fields) => {
      const shared = [...fields].filter((number) => common.has(number));
      return shared.length < 2 || narrow.exclusive.some((others) => isInside(shared, others));
    }) &&
    wide.needed.every((fields) => narrow.needed.some((others) => isInside([...others], fields)))
  );
}

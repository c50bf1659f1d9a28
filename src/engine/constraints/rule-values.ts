import type { RuleSet, RuleValue } from "./rule-set.js";

/** Values of rules by name, in the form that they are needed in. */

/** A whole number; null where it is not set. */
export function numberOf(rules: RuleSet | null, name: string): bigint | null {
  const value = rules?.values.get(name);
  return typeof value === "bigint" ? value : null;
}

export function isTrue(rules: RuleSet | null, name: string): boolean {
  return rules?.values.get(name) === true;
}

/** A text; null where it is not set. */
export function textOf(rules: RuleSet, name: string): string | null {
  const value = rules.values.get(name);
  return typeof value === "string" ? value : null;
}

/** One text or several, as many as are set. */
export function textsOf(rules: RuleSet, name: string): string[] {
  return listOf(rules, name).filter((value) => typeof value === "string");
}

/** The messages of a repeated rule. */
export function setOf(rules: RuleSet, name: string): RuleSet[] {
  return listOf(rules, name).filter(isRuleSet);
}

/** All values of a rule, of one that is not repeated the only one. */
export function listOf(rules: RuleSet, name: string): readonly RuleValue[] {
  const value = rules.values.get(name);
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

export function isList(value: RuleValue): value is readonly RuleValue[] {
  return Array.isArray(value);
}

export function isRuleSet(value: RuleValue): value is RuleSet {
  return typeof value === "object" && !Array.isArray(value);
}

import type { allowChecks } from "./allow.js";
import { gl1 } from "./gl1-windows.js";
import { gl2 } from "./gl2-scope.js";
import { gl3 } from "./gl3-redundancy.js";
import { gl4 } from "./gl4-defaults.js";
import { gl5 } from "./gl5-wire-versions.js";
import { r1 } from "./r1-field-numbers.js";
import { r2 } from "./r2-introduce-then-enable.js";
import { r3 } from "./r3-enums.js";
import { r4 } from "./r4-field-types.js";
import type { Check, RuleMeta } from "./rule.js";
import type { Rule } from "./violation.js";

const all = [r1, r2, r3, r4, gl1, gl2, gl3, gl4, gl5] as const;

/** All rules and guidelines, in the order in which the site shows them. */
export const rules: readonly Rule[] = all;

/** The identifier of a check of a rule, and of one of the allows. */
export type CheckId =
  | (typeof all)[number]["checks"][number]["id"]
  | (typeof allowChecks)[keyof typeof allowChecks]["id"];

const checks = new Map(rules.flatMap((rule) => rule.checks.map((check) => [check.id, { rule, check }])));

/** A check of a rule with its rule; undefined for another identifier, that of an allow's check included. */
export function checkOf(id: string): { rule: Rule; check: Check } | undefined {
  return checks.get(id);
}

/** Where the page of a rule lives: below `docs` as a folder, below the site's root as an address. */
export function pagePath(rule: Pick<RuleMeta, "kind" | "slug">): string {
  return `${rule.kind === "rule" ? "rules" : "guidelines"}/${rule.slug}`;
}

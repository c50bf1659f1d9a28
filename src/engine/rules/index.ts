import { gl1 } from "./gl1-windows.js";
import { gl2 } from "./gl2-scope.js";
import { gl3 } from "./gl3-redundancy.js";
import { gl4 } from "./gl4-defaults.js";
import { gl5 } from "./gl5-wire-versions.js";
import { r1 } from "./r1-field-numbers.js";
import { r2 } from "./r2-introduce-then-enable.js";
import { r3 } from "./r3-enums.js";
import { r4 } from "./r4-field-types.js";
import type { RuleMeta } from "./rule.js";
import type { Rule } from "./violation.js";

/** All rules and guidelines, in the order in which the site shows them. */
export const rules: readonly Rule[] = [r1, r2, r3, r4, gl1, gl2, gl3, gl4, gl5];

/** Where the page of a rule lives: below `docs` as a folder, below the site's root as an address. */
export function pagePath(rule: Pick<RuleMeta, "kind" | "slug">): string {
  return `${rule.kind === "rule" ? "rules" : "guidelines"}/${rule.slug}`;
}

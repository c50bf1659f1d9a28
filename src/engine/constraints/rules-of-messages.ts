import { type Accepted, anything } from "./accepted.js";
import { linesOf } from "./rule-lines.js";
import type { RuleSet } from "./rule-set.js";
import { textsOf } from "./rule-values.js";
import { anyText } from "./text-rules.js";

/** What an `Any` may hold, by the address of its type. */
export function acceptedAny(rules: RuleSet): Accepted {
  return { ...anything, text: listed(rules) };
}

/** Which paths a field mask may have. */
export function acceptedFieldMask(rules: RuleSet): Accepted {
  const constant = linesOf(rules).filter((line) => line.startsWith("const = "));
  return {
    ...anything,
    conditions: new Set(constant),
    parts: new Map([["paths", { ...anything, text: listed(rules) }]]),
  };
}

function listed(rules: RuleSet) {
  const among = textsOf(rules, "in");
  return {
    ...anyText,
    among: among.length > 0 ? new Set(among) : null,
    except: new Set(textsOf(rules, "not_in")),
  };
}

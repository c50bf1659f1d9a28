import { type Checked, check } from "@grpc-evolution/engine/check/check.js";
import type { CheckRequest } from "@grpc-evolution/engine/check/request.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { hasGaps } from "../diff/names.js";
import { isOfStandIn, restsOnGaps, unseenTypes } from "./partial.js";
import type { Both } from "./question.js";
import { requestOf, type Settings } from "./settings.js";
import type { State } from "./state.js";

/** What would be said if nothing was left out of the texts, with the types that are left out and decide it. */
export interface UndecidedFinding {
  finding: Finding;
  types: string[];
}

/** What the rules say of two states. */
export interface Judged {
  request: CheckRequest;
  /** Without what is undecided. */
  checked: Checked;
  undecided: UndecidedFinding[];
  /** Whether a diff leaves out parts of the texts: what they do not show is not known. */
  isPartial: boolean;
}

/** Applies the rules. What rests on parts that a diff leaves out is not found, but asked. */
export function judge(states: Both<State>, settings: Settings, homepage: string): Judged {
  const sources = { old: states.old.sources, new: states.new.sources };
  const isPartial = [...sources.old, ...sources.new].some(hasGaps);
  const whole = requestOf(sources, settings, homepage);
  const request: CheckRequest = isPartial ? { ...whole, isPartial } : whole;
  const checked = check(request);
  if (!isPartial) return { request, checked, undecided: [], isPartial };
  const schemas = { old: states.old.schema, new: states.new.schema };
  const findings = checked.findings.filter((finding) => !isOfStandIn(finding));
  const open = new Set(findings.filter((finding) => restsOnGaps(finding, schemas)));
  return {
    request,
    checked: { ...checked, findings: findings.filter((finding) => !open.has(finding)) },
    undecided: [...open].map((finding) => ({ finding, types: unseenTypes(finding, schemas) })),
    isPartial,
  };
}

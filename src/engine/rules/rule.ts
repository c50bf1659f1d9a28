/** What a finding of a check means for the run: errors fail it. */
export type Severity = "error" | "warning" | "info";

/** The severities, the gravest first. */
export const severities: readonly Severity[] = ["error", "warning", "info"];

/** Whether one severity is graver than another. */
export function isGraver(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}

/**
 * What has to happen before a change is safe: every reader in the window knows what is new, every writer in it writes
 * the field out, no peer in it relies on the field, or no client in it makes the call.
 */
export type WaitsFor = "readers" | "writers" | "peers" | "callers";

/**
 * One thing that the command looks for. `severity` is the one of the preset `strict`;
 * `"tier"` means that the change's own tier decides: unsafe is an error, conditional a warning, safe an info.
 */
export interface CheckMeta {
  /** Stable identifier, `<rule>/<check>`. */
  id: string;
  severity: Severity | "tier";
  /** The severity of the preset `standard`, where it is another one. */
  standard?: Severity;
  /** What time does for it; left out where waiting does not help. */
  waitsFor?: WaitsFor;
  /** Added to what is said where the window has no limit in a direction that matters: what helps there instead. */
  forever?: string;
  /** Shown only by releases in a declared window. */
  needsWindow?: true;
  /** Said until it is safe, or else by the release that brings it, and not by all later ones again. */
  once?: true;
  /** Answered by a declared feature that covers the element and is enabled in time. */
  declarable?: true;
  /** One line, without a full stop: what the check sees. */
  sees: string;
}

/** One question that a reviewer answers before acknowledging a protocol change. */
export interface ReviewItem {
  /** Stable identifier, `<rule>-<number>`; also the anchor on the checklist page. */
  id: string;
  /** A statement that is true of a change that may be merged. */
  holds: string;
  /** How to verify it. */
  verify: string;
}

/** Everything the site, the checklist and the command say about a rule, apart from its page's prose. */
export interface RuleMeta {
  id: string;
  kind: "rule" | "guideline";
  /** Folder of the page below `docs/rules` or `docs/guidelines`. */
  slug: string;
  title: string;
  /** The rule in one sentence; the RFC 2119 word stands between `**`. */
  sentence: string;
  /** One sentence for the index: what breaks where the rule is ignored. */
  because: string;
  checks: CheckMeta[];
  review: ReviewItem[];
}

/** The anchor of a check on its rule's page. */
export function checkAnchor(check: string): string {
  return check.replace("/", "-").toLowerCase();
}

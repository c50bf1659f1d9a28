import type { BumpReason } from "./bump-rules.js";
import type { ReviewItem } from "./review.js";

/** What a finding of a check means for the run: errors fail it. */
export type Severity = "error" | "warning" | "info";

/** The severities, the gravest first. */
export const severities: readonly Severity[] = ["error", "warning", "info"];

/** Whether one severity is graver than another. */
export function isGraver(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}

/** How safe a change is; conditional means safe only with a managed roll-out. */
export type Tier = "safe" | "conditional" | "unsafe";

/** What a finding is about. */
export interface FindingElement {
  kind:
    | "message"
    | "field"
    | "enum"
    | "value"
    | "service"
    | "method"
    | "package"
    | "file"
    | "feature"
    | "release"
    | "setting"
    | "allow";
  fullName: string;
  /** Full name of the element that it stands in, null where it stands by itself. */
  owner: string | null;
}

/**
 * What has to happen before a change is safe: every reader in the window knows what is new, no writer in it writes what
 * goes or is refused now, no peer in it relies on the field, no client in it makes the call, or every peer in it writes the
 * field out.
 */
export type WaitsFor = "readers" | "writers" | "peers" | "callers" | "written";

/** Everything that is said of one check: one thing that the command looks for. */
export interface Check {
  /** Stable identifier, `<rule>/<check>`. */
  id: string;
  /**
   * The severity of the preset `strict`; `"tier"` means that the tier decides: unsafe is an error, conditional a warning,
   * safe an info.
   */
  severity: Severity | "tier";
  /** The severity of the preset `standard`, where it is another one. */
  standard?: Severity;
  /** The tier of what it reports, unless a violation says that its change is of another one. */
  tier: Tier;
  /** What time does for it; left out where waiting does not help. */
  waitsFor?: WaitsFor;
  /**
   * What holds of the release that its wait is counted from, where no schema shows which one that is: then none can be named
   * from which it is safe. What waits for readers is counted so only where older writers hurt them. The end of a sentence.
   */
  countedFrom?: string;
  /** What goes has to be marked as deprecated first, by a release: its date counts from there. */
  needsMark?: true;
  /** What helps peers who are hurt and never leave the window, as the clause of a sentence that names them. */
  forever?: string;
  /** Shown only by releases in a declared window. */
  needsWindow?: true;
  /** Counts between all releases, whatever the window says. */
  ignoresWindow?: true;
  /** Said until it is safe, or else by the release that brings it, and not by all later ones again. */
  once?: true;
  /** Answered by a declared feature that covers the element and is enabled in time. */
  declarable?: true;
  /** Reported once for its element, however many shared its number before. */
  oncePerElement?: true;
  /** Reported once for a number of a message or an enum, however many names it had before: under the latest of them. */
  oncePerNumber?: true;
  /** Left out where this other check says of the same element that it is gone, as gravely and as newly. */
  impliedBy?: string;
  /** Never known: what it says stays true until somebody has looked. */
  staysNew?: true;
  /** What `before` and `after` show beside what the check judges: when that changes, another check has to say so. */
  shownBeside?: readonly string[];
  /** The history can say since when the number that it names is spent. */
  isDated?: true;
  /** What its errors mean for the version; null where it says nothing of the change. */
  bump: BumpReason | null;
  /**
   * The rules of buf that report the same change, by the kind of the element, as measured with buf 1.75.0 over one change
   * each. The first is the one of the narrowest category.
   */
  buf?: Partial<Record<FindingElement["kind"], readonly string[]>>;
  /** One line, without a full stop: what the check sees. */
  sees: string;
  /** The reviewer's items that it answers. */
  answers: readonly string[];
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
  checks: readonly Check[];
  review: readonly ReviewItem[];
}

/** The anchor of a check on its rule's page. */
export function checkAnchor(check: string): string {
  return check.replace("/", "-").toLowerCase();
}

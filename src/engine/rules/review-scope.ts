import { generalReview } from "./general.js";
import { rules } from "./index.js";
import type { ReviewItem } from "./review.js";
import type { Check } from "./rule.js";
import type { Topic } from "./topics.js";

/** Of which changes an item of the checklist is asked, and by whom it is answered. */
interface Scope {
  /** It is asked of what does one of these; of every change where left out. */
  topics?: readonly Topic[];
  /** Set where checks may find that it does not hold, and what programs do decides whether it holds. */
  isRefutedOnly?: true;
  /** Set where it is asked of a release, and not of a change. */
  isOfRelease?: true;
  /** Set where checks need the history to answer it. */
  needsHistory?: true;
  /** Set where checks need declared releases to answer it. */
  needsReleases?: true;
  /** Set where the compatibility analysis itself is the answer. */
  isAnalysis?: true;
}

/** What an item is asked of; it is asked of every change, and answered by people, where it is not among these. */
export const scopes: Readonly<Record<string, Scope>> = {
  "REVIEW-1": { isAnalysis: true },
  "REVIEW-4": { isOfRelease: true },
  "R1-1": { topics: ["added", "renumbered"], needsHistory: true },
  "R1-2": { topics: ["removed"] },
  "R1-3": { topics: ["unreserved"] },
  "R1-4": { topics: ["renumbered", "renamed"] },
  "R1-5": { topics: ["added", "renumbered", "renamed"], needsHistory: true },
  "R2-1": { topics: ["added", "method-added", "enabled"], isRefutedOnly: true },
  "R2-2": { topics: ["added", "method-added", "enabled"] },
  "R2-3": { topics: ["added", "method-added"] },
  "R2-5": { topics: ["method-added"] },
  "R3-1": { topics: ["enum"] },
  "R3-2": { topics: ["enum"] },
  "R3-3": { topics: ["enum"] },
  "R3-4": { topics: ["enum"] },
  "R3-5": { topics: ["string"] },
  "R3-6": { topics: ["enum"] },
  "R4-1": { topics: ["retyped"] },
  "R4-2": { topics: ["retyped"] },
  "R4-3": { topics: ["retyped", "deprecated"] },
  "GL1-1": { needsReleases: true },
  "GL2-1": { topics: ["method-changed"] },
  "GL2-2": { topics: ["method-changed"] },
  "GL2-4": { topics: ["type-renamed", "type-removed"] },
  "GL3-1": { topics: ["removed", "renumbered", "deprecated"], isRefutedOnly: true },
  "GL3-2": { topics: ["deprecated"] },
  "GL3-3": { topics: ["removed", "deprecated"] },
  "GL4-1": { topics: ["default-changed"], isRefutedOnly: true },
  "GL4-2": { topics: ["retyped", "default-changed"] },
  "GL4-3": { topics: ["default-changed", "enabled"] },
  "GL5-1": { topics: ["field-added"], isRefutedOnly: true },
  "GL5-2": { topics: ["field-added"] },
  "GL5-3": { topics: ["field-added"] },
};

/** An item of the checklist as it is asked of a change: of which changes, and which checks answer it. */
export interface ScopedItem extends Scope {
  item: ReviewItem;
  /** None where only people can answer it. */
  checks: readonly Check[];
}

/** All items in the order of the checklist. */
export const reviewItems: readonly ScopedItem[] = [
  ...generalReview.map((item) => scoped(item, [])),
  ...rules.flatMap(({ review, checks }) => review.map((item) => scoped(item, checks))),
];

function scoped(item: ReviewItem, checks: readonly Check[]): ScopedItem {
  return { item, checks: checks.filter(({ answers }) => answers.includes(item.id)), ...scopes[item.id] };
}

/** Whether an item is asked of a change that does these things. */
export function isAsked({ topics }: ScopedItem, ofChange: ReadonlySet<Topic>): boolean {
  return topics === undefined || topics.some((topic) => ofChange.has(topic));
}

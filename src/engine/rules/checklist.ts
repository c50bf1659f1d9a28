import { generalReview } from "./general.js";
import { rules } from "./index.js";
import { type ReviewItem, reviewSteps } from "./review.js";

/** An item with the checks that answer it. */
export interface ChecklistItem extends ReviewItem {
  checks: readonly string[];
}

/** All items in the order in which a review looks at them: by step, and there by rule. */
export const checklist: readonly ChecklistItem[] = reviewSteps.flatMap(({ id }) =>
  [...generalReview, ...rules.flatMap(({ review }) => review)]
    .filter(({ step }) => step === id)
    .map((item) => ({ ...item, checks: checksOf(item) })),
);

function checksOf(item: ReviewItem): string[] {
  return rules
    .flatMap(({ checks }) => checks)
    .filter(({ answers }) => answers.includes(item.id))
    .map(({ id }) => id);
}

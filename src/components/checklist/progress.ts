import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import { appliesTo, type ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { answerTo } from "./checked.js";
import type { Sheet } from "./sheet.js";

/** How far a review has come. */
export interface Progress {
  applying: number;
  answered: number;
  notReady: number;
}

/** The items that may matter for a change; all of them as long as nobody has said what it does. */
export function applyingItems(
  items: readonly ChecklistItem[],
  kinds: readonly ChangeKind[],
): readonly ChecklistItem[] {
  return kinds.length === 0 ? items : items.filter((item) => appliesTo(item, kinds));
}

export function progressOf(items: readonly ChecklistItem[], sheet: Sheet): Progress {
  const applying = applyingItems(items, sheet.kinds);
  const given = applying.map((item) => answerTo(item, sheet));
  return {
    applying: applying.length,
    answered: given.filter((answer) => answer !== null).length,
    notReady: given.filter((answer) => answer === "not-ready").length,
  };
}

/** `3 of 16 items answered, 1 not ready`. */
export function progressText({ applying, answered, notReady }: Progress): string {
  const text = `${answered} of ${applying} items answered`;
  return notReady > 0 ? `${text}, ${notReady} not ready` : text;
}

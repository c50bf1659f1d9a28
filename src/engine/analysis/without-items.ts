import type { ChecklistItem } from "../rules/checklist.js";
import type { Analysis } from "./analysis.js";
import { withoutAnswered } from "./questions.js";

/** The analysis without the items of the checklist that somebody has answered. */
export function withoutItems(analysis: Analysis, ids: ReadonlySet<string>): Analysis {
  const isLeft = ({ id }: ChecklistItem) => !ids.has(id);
  const { answers, left, hidden } = analysis.answered;
  return {
    ...analysis,
    questions: analysis.questions.flatMap((question) => withoutAnswered(question, (id) => ids.has(id)) ?? []),
    ofReviewers: analysis.ofReviewers.filter(isLeft),
    answered: {
      answers: answers.filter(({ item }) => isLeft(item)),
      left: left.filter(({ item }) => isLeft(item)),
      hidden: hidden
        .map(({ does, items }) => ({ does, items: items.filter(isLeft) }))
        .filter(({ items }) => items.length > 0),
    },
  };
}

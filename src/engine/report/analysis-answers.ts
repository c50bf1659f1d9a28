import type { Analysis } from "../analysis/analysis.js";
import type { AnswerState } from "../analysis/answers.js";
import { itemsOf } from "../analysis/questions.js";
import type { ReviewItem } from "../rules/review.js";
import { idsText, idText } from "./analysis-names.js";
import { fittingProse } from "./fitting.js";

const states: readonly (AnswerState | "open")[] = [
  "not ready",
  "judge",
  "allowed",
  "holds",
  "open",
  "does not apply",
];

const stateTexts: Record<AnswerState | "open", string> = {
  "not ready": "Not ready",
  judge: "To be weighed",
  allowed: "Allowed with a reason",
  holds: "Holds",
  open: "Open",
  "does not apply": "Does not apply",
};

/** What somebody has to act on leads to its item; to all others one link is enough. */
const statesToActOn: readonly (AnswerState | "open")[] = ["not ready", "judge", "allowed"];

/** Every item of the checklist by its answer, a line for each answer. */
export function answerLines(analysis: Analysis): string[] {
  const { homepage, questions } = analysis;
  const asked = new Set(questions.flatMap(itemsOf).map(({ id }) => id));
  const lines = states.flatMap((state) => {
    if (state === "open") return openLines(itemsIn(state, analysis), asked, analysis);
    const items = itemsIn(state, analysis);
    const ids = statesToActOn.includes(state)
      ? idsText(items, analysis)
      : items.map(({ id }) => id).join(", ");
    return items.length > 0 ? [`- ${stateTexts[state]}: ${ids}`] : [];
  });
  const link = homepage === "" ? [] : [`- [The items](${homepage}/checklist)`];
  return lines.length === 0 ? [] : [...lines, ...link];
}

/** What a question is about is told there; the others in their words. */
function openLines(items: readonly ReviewItem[], asked: ReadonlySet<string>, analysis: Analysis): string[] {
  const told = items.filter(({ id }) => asked.has(id));
  const others = items.filter(({ id }) => !asked.has(id));
  return [
    ...(told.length > 0 ? [`- Open, asked above: ${told.map(({ id }) => id).join(", ")}`] : []),
    ...(others.length > 0 ? ["- Open, for the reviewer:"] : []),
    ...others.map((item) => `  - ${fittingProse(item.holds, 240)} (${idText(item, analysis)})`),
  ];
}

/** How many items somebody has to act on or to answer: `3 not ready, 5 open`; how many hold, where there are none. */
export function answersSummary(analysis: Analysis): string {
  const left = countsOf([...statesToActOn, "open"], analysis);
  return left || countsOf(["holds", "does not apply"], analysis);
}

function countsOf(of: readonly (AnswerState | "open")[], analysis: Analysis): string {
  const counts = of.flatMap((state) => {
    const { length } = itemsIn(state, analysis);
    return length > 0 ? [`${length} ${wordFor(state, length)}`] : [];
  });
  return counts.join(", ");
}

function wordFor(state: AnswerState | "open", count: number): string {
  if (state === "holds") return count === 1 ? "holds" : "hold";
  if (state === "does not apply") return count === 1 ? "does not apply" : "do not apply";
  return stateTexts[state].toLowerCase();
}

/** What no schema shows is open: nobody knows whether it applies. */
function itemsIn(state: AnswerState | "open", { answered }: Analysis): ReviewItem[] {
  const { answers, left, hidden } = answered;
  if (state !== "open") return answers.filter((each) => each.state === state).map(({ item }) => item);
  const open = [...left.map(({ item }) => item), ...hidden.flatMap(({ items }) => items)];
  // An item of several kinds is one, also once the analysis was kept as text.
  return [...new Map(open.map((item) => [item.id, item])).values()];
}

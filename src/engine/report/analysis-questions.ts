import type { Analysis } from "../analysis/analysis.js";
import { type AskedSentence, itemsOf, type Question } from "../analysis/questions.js";
import { groupBy } from "../identity/group-by.js";
import { type ReviewItem, reviewSteps } from "../rules/review.js";
import { capitalized } from "../rules/words.js";
import { idsText, namesText } from "./analysis-names.js";
import { unreadSentence } from "./analysis-unread.js";
import { fittingProse } from "./fitting.js";

/** What the author is asked, a box each. */
export function questionLines(questions: readonly Question[], analysis: Analysis): string[] {
  return questions.map((question) => {
    const items = itemsOf(question);
    const ids = items.length > 0 ? ` (${fewIdsText(items, analysis)})` : "";
    return `- [ ] ${questionText(question, analysis)}${ids}`;
  });
}

/** The question in words, with the names of what it is about. */
function questionText({ names, unread = [], sentences }: Question, { elements }: Analysis): string {
  const asked = `${namesText(names, elements)}${names.length > 1 ? ", each" : ""}`;
  const about = unread.length > 0 ? unreadSentence(unread) : asked;
  const texts = sentences.map(sentenceText);
  const [first = "", ...others] = texts;
  return [about === "" ? capitalized(first) : `${about}: ${first}`, ...others.map(capitalized)].join(" ");
}

function sentenceText({ lead, clauses }: AskedSentence): string {
  const texts = clauses.map(({ text }) => text);
  if (lead !== undefined) return `${lead}: ${texts.join(", ")}?`;
  const others = texts.slice(0, -1).join(", ");
  return others === "" ? `${texts.join("")}?` : `${others}, and ${texts.at(-1)}?`;
}

/** Of many items the list of answers has the identifiers. */
function fewIdsText(items: readonly ReviewItem[], analysis: Analysis): string {
  return items.length > idsShown ? `${items.length} items` : idsText(items, analysis);
}

/** So many items stand beside a question; more are counted. */
const idsShown = 8;

/** What reviewers see to themselves before the merge, a box each; what is asked of the release comes last, in a line. */
export function reviewerLines(analysis: Analysis): string[] {
  const { change, release } = ofReviewers(analysis);
  return [
    ...change.map((item) => `- [ ] ${fittingProse(item.holds, 240)} (${idsText([item], analysis)})`),
    ...(release.length > 0 ? [`- Before the release: ${idsText(release, analysis)}.`] : []),
  ];
}

/** The same in a line. */
export function reviewerLine(analysis: Analysis): string {
  const { change, release } = ofReviewers(analysis);
  return [
    ...(change.length > 0 ? [`Before merging: ${idsText(change, analysis)}.`] : []),
    ...(release.length > 0 ? [`Before the release: ${idsText(release, analysis)}.`] : []),
  ].join(" ");
}

function ofReviewers({ ofReviewers: items }: Analysis) {
  const groups = groupBy(items, ({ step }) => reviewSteps.find(({ id }) => id === step)?.asked);
  return { change: groups.get("change") ?? [], release: groups.get("release") ?? [] };
}

import type { Analysis } from "../analysis/analysis.js";
import { groupBy } from "../identity/group-by.js";
import { type ReviewItem, reviewSteps } from "../rules/review.js";
import { idsText, namesText } from "./analysis-names.js";
import { unreadSentence } from "./analysis-unread.js";
import { fittingProse } from "./fitting.js";

/** What the author is asked, a box each. */
export function questionLines(analysis: Analysis): string[] {
  const { questions, elements } = analysis;
  return questions.map(({ text, names, unread = [], items }) => {
    const asked = `${namesText(names, elements)}${names.length > 1 ? ", each" : ""}`;
    const about = unread.length > 0 ? unreadSentence(unread) : asked;
    const whole = about === "" ? text : `${about}: ${text}`;
    return `- [ ] ${whole}${items.length > 0 ? ` (${fewIdsText(items, analysis)})` : ""}`;
  });
}

/** Of many items the list of answers has the identifiers. */
function fewIdsText(items: readonly ReviewItem[], analysis: Analysis): string {
  return items.length > idsShown ? `${items.length} items` : idsText(items, analysis);
}

/** So many items stand beside a question; more are counted. */
const idsShown = 6;

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

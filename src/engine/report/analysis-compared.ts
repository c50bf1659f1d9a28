import type { Analysis } from "../analysis/analysis.js";
import type { ConsideredPair, NotCompared } from "../analysis/considered.js";
import type { StateName } from "../check/request.js";
import { listText } from "../rules/words.js";
import { consideredText, windowText } from "./analysis-sentences.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";

/** More pairs of components than these are counted. */
const pairsShown = 6;

/** What was compared with what: the states, the releases of each window, those that were left out, and the history. */
export function comparedLines(analysis: Analysis): string[] {
  const { pairs, baselines } = analysis;
  const more = pairs.length - pairsShown;
  return [
    `- ${statesText(analysis)}`,
    ...pairs.slice(0, pairsShown).map((pair) => `- ${pairText(pair, baselines)}`),
    ...(more > 0 ? [`- ${more} more pairs of components.`] : []),
    ...(analysis.unread === null && analysis.from !== null
      ? ["- Comments were not compared: a compiler has read a state, and its text is not at hand."]
      : []),
    `- ${historyText(analysis)}`,
  ];
}

function statesText({ from, to, release, summary, elements }: Analysis): string {
  const states = from === null ? stateText(to) : `From ${stateText(from)} to ${stateText(to)}`;
  const into =
    release === null || release === to.label ? "" : `, which goes into release ${fittingProse(release, 40)}`;
  const isExecuted = elements.some(({ passages }) => passages?.shown);
  return [
    `${states}${into}.`,
    ...(isExecuted ? [executed] : []),
    ...(summary.known > 0 ? [`${summary.known} findings were true before and are not repeated.`] : []),
  ].join(" ");
}

const executed =
  "What was executed was written and read by protobuf-es, which keeps unknown fields; other libraries may drop what it keeps, or refuse what it reads.";

/** A name letter by letter; words that describe a state stay words. */
function stateText({ label, isDescribed }: StateName): string {
  return isDescribed ? fittingProse(label, 120) : fittingCode(label);
}

function pairText(pair: ConsideredPair, baselines: readonly string[]): string {
  const missing = notComparedTexts(pair.notCompared);
  return [
    windowText(pair),
    `Compared: ${consideredText(pair, baselines)}.`,
    ...(missing.length > 0 ? [`Not looked at: ${fittingProse(missing.join("; "), clauseRoom)}.`] : []),
  ].join(" ");
}

function notComparedTexts({ releases, newer, before, between }: NotCompared): string[] {
  return [
    ...(releases.length > 0 ? [listText(releases)] : []),
    ...(newer.length > 0 ? [`${listText(newer)}, newer than this state`] : []),
    ...(between === null ? [] : [`releases between ${between.join(" and ")}`]),
    ...(before === null ? [] : [`releases before ${before}, which the window does not exclude`]),
  ];
}

function historyText({ summary }: Analysis): string {
  if (summary.revisions === 0) {
    return "No history was read, so nobody knows whether an earlier revision used a new number or name: `grpc-evolution check` in a clone tells.";
  }
  return `The history was read: ${summary.revisions} ${summary.revisions === 1 ? "revision" : "revisions"}.`;
}

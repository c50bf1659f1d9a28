import type { Analysis } from "../analysis/analysis.js";
import type { Question } from "../analysis/questions.js";
import { answerLines, answersSummary } from "./analysis-answers.js";
import { comparedLines } from "./analysis-compared.js";
import { briefElements, elementSections, isWhole, rollOutLines } from "./analysis-elements.js";
import { allowedParagraphs, findingParagraphs } from "./analysis-findings.js";
import { questionLines, reviewerLine, reviewerLines } from "./analysis-questions.js";
import { featureText } from "./analysis-roll-out.js";
import { unreadCount } from "./analysis-unread.js";
import { verdictText } from "./analysis-verdict.js";
import { clauseRoom, fittingProse } from "./fitting.js";
import { folded } from "./folded.js";

/** The first line of what `analysisComment` writes: how a bot tells its own comment from those of others. */
export const commentMarker = "<!-- grpc-evolution analysis -->";

/** A change of so few elements, without findings, is told in a few lines. */
const fewElements = 2;

/** More features than these are not listed. */
const featuresShown = 8;

/** The analysis for a bot, which finds its own comment by the first line and replaces it. */
export function analysisComment(analysis: Analysis): string {
  return `${commentMarker}\n${analysisMarkdown(analysis)}`;
}

/**
 * The compatibility analysis of a change for its pull request: GitHub Flavored Markdown, which GitLab renders, too. What
 * a reader has to act on comes first: what breaks, who upgrades first, what is asked. The rest is folded. The same analysis is the same text, and never longer than a comment may be.
 */
export function analysisMarkdown(analysis: Analysis): string {
  const paragraphs = ["## Compatibility analysis", `**${verdictText(analysis)}**`, ...bodyOf(analysis)];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

function bodyOf(analysis: Analysis): string[] {
  const { from, elements, findings } = analysis;
  if (from === null) return section("What was compared", comparedLines(analysis));
  if (elements.length === 0 && findings.length === 0) {
    return [sameText(analysis), ...briefWindow(analysis), ...briefEnd(analysis)];
  }
  return isShort(analysis) ? briefBody(analysis) : longBody(analysis);
}

/** Nobody is told that nothing changed where only what no check reads did. */
function sameText({ unread, isPartial }: Analysis): string {
  const scope = isPartial ? "As far as the diff shows, the" : "The";
  return !unread || unread.length === 0
    ? `${scope} protocol is the same: no element came, went or changed.`
    : `No element came, went or changed. ${unreadCount(unread)}, which no check reads.`;
}

function briefBody(analysis: Analysis): string[] {
  return [
    ...briefElements(analysis),
    ...briefWindow(analysis),
    featureTexts(analysis).join("\n"),
    ...briefEnd(analysis),
  ];
}

/** The window is an element of the change, too. */
function briefWindow(analysis: Analysis): string[] {
  return windowTexts(analysis).map((text) => `**\`window\`**, in the configuration: ${text}`);
}

function windowTexts({ support }: Analysis): string[] {
  return [...support.ended, ...support.added].map((text) => fittingProse(text, 2 * clauseRoom));
}

/** The same as the sections of a long analysis, without headings. */
function briefEnd(analysis: Analysis): string[] {
  return [
    ...briefSection("Questions for the author", questionLines(analysis.questions, analysis)),
    ...comparedFolded(analysis),
    ...answersFolded(analysis, [reviewerLine(analysis)]),
  ];
}

function longBody(analysis: Analysis): string[] {
  const particular = analysis.questions.filter(({ isGeneral }) => !isGeneral);
  return [
    ...findingParagraphs(analysis),
    ...allowedParagraphs(analysis),
    ...section(
      "Window",
      windowTexts(analysis).map((text) => `- ${text}`),
    ),
    ...section("Who upgrades first", [...rollOutLines(analysis), ...featureTexts(analysis)]),
    ...section("Questions for the author", questionLines(particular, analysis)),
    ...generalFolded(analysis),
    ...folded(elementsSummary(analysis), elementSections(analysis)),
    ...comparedFolded(analysis),
    ...answersFolded(analysis, beforeMerging(analysis)),
  ];
}

/** What is asked of every change alike. */
function generalFolded(analysis: Analysis): string[] {
  const general = analysis.questions.filter(({ isGeneral }) => isGeneral);
  const lines = questionLines(general, analysis);
  return lines.length === 0 ? [] : folded(generalSummary(general), [lines.join("\n")]);
}

/** What nobody sees who reads the schemas is named, and the others are counted. */
function generalSummary(general: readonly Question[]): string {
  const unseen = general.filter(({ sentences }) => sentences.some(({ lead }) => lead !== undefined));
  const others = general.length - unseen.length;
  const count = (noun: string) => `${others} ${noun}${others === 1 ? "" : "s"}`;
  if (unseen.length === 0) return `${count("question")} about the change as a whole`;
  return others === 0 ? "What no schema shows" : `What no schema shows, and ${count("other question")}`;
}

function beforeMerging(analysis: Analysis): string[] {
  return briefSection("Before merging", reviewerLines(analysis));
}

function comparedFolded(analysis: Analysis): string[] {
  return folded("What was compared", [comparedLines(analysis).join("\n")]);
}

/** Every item by its answer, and what reviewers see to before the merge. */
function answersFolded(analysis: Analysis, ofReviewers: readonly string[]): string[] {
  const lines = answerLines(analysis);
  const summary = answersSummary(analysis);
  return lines.length === 0
    ? [...ofReviewers]
    : folded(`Checklist: ${summary}`, [lines.join("\n"), ...ofReviewers]);
}

/** Whether it is told in a few lines. */
function isShort({ elements, findings, allowed }: Analysis): boolean {
  return (
    findings.length === 0 &&
    allowed.length === 0 &&
    elements.filter((element) => !isWhole(element)).length <= fewElements &&
    elements.length <= 2 * fewElements
  );
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${heading}`, lines.join("\n")];
}

function briefSection(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading}:`, lines.join("\n")];
}

function elementsSummary({ elements }: Analysis): string {
  const count = elements.length === 1 ? "1 element" : `${elements.length} elements`;
  return `${count} in detail`;
}

function featureTexts({ features }: Analysis): string[] {
  return features.slice(0, featuresShown).map((feature) => `- ${featureText(feature)}`);
}

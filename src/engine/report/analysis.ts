import type { Analysis } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import type { Answer, AnswerState, LeftItem } from "../analysis/answers.js";
import type { Question } from "../analysis/questions.js";
import type { StateName } from "../check/request.js";
import { groupBy } from "../identity/group-by.js";
import type { ReviewItem } from "../rules/review.js";
import { severities } from "../rules/rule.js";
import { findingText } from "./analysis-finding.js";
import { pastTexts } from "./analysis-past.js";
import { featureText, rollOutTexts } from "./analysis-roll-out.js";
import { consideredText, directionText, futureTexts, windowText } from "./analysis-sentences.js";
import { fittingCode, fittingProse } from "./fitting.js";
import { overviewOf } from "./groups.js";
import { tableRow } from "./markup.js";
import { listText } from "./sentences.js";

/** The first line of what `analysisComment` writes: how a bot tells its own comment from those of others. */
export const commentMarker = "<!-- grpc-evolution analysis -->";

/** More findings than these are counted by check, and only the first ones are listed. */
const findingsShown = 12;

/** So many names stand beside a question. */
const namesShown = 3;

/** A change of so few elements, without findings, is told in a few lines. */
const fewElements = 2;

/** The analysis for a bot, which finds its own comment by the first line and replaces it. */
export function analysisComment(analysis: Analysis): string {
  return `${commentMarker}\n${analysisMarkdown(analysis)}`;
}

/**
 * The compatibility analysis of a change for its pull request: GitHub Flavored Markdown. The same analysis is the same
 * text, and never longer than a comment may be.
 */
export function analysisMarkdown(analysis: Analysis): string {
  const paragraphs = ["## Compatibility analysis", scopeText(analysis), ...bodyOf(analysis)];
  return `${paragraphs.filter((each) => each !== "").join("\n\n")}\n`;
}

function bodyOf(analysis: Analysis): string[] {
  const { from, elements, findings } = analysis;
  if (from === null) return ["There is no earlier state to compare it with."];
  if (elements.length === 0 && findings.length === 0) {
    return ["The protocol is the same: no element came, went or changed.", ...openQuestions(analysis)];
  }
  return isShort(analysis) ? shortBody(analysis) : longBody(analysis);
}

/** What the change is, and which releases were considered. */
function scopeText(analysis: Analysis): string {
  const { from, to, release, pairs, baselines, summary } = analysis;
  const states = from === null ? stateText(to) : `From ${stateText(from)} to ${stateText(to)}`;
  const into =
    release === null || release === to.label ? "" : `, which goes into release ${fittingProse(release, 40)}`;
  const remarks = [
    `${states}${into}.`,
    ...(summary.revisions > 0 ? [] : [withoutHistory]),
    ...(summary.known > 0 ? [`${summary.known} findings were true before and are not repeated.`] : []),
  ];
  const lines = pairs
    .slice(0, pairsShown)
    .flatMap((pair) => [`- ${windowText(pair)} Considered: ${consideredText(pair, baselines)}.`]);
  const more =
    pairs.length > pairsShown ? [`- … ${pairs.length - pairsShown} more pairs of components.`] : [];
  return [remarks.join(" "), "", ...lines, ...more].join("\n");
}

/** A name letter by letter; words that describe a state stay words. */
function stateText({ label, isDescribed }: StateName): string {
  return isDescribed ? fittingProse(label, 120) : fittingCode(label);
}

const withoutHistory =
  "No history was read: only the states that are compared tell which numbers and names are spent.";

/** More pairs of components than these are counted. */
const pairsShown = 6;

/** Whether it is told in a few lines. What is new as a whole says no more than the field that holds it. */
function isShort({ elements, findings }: Analysis): boolean {
  return (
    findings.length === 0 &&
    elements.filter((element) => !isWhole(element)).length <= fewElements &&
    elements.length <= 2 * fewElements
  );
}

function isWhole({ kind, before }: AnalyzedElement): boolean {
  return before === null && (kind === "message" || kind === "enum");
}

function shortBody(analysis: Analysis): string[] {
  const { elements, baselines } = analysis;
  return [
    ...elements.filter((element) => !isWhole(element)).map((element) => shortElement(element, baselines)),
    ...wholeText(elements.filter(isWhole)),
    ...(analysis.features.length > 0 ? [featureLines(analysis)] : []),
    answersLine(analysis),
    ...openQuestions(analysis),
  ];
}

function shortElement(element: AnalyzedElement, baselines: readonly string[]): string {
  const lines = [
    ["Future releases, when it is absent", futureTexts(element, baselines)],
    ["Past releases, blind to it", pastTexts(element, baselines)],
    ["Roll-out", rollOutTexts(element)],
  ] as const;
  return [
    `**${fittingCode(element.fullName)}**, ${declarationOf(element)}: ${happeningsText(element)}; ${directionText(element)}.`,
    "",
    ...lines.flatMap(([label, texts]) => (texts.length > 0 ? [`- ${label}: ${texts.join(" ")}`] : [])),
  ].join("\n");
}

function wholeText(elements: readonly AnalyzedElement[]): string[] {
  if (elements.length === 0) return [];
  const names = elements.map((element) => `${fittingCode(element.fullName)} (${declarationOf(element)})`);
  return [`New beside it: ${listText(names)}.`];
}

function featureLines({ features }: Analysis): string {
  return features
    .slice(0, featuresShown)
    .map((feature) => `- ${featureText(feature)}`)
    .join("\n");
}

/** More features than these are not listed. */
const featuresShown = 8;

function longBody(analysis: Analysis): string[] {
  const { elements, baselines } = analysis;
  const shown = elements.filter(({ passages }) => passages !== null);
  const section = (heading: string, textsOf: (element: AnalyzedElement) => string[]) => {
    const lines = shown
      .filter((element) => !isWhole(element))
      .flatMap((element) => {
        const texts = textsOf(element);
        return texts.length > 0 ? [`- ${fittingCode(element.fullName)}: ${texts.join(" ")}`] : [];
      });
    return [`### ${heading}`, lines.length > 0 ? lines.join("\n") : "Nothing to say of this change."];
  };
  return [
    "### Change",
    ...countsOfChange(elements, shown),
    changeTable(shown),
    ...section("Future releases, when it is absent", (element) => futureTexts(element, baselines)),
    ...section("Past releases, blind to it", (element) => pastTexts(element, baselines)),
    ...section("Roll-out", rollOutTexts),
    ...(analysis.features.length > 0 ? [featureLines(analysis)] : []),
    ...findingParagraphs(analysis),
    "### Checklist",
    answersTable(analysis),
    ...openQuestions(analysis),
  ];
}

function changeTable(shown: readonly AnalyzedElement[]): string {
  const rows = shown.map((element) => [
    fittingCode(element.fullName),
    declarationOf(element),
    happeningsText(element),
    directionText(element),
  ]);
  return shown.length === 0 ? "" : table(["Element", "Declaration", "What happened", "Direction"], rows);
}

/** Of a large change: how often the same happened, with what is told below. */
function countsOfChange(elements: readonly AnalyzedElement[], shown: readonly AnalyzedElement[]): string[] {
  if (shown.length === elements.length) return [];
  const groups = [...groupBy(elements, ({ kind, topics }) => `${kind}: ${topics[0]?.replace("-", " ")}`)];
  const rows = groups
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([text, group]) => [text, String(group.length)]);
  return [
    `${elements.length} elements changed. Of each kind the first are told below.`,
    table(["What changed", "Elements"], rows.slice(0, groupsShown)),
  ];
}

/** More kinds of change than these do not stand in the table. */
const groupsShown = 20;

function declarationOf({ before, after }: AnalyzedElement): string {
  if (before === null || after === null || before === after) return fittingCode(after ?? before ?? "");
  return `${fittingCode(before)} → ${fittingCode(after)}`;
}

function happeningsText({ happenings }: AnalyzedElement): string {
  return fittingProse([...new Set(happenings)].join("; "), 240);
}

function findingParagraphs({ findings, baselines }: Analysis): string[] {
  if (findings.length === 0) return ["### Findings", "The checks report nothing new."];
  const overview = overviewOf(findings);
  const rows = overview?.counts.map(({ check, count }) => [fittingProse(check, 80), String(count)]) ?? [];
  const gravestFirst = severities.flatMap((severity) =>
    findings.filter((each) => each.severity === severity),
  );
  const listed = overview ? overview.gravest : gravestFirst.slice(0, findingsShown);
  const more = findings.length - listed.length;
  return [
    "### Findings",
    ...(overview ? [table(["Check", "Findings"], rows)] : []),
    listed.map((finding) => `- ${findingText(finding, baselines)}`).join("\n"),
    ...(more > 0 ? [`${more} more: \`grpc-evolution check\` lists them all.`] : []),
  ];
}

const states: readonly AnswerState[] = ["not ready", "judge", "holds", "does not apply"];

const stateTexts: Record<AnswerState, string> = {
  "not ready": "Not ready",
  judge: "To be judged",
  holds: "Holds",
  "does not apply": "Does not apply",
};

/** Answers in one line: a change without findings has nothing to explain. */
function answersLine(analysis: Analysis): string {
  const groups = states.flatMap((state) => {
    const items = analysis.answered.answers.filter((answer) => answer.state === state);
    const ids = items.map(({ item }) => idText(item, analysis));
    return ids.length > 0 ? [`${stateTexts[state].toLowerCase()}: ${ids.join(", ")}`] : [];
  });
  return groups.length > 0 ? `Checklist, as far as checks answer it: ${groups.join("; ")}.` : "";
}

function answersTable(analysis: Analysis): string {
  const { answers } = analysis.answered;
  const of = (state: AnswerState) => answers.filter((answer) => answer.state === state);
  const explained = [...of("not ready"), ...of("judge")].map((answer) => [
    `${idText(answer.item, analysis)} ${answer.item.holds}`,
    stateTexts[answer.state],
    reasonText(answer),
  ]);
  const counted = [of("holds"), of("does not apply")].flatMap((group) => {
    const [first] = group;
    const ids = group.map(({ item }) => idText(item, analysis));
    return first ? [[ids.join(", "), stateTexts[first.state], ""]] : [];
  });
  return table(["Item", "Answer", "Why"], [...explained, ...counted]);
}

function reasonText({ findings }: Answer): string {
  const checks = [...new Set(findings.map(({ check }) => check))];
  const names = [...new Set(findings.map(({ element }) => element.fullName))];
  return `${fittingProse(checks.join(", "), 120)}: ${namesText(names)}`;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => fittingCode(name, 100));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : listText(shown);
}

function openQuestions(analysis: Analysis): string[] {
  const { questions, answered, elements, findings } = analysis;
  const asked = questions.map(questionText);
  const isBrief = findings.length === 0 && (elements.length === 0 || isShort(analysis));
  const left = isBrief ? leftLine(analysis) : answered.left.map((each) => leftText(each, analysis));
  const heading = isBrief ? "Open questions for the author:" : "### Open questions for the author";
  return [heading, [...asked, ...left].map((text) => `- [ ] ${text}`).join("\n")];
}

function questionText({ text, names }: Question): string {
  return names.length > 0 ? `${text} ${namesText(names)}` : text;
}

function leftText({ item, names }: LeftItem, analysis: Analysis): string {
  const beside =
    names.length > namesShown
      ? ` (${names.length} elements)`
      : names.length > 0
        ? ` ${namesText(names)}`
        : "";
  return `${idText(item, analysis)} ${item.holds}${beside}`;
}

function leftLine(analysis: Analysis): string[] {
  const ids = analysis.answered.left.map(({ item }) => idText(item, analysis));
  return ids.length > 0 ? [`No check answers ${listText(ids)}: do they hold?`] : [];
}

/** The identifier of an item, as a link where the guide has an address. */
function idText({ id }: ReviewItem, { homepage }: Analysis): string {
  return homepage === "" ? id : `[${id}](${homepage}/review/checklist#${id.toLowerCase()})`;
}

function table(head: readonly string[], rows: readonly string[][]): string {
  return [head, head.map(() => "---"), ...rows].map(tableRow).join("\n");
}

import { splitForever } from "../check/forever.js";
import type { Finding, Fix, Witness } from "../rules/finding.js";
import { capitalized } from "../rules/words.js";
import { breakLine } from "./breaks.js";
import { datedText } from "./dated.js";
import { bytesCode, valuesCode } from "./exchanged.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import type { ElementFindings } from "./groups.js";
import { placeText, sentenceOf, severityText } from "./sentences.js";

/** Longer advice is not pasted: its title says what to do. */
const adviceRoom = 120;

/**
 * A finding as an item of a list: what it says, and below it who breaks, the bytes that show it, and what to do. Its check
 * leads to the rule.
 */
export function findingText(
  finding: Finding,
  baselines: readonly string[],
  isToStay: (finding: Finding) => boolean,
): string {
  const below = [...breakTexts(finding, baselines), ...remedyTexts(finding, isToStay)];
  const head = `${gravityText(finding)} ${whereText(finding)}: ${saidText(finding)}`;
  return [head, ...below.map((each) => `  - ${each}`)].join("\n");
}

/** All that is found of an element, in a line that names it once: what each check says, and who breaks. */
export function elementLine([first, ...others]: ElementFindings, baselines: readonly string[]): string {
  const textOf = (finding: Finding) => {
    const [message] = splitForever(finding.message);
    return [saidText({ ...finding, message }), ...breakTexts(finding, baselines)].join(" ");
  };
  return [
    `- ${gravityText(first)} ${whereText(first)}: ${textOf(first)}`,
    ...others.map((each) => `Also ${gravityText(each)}: ${textOf(each)}`),
  ].join(" ");
}

/**
 * What to do about an element, with those who never leave the window as well, and the bytes that show why, in a line; none
 * where nothing is known of it.
 */
export function remedyLine(group: ElementFindings, isToStay: (finding: Finding) => boolean): string[] {
  const [{ element }] = group;
  const texts = group.flatMap((each) => [...foreverTexts(each), ...remedyTexts(each, isToStay)]);
  return texts.length === 0 ? [] : [`- ${fittingCode(element.fullName)}: ${texts.join(" ")}`];
}

function gravityText(finding: Finding): string {
  return `**${severityText(finding)}** ${checkText(finding)}`;
}

function whereText({ element, place }: Finding): string {
  return `${fittingCode(element.fullName)} (${fittingCode(placeText(place))})`;
}

function saidText(finding: Finding): string {
  return fittingProse(sentenceOf(finding), 480);
}

function foreverTexts({ message }: Finding): string[] {
  const [, forever] = splitForever(message);
  return forever === "" ? [] : [fittingProse(forever, 480)];
}

function breakTexts({ breaks }: Finding, baselines: readonly string[]): string[] {
  const breaking = breakLine(breaks, baselines, clauseRoom);
  return breaking === "" ? [] : [`Breaks: ${fittingProse(breaking, clauseRoom)}.`];
}

/** What is to stay is mended only once it may go, so that nobody is told to keep and to reserve it. */
function remedyTexts(finding: Finding, isToStay: (finding: Finding) => boolean): string[] {
  const { witness, fix } = finding;
  const dated = datedText(finding);
  return [
    ...(fix ? [`${isToStay(finding) ? "Once it may go" : "What to do"}: ${fixText(fix)}`] : []),
    ...(dated === null ? [] : [`${capitalized(fittingProse(dated, 80))}.`]),
    ...(witness ? [`Shown by bytes: ${witnessText(witness)}`] : []),
  ];
}

function checkText({ check, docs }: Finding): string {
  const name = fittingProse(check, 80);
  return docs.kind === "page" ? `[${name}](${docs.address})` : name;
}

/** What would mend it; a line to paste, if there is one. To allow it mends nothing. */
function fixText({ title, advice }: Fix): string {
  const isLine = !advice.includes("\n") && advice.length <= adviceRoom;
  return isLine ? `${fittingProse(title, 240)}: ${fittingCode(advice)}.` : `${fittingProse(title, 240)}.`;
}

function witnessText({ bytes, written, read }: Witness): string {
  return `${valuesCode(written)} is written as ${bytesCode(bytes)} and read as ${valuesCode(read)}.`;
}

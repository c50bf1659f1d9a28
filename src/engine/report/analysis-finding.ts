import type { Finding, Fix, Witness } from "../rules/finding.js";
import { capitalized } from "../rules/words.js";
import { breakLine } from "./breaks.js";
import { bytesCode, valuesCode } from "./exchanged.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import { datedText, placeText, sentenceOf, severityText } from "./sentences.js";

/** Longer advice is not pasted: its title says what to do. */
const adviceRoom = 120;

/**
 * A finding as an item of a list: what it says, and below it who breaks, the bytes that show it, and what to do. Its check
 * leads to the rule. What is to stay is mended only once it may go, so that nobody is told to keep and to reserve it.
 */
export function findingText(
  finding: Finding,
  baselines: readonly string[],
  isToStay: (finding: Finding) => boolean,
): string {
  const { element, place, breaks, witness, fix } = finding;
  const dated = datedText(finding);
  const breaking = breakLine(breaks, baselines, clauseRoom);
  const head = `**${severityText(finding)}** ${checkText(finding)} ${fittingCode(element.fullName)} (${fittingCode(placeText(place))}):`;
  const below = [
    ...(breaking === "" ? [] : [`Breaks: ${fittingProse(breaking, clauseRoom)}.`]),
    ...(witness ? [`Shown by bytes: ${witnessText(witness)}`] : []),
    ...(fix ? [`${isToStay(finding) ? "Once it may go" : "What to do"}: ${fixText(fix)}`] : []),
    ...(dated === null ? [] : [`${capitalized(fittingProse(dated, 80))}.`]),
  ];
  return [`${head} ${fittingProse(sentenceOf(finding), 480)}`, ...below.map((each) => `  - ${each}`)].join(
    "\n",
  );
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

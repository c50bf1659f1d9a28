import type { Finding, Witness } from "../rules/finding.js";
import { breakLine } from "./breaks.js";
import { bytesCode, valuesCode } from "./exchanged.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import { placeText, sentenceOf, severityText } from "./sentences.js";

/** A finding in a line: what it says, who breaks, and the bytes that show it. */
export function findingText(finding: Finding, baselines: readonly string[]): string {
  const { check, element, place, breaks, witness, safeFrom, docs } = finding;
  const breaking = breakLine(breaks, baselines, clauseRoom);
  return [
    `**${severityText(finding)}** ${fittingProse(check, 80)} ${fittingCode(element.fullName)} (${fittingCode(placeText(place))}):`,
    fittingProse(sentenceOf(finding), 480),
    ...(breaking === "" ? [] : [`Breaks: ${fittingProse(breaking, clauseRoom)}.`]),
    ...(witness ? [witnessText(witness)] : []),
    ...(safeFrom === null ? [] : [`Safe from ${fittingProse(safeFrom, 40)}.`]),
    ...(docs.kind === "page" ? [`[More](${docs.address})`] : []),
  ].join(" ");
}

function witnessText({ bytes, written, read }: Witness): string {
  return `${valuesCode(written)} is written as ${bytesCode(bytes)} and read as ${valuesCode(read)}.`;
}

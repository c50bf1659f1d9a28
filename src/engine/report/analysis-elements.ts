import type { Analysis } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { groupBy } from "../identity/group-by.js";
import { listText } from "../rules/words.js";
import { pastTexts } from "./analysis-past.js";
import { rollOutTexts } from "./analysis-roll-out.js";
import { directionText, futureTexts } from "./analysis-sentences.js";
import { fittingCode, fittingProse } from "./fitting.js";
import { tableRow } from "./markup.js";

/** What is new as a whole says no more than what holds it. */
export function isWhole({ kind, before }: AnalyzedElement): boolean {
  return before === null && (kind === "message" || kind === "enum");
}

/** Each element of a small change in a few lines. */
export function briefElements({ elements, baselines, release }: Analysis): string[] {
  return [
    ...elements.filter((element) => !isWhole(element)).map((each) => briefElement(each, baselines, release)),
    ...wholeText(elements.filter(isWhole)),
  ];
}

function briefElement(
  element: AnalyzedElement,
  baselines: readonly string[],
  release: string | null,
): string {
  const lines = [
    ["Future releases, when it is absent", futureTexts(element, baselines)],
    ["Past releases, blind to it", pastTexts(element, baselines)],
    ["Roll-out", rollOutTexts(element, release)],
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

/** All elements: what happened with each, then what each section has to say of them. */
export function elementSections({ elements, baselines, release }: Analysis): string[] {
  const shown = elements.filter(({ passages }) => passages !== null);
  const section = (heading: string, textsOf: (element: AnalyzedElement) => string[]) => {
    const lines = shown
      .filter((element) => !isWhole(element))
      .flatMap((element) => {
        const texts = textsOf(element);
        return texts.length > 0 ? [`- ${fittingCode(element.fullName)}: ${texts.join(" ")}`] : [];
      });
    return lines.length > 0 ? [`#### ${heading}`, lines.join("\n")] : [];
  };
  return [
    ...countsOfChange(elements, shown),
    changeTable(shown),
    ...section("Future releases, when it is absent", (element) => futureTexts(element, baselines)),
    ...section("Past releases, blind to it", (element) => pastTexts(element, baselines)),
    ...section("Roll-out", (element) => rollOutTexts(element, release)),
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
  const groups = [...groupBy(elements, whatChanged)];
  const rows = groups
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([text, group]) => [text, String(group.length)]);
  return [
    `${elements.length} elements changed. Of each kind the first are told below.`,
    table(["What changed", "Elements"], rows.slice(0, groupsShown)),
  ];
}

/** `field removed`, `enum deprecated`. */
function whatChanged({ kind, changes: [first] }: AnalyzedElement): string {
  return first?.replaceAll("-", " ") ?? `${kind} deprecated`;
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

/** A table of Markdown; the first row is its head. */
export function table(head: readonly string[], rows: readonly string[][]): string {
  return [head, head.map(() => "---"), ...rows].map(tableRow).join("\n");
}

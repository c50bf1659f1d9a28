import type { Analysis } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { groupBy } from "../identity/group-by.js";
import { listText } from "../rules/words.js";
import { namesText } from "./analysis-names.js";
import { togetherTexts } from "./analysis-order.js";
import { pastTexts } from "./analysis-past.js";
import { rollOutTexts } from "./analysis-roll-out.js";
import { directionText, futureTexts } from "./analysis-sentences.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import { tableRow } from "./markup.js";

/** What is new as a whole says no more than what holds it. */
export function isWhole({ kind, before }: AnalyzedElement): boolean {
  return before === null && (kind === "message" || kind === "enum");
}

/** Each element of a small change in a few lines. */
export function briefElements(analysis: Analysis): string[] {
  const { elements } = analysis;
  return [
    ...elements.filter((element) => !isWhole(element)).map((each) => briefElement(each, analysis)),
    ...togetherTexts(elements),
    ...unseenDirections(analysis),
    ...wholeText(elements.filter(isWhole)),
  ];
}

function briefElement(element: AnalyzedElement, analysis: Analysis): string {
  const { baselines } = analysis;
  const lines = [
    ["Future releases, when it is absent", futureTexts(element, baselines)],
    ["Past releases, blind to it", pastTexts(element, baselines)],
    ["Roll-out", rollOutTexts(element, analysis)],
  ] as const;
  return [
    `**${fittingCode(element.fullName)}**, ${declarationOf(element)}: ${happeningsText(element)}; ${directionText(element, analysis)}.`,
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
export function elementSections(analysis: Analysis): string[] {
  const { elements, baselines } = analysis;
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
    changeTable(shown, analysis),
    ...section("Future releases, when it is absent", (element) => futureTexts(element, baselines)),
    ...section("Past releases, blind to it", (element) => pastTexts(element, baselines)),
  ];
}

/** Who upgrades first, and from when each element may be used or may go; what is the same for several is told once. */
export function rollOutLines(analysis: Analysis): string[] {
  const { elements } = analysis;
  const told = elements
    .filter((element) => element.passages !== null && !isWhole(element))
    .map((element) => ({ name: element.fullName, texts: rollOutTexts(element, analysis) }))
    .filter(({ texts }) => texts.length > 0);
  const groups = groupBy(told, ({ texts }) => texts.join(" "));
  const lines = sharedApart(
    [...groups.values()].map((group) => ({
      names: group.map(({ name }) => name),
      texts: group[0]?.texts ?? [],
    })),
  );
  return [
    ...lines.map(({ names, texts }) => `- ${namesText(names, elements)}: ${texts.join(" ")}`),
    ...[...togetherTexts(elements), ...unseenDirections(analysis)].map((text) => `- ${text}`),
  ];
}

/** What is said of some elements. */
interface ToldLine {
  names: string[];
  texts: string[];
}

/** The same with what several lines say behind their first sentences in lines of its own. */
function sharedApart(lines: readonly ToldLine[]): ToldLine[] {
  const behindFirst = lines.flatMap(({ names, texts }) => texts.slice(1).map((text) => ({ names, text })));
  const bySentence = [...groupBy(behindFirst, ({ text }) => text)].filter(([, group]) => group.length > 1);
  const shared = new Set(bySentence.map(([text]) => text));
  const told = bySentence.map(([text, group]) => ({ names: group.flatMap(({ names }) => names), text }));
  return [
    ...lines.map(({ names, texts }) => ({
      names,
      texts: texts.filter((text, at) => at === 0 || !shared.has(text)),
    })),
    ...[...groupBy(told, ({ names }) => names.join()).values()].map((group) => ({
      names: group[0]?.names ?? [],
      texts: group.map(({ text }) => text),
    })),
  ];
}

/** Which side writes and which one reads, where a diff does not show the methods that tell. */
function unseenDirections({ elements, isPartial, pairs }: Analysis): string[] {
  const isCarried = ({ kind, passages }: AnalyzedElement) =>
    passages !== null && (kind === "field" || kind === "value");
  if (!isPartial || !elements.some(isCarried)) return [];
  const [pair] = pairs;
  const { client, server } = pairs.length === 1 && pair ? pair : { client: "client", server: "server" };
  const sides = fittingProse(
    `the ${client} writes what a request carries, the ${server} what a response does`,
    clauseRoom,
  );
  return [`The diff does not show all methods: ${sides}.`];
}

function changeTable(shown: readonly AnalyzedElement[], analysis: Analysis): string {
  const rows = shown.map((element) => [
    fittingCode(element.fullName),
    declarationOf(element),
    happeningsText(element),
    directionText(element, analysis),
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

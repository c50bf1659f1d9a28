import type { CheckResult } from "../check/check.js";
import { type Finding, type Fix, nobodyAlone } from "../rules/finding.js";
import type { Severity } from "../rules/rule.js";
import { capitalized } from "../rules/words.js";
import { breakLine } from "./breaks.js";
import { datedText } from "./dated.js";
import { type Fact, factsOf } from "./facts.js";
import { byElement, type ElementFindings, type Overview, overviewOf } from "./groups.js";
import type { Look } from "./look.js";
import { type PaintOf, painter } from "./paint.js";
import { printable, printableLines } from "./printable.js";
import { Quotes } from "./quotes.js";
import { countText, knownText, placeText, scopeText, sentenceOf, severityText } from "./sentences.js";
import { type SourceLine, sourceLines, titleText } from "./source-lines.js";
import { wrap } from "./wrap.js";

const indent = "  ";

/** Columns of the longest label of a fact and the blanks behind it. */
const labelWidth = "Fingerprint".length + 2;

/** For people at a terminal: an element, the line where it stands, who breaks, and what to do. */
export function textReport(result: CheckResult, look: Look): string {
  const { summary, findings } = result;
  const page: Page = {
    ...look,
    paint: painter(styles, look.color),
    quotes: new Quotes(look.sources),
    baselines: summary.baselines,
  };
  const overview = overviewOf(findings);
  const sections = [
    ...(overview ? [overviewLines(overview, result, page)] : []),
    ...byElement(findings).map((group) => elementLines(group, page)),
    summaryLines(result, page),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** What all lines are made with. */
interface Page extends Look {
  paint: Paint;
  quotes: Quotes;
  baselines: readonly string[];
}

function elementLines(group: ElementFindings, page: Page): string[] {
  const { paint, width, quotes, verbose } = page;
  const source = sourceLines(group, quotes, width);
  const breaks = group.flatMap((finding) => finding.breaks);
  const broken = breakLine(breaks, page.baselines, width - "  Breaks: .".length) || surprising(group[0]);
  return [
    ...headline(group, page),
    ...group.flatMap((finding, at) => paragraph(saidOf(finding, group[at + 1]), page)),
    ...(broken === "" ? [] : paragraph(`Breaks: ${broken}.`, page)),
    ...source.lines.map((line) => quoted(line, paint)),
    ...source.others.flatMap((fix, at) => adviceLines(fix, source.isMended || at > 0 ? "Or" : "Fix", page)),
    ...(verbose ? group.flatMap((finding) => factLines(finding, group.length > 1, page)) : []),
  ];
}

/** Why nobody is named where a reader would expect somebody; that a change hurts nobody yet is a fact among others. */
function surprising({ unnamed }: Finding): string {
  return unnamed === null || unnamed === nobodyAlone ? "" : unnamed;
}

/** Severity, checks, element and place: in one line where that is wide enough. */
function headline(group: ElementFindings, { paint, width }: Page): string[] {
  const [{ severity, element, place }] = group;
  const checks = unique(group.map((finding) => checkText(finding, group)));
  return flow(
    [
      [severity, severityText(group[0])],
      [severity, checks.join(", ")],
      ["element", printable(element.fullName)],
      ["place", printable(placeText(place))],
    ],
    width,
    paint,
  );
}

/** A check by its name; with its severity where that is not the one that the line begins with. */
function checkText(finding: Finding, [gravest]: ElementFindings): string {
  const severity = severityText(finding);
  return severity === severityText(gravest) ? finding.check : `${finding.check} (${severity})`;
}

/** Parts beside each other, and below where they do not fit. None is broken: people click or copy them. */
function flow(parts: readonly [Style, string][], width: number, paint: Paint): string[] {
  const lines: string[] = [];
  let line = "";
  let length = 0;
  for (const [style, text] of parts) {
    if (length > 0 && length + indent.length + text.length > width) {
      lines.push(line);
      line = "";
      length = 0;
    }
    const gap = length > 0 || lines.length > 0 ? indent : "";
    line += gap + paint(style, text);
    length += gap.length + text.length;
  }
  return [...lines, line];
}

/** What a finding says; since when it is published, once for all in a row of which that is true. */
function saidOf(finding: Finding, next: Finding | undefined): string {
  const isSaidNext = next !== undefined && next.published === finding.published;
  const sentence = isSaidNext ? finding.message : sentenceOf(finding);
  const dated = datedText(finding);
  return dated === null ? sentence : `${sentence} ${capitalized(dated)}.`;
}

function paragraph(text: string, { width }: Page): string[] {
  return wrap(printable(text), width, indent, indent);
}

function quoted({ gutter, sign, text, mark }: SourceLine, paint: Paint): string {
  const line = `${sign} ${text}`.trimEnd();
  const edge = paint("label", `${indent}${gutter}`);
  return mark === undefined
    ? `${edge} ${sign === "|" ? line : paint(sign === "-" ? "removed" : "added", line)}`
    : `${edge} ${paint("label", sign)} ${mark.blank}${paint("mark", mark.carets)}${text === "" ? "" : ` ${text}`}`;
}

function adviceLines(fix: Fix, word: "Fix" | "Or", page: Page): string[] {
  const lines = printableLines(fix.advice);
  const [only = ""] = lines;
  const title = titleText(word, fix);
  const sentence = printable(title);
  if (fix.advice === "") return paragraph(`${title}.`, page);
  if (lines.length === 1 && indent.length + sentence.length + 2 + only.length <= page.width) {
    return [`${indent}${sentence}: ${page.paint("added", only)}`];
  }
  // Beside a fix that is shown it is enough to name another one.
  if (word === "Or" && !page.verbose) return paragraph(`${title}.`, page);
  return [
    ...paragraph(`${title}:`, page),
    ...lines.map((line) => `${indent}${indent}${page.paint("added", line)}`),
  ];
}

/** What the sentence of a finding says already. */
const said: Fact["label"][] = ["Before", "After"];

/** All that a finding knows beside what stands above; under its check where the element has several findings. */
function factLines(finding: Finding, isOneOfSeveral: boolean, page: Page): string[] {
  const facts = factsOf(finding, page.baselines).filter(({ label }) => !said.includes(label));
  const head = isOneOfSeveral ? [`${indent}${page.paint("element", finding.check)}`] : [];
  return [...head, ...facts.flatMap(({ label, text }) => labeled(label, text, page))];
}

function labeled(label: string, text: string, { paint, width }: Page): string[] {
  const blank = indent + " ".repeat(labelWidth);
  const [first = "", ...others] = wrap(printable(text), width, blank, blank);
  return [`${indent}${paint("label", label.padEnd(labelWidth))}${first.slice(blank.length)}`, ...others];
}

/** What a long report begins with: how often each check reports something, and the gravest in a line each. */
function overviewLines({ counts, gravest }: Overview, result: CheckResult, page: Page): string[] {
  const digits = String(counts[0]?.count ?? 0).length;
  return [
    ...countLines(result, "", page),
    ...counts.map(({ check, count }) => `${indent}${String(count).padStart(digits)}  ${check}`),
    "",
    "The gravest:",
    ...gravest.flatMap((finding) => headline([finding], page)),
  ];
}

function summaryLines(result: CheckResult, page: Page): string[] {
  const isShort = !page.verbose && result.findings.length > 0;
  return countLines(
    result,
    `${scopeText(result.summary)}${isShort ? " --verbose shows the rest." : ""}`,
    page,
  );
}

/** `2 errors. 160 known, listed by --all.`, and what else is to be said behind it. */
function countLines(result: CheckResult, more: string, page: Page): string[] {
  const { errors, warnings } = result.summary;
  const worst = errors > 0 ? "error" : warnings > 0 ? "warning" : "element";
  const sentence = `${capitalized(countText(result.summary))}.`;
  const text = [sentence, knownText(result), more].filter((each) => each !== "").join(" ");
  const [first = "", ...others] = wrap(printable(text), page.width, "", "");
  return [first.replace(sentence, page.paint(worst, sentence)), ...others];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

type Style = Severity | "element" | "place" | "label" | "mark" | "added" | "removed";
type Paint = PaintOf<Style>;

const styles: Record<Style, string> = {
  error: "1;31",
  warning: "1;33",
  info: "1;36",
  element: "1",
  place: "4",
  label: "2",
  mark: "1;33",
  added: "32",
  removed: "31",
};

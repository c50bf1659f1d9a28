import type { CheckResult } from "../check/check.js";
import type { Finding, Fix } from "../rules/finding.js";
import type { Severity } from "../rules/rule.js";

import { type Fact, factsOf } from "./facts.js";
import { type PaintOf, painter } from "./paint.js";
import { printable, printableLines } from "./printable.js";
import { countText, placeText, scopeText } from "./sentences.js";
import { wrap } from "./wrap.js";

/** Columns that sentences are wrapped to. A place or a fix is never broken: people click or paste it. */
const width = 60;

const indent = "  ";

/** Columns of the longest label and the blanks behind it. */
const labelWidth = "Fingerprint".length + 2;

/** What the sentence of the finding says already. */
const said: Fact["label"][] = ["Before", "After"];

/** For people at a terminal; `color` says whether the terminal may show colors. */
export function textReport({ summary, findings }: CheckResult, color: boolean): string {
  const paint = painter(styles, color);
  const texts = findings.map((finding) => `${findingLines(finding, paint).join("\n")}\n\n`);
  return `${texts.join("")}${summaryLines(summary, paint).join("\n")}\n`;
}

function findingLines(finding: Finding, paint: Paint): string[] {
  const { place, severity, check, element, message, fix } = finding;
  return [
    paint("place", printable(placeText(place))),
    `${indent}${paint(severity, severity)}  ${check}  ${printable(element.fullName)}`,
    ...wrap(printable(message), width, indent, indent),
    ...(fix ? fixLines(fix, paint) : []),
    ...factsOf(finding)
      .filter(({ label }) => !said.includes(label))
      .flatMap(({ label, text }) => labeled(label, text, paint)),
  ];
}

function fixLines({ title, advice }: Fix, paint: Paint): string[] {
  const paste = printableLines(advice).map((line) => `${indent}${indent}${line}`);
  return [...labeled("Fix", title, paint), ...paste];
}

function labeled(label: string, text: string, paint: Paint): string[] {
  const blank = indent + " ".repeat(labelWidth);
  const [first = "", ...others] = wrap(printable(text), width, blank, blank);
  return [`${indent}${paint("label", label.padEnd(labelWidth))}${first.slice(blank.length)}`, ...others];
}

function summaryLines(summary: CheckResult["summary"], paint: Paint): string[] {
  const worst = summary.errors > 0 ? "error" : summary.warnings > 0 ? "warning" : "place";
  const count = countText(summary);
  const sentence = `${count.charAt(0).toUpperCase()}${count.slice(1)}.`;
  return [paint(worst, sentence), ...wrap(printable(scopeText(summary)), width, "", "")];
}

type Style = Severity | "place" | "label";
type Paint = PaintOf<Style>;

const styles: Record<Style, string> = {
  error: "1;31",
  warning: "1;33",
  info: "1;36",
  place: "1",
  label: "2",
};

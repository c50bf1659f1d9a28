import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { factsOf } from "./facts.js";
import { xml } from "./markup.js";
import { printable, printableLines } from "./printable.js";
import { countText, knownText, placeText, scopeText, sentenceOf, severityText } from "./sentences.js";

/**
 * For test dashboards. A new error is a failed test; what does not fail the run is a passed one that printed
 * something. The first test says what was looked at, so that a clean run has one.
 */
export function junitReport(result: CheckResult): string {
  const { summary, findings } = result;
  const counts = `tests="${findings.length + 1}" failures="${summary.errors}" errors="0"`;
  const sentences = [`${countText(summary)}: ${scopeText(summary)}`, knownText(result)];
  const scope = xml(sentences.filter((each) => each !== "").join(" "));
  const lines = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="grpc-evolution" ${counts}>`,
    `  <testsuite name="grpc-evolution" ${counts}>`,
    `    <testcase classname="grpc-evolution" name="${scope}"/>`,
    ...findings.map((finding) => testCase(finding, summary.baselines)),
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase(finding: Finding, baselines: readonly string[]): string {
  const { place, check, element, severity, status } = finding;
  const name = xml(`${check} ${element.fullName} (${placeText(place)})`);
  const where = place.file === "" ? "" : ` file="${xml(place.file)}" line="${place.start.line}"`;
  const open = `<testcase classname="${xml(check)}" name="${name}"${where}>`;
  const text = details(finding, baselines).map(xml).join("\n");
  const body =
    severity === "error" && status === "new"
      ? `<failure type="${xml(check)}" message="${xml(sentenceOf(finding))}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    ${open}\n      ${body}\n    </testcase>`;
}

function details(finding: Finding, baselines: readonly string[]): string[] {
  const { fix } = finding;
  return [
    printable(`${severityText(finding)}: ${sentenceOf(finding)}`),
    ...(fix ? [printable(`Fix: ${fix.title}:`), ...printableLines(fix.advice)] : []),
    ...factsOf(finding, baselines).map(({ label, text }) => printable(`${label}: ${text}`)),
  ];
}

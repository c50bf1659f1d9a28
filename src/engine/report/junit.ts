import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { factsOf } from "./facts.js";
import { xml } from "./markup.js";
import { printable, printableLines } from "./printable.js";
import { countText, placeText, scopeText } from "./sentences.js";

/**
 * For test dashboards. An error is a failed test; a warning or an info is a passed one that printed something,
 * as it does not fail the run either. The first test says what was looked at, so that a clean run has one.
 */
export function junitReport({ summary, findings }: CheckResult): string {
  const counts = `tests="${findings.length + 1}" failures="${summary.errors}" errors="0"`;
  const scope = xml(`${countText(summary)}: ${scopeText(summary)}`);
  const lines = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="grpc-evolution" ${counts}>`,
    `  <testsuite name="grpc-evolution" ${counts}>`,
    `    <testcase classname="grpc-evolution" name="${scope}"/>`,
    ...findings.map(testCase),
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase(finding: Finding): string {
  const { place, check, element, severity, message } = finding;
  const name = xml(`${check} ${element.fullName} (${placeText(place)})`);
  const open = `<testcase classname="${xml(check)}" name="${name}" file="${xml(place.file)}" line="${place.start.line}">`;
  const text = details(finding).map(xml).join("\n");
  const body =
    severity === "error"
      ? `<failure type="${xml(check)}" message="${xml(message)}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    ${open}\n      ${body}\n    </testcase>`;
}

function details(finding: Finding): string[] {
  const { severity, message, fix } = finding;
  return [
    printable(`${severity}: ${message}`),
    ...(fix ? [printable(`Fix: ${fix.title}:`), ...printableLines(fix.advice)] : []),
    ...factsOf(finding).map(({ label, text }) => printable(`${label}: ${text}`)),
  ];
}

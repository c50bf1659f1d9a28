import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import type { Severity } from "../rules/rule.js";
import { factsOf } from "./facts.js";
import { printable, printableLines } from "./printable.js";
import { countText, knownText, scopeText, sentenceOf, severityText } from "./sentences.js";

const commands: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/**
 * Workflow commands, which GitHub Actions shows as annotations on the changed lines; the last line is for the log.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(result: CheckResult): string {
  const { summary, findings } = result;
  const sentences = [`grpc-evolution: ${countText(summary)}.`, knownText(result), scopeText(summary)];
  const log = printable(sentences.filter((each) => each !== "").join(" "));
  const annotations = findings.map((finding) => annotation(finding, summary.baselines));
  return `${[...annotations, log].join("\n")}\n`;
}

function annotation(finding: Finding, baselines: readonly string[]): string {
  const { severity, place: where, check, element } = finding;
  const { start } = where;
  const file = escapeProperty(printable(where.file));
  const place = file === "" ? "" : `file=${file},line=${start.line},col=${start.column},`;
  const title = escapeProperty(printable(`${check} ${element.fullName}`));
  return `::${commands[severity]} ${place}title=${title}::${escapeData(lines(finding, baselines).join("\n"))}`;
}

function lines(finding: Finding, baselines: readonly string[]): string[] {
  const { fix, status } = finding;
  return [
    printable(sentenceOf(finding)),
    ...(status === "known" ? [`A ${severityText(finding)}: it was true before this change.`] : []),
    ...(fix ? [printable(`Fix: ${fix.title}:`), ...printableLines(fix.advice)] : []),
    ...factsOf(finding, baselines).map(({ label, text }) => printable(`${label}: ${text}`)),
  ];
}

function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { type Fact, factsOf } from "./facts.js";
import { code, codeBlock, prose, tableRow } from "./markup.js";
import { countText, scopeText } from "./sentences.js";
import { isAddress } from "./values.js";

/** For a comment on a pull request, or the summary of a job: GitHub Flavored Markdown. */
export function markdownReport({ summary, findings }: CheckResult): string {
  const head = [`## grpc-evolution: ${countText(summary)}`, prose(scopeText(summary))];
  return `${[...head, ...findings.flatMap(section)].join("\n\n")}\n`;
}

/** The paragraphs of a finding. */
function section(finding: Finding): string[] {
  const { severity, check, element, file, line, column, message, fix } = finding;
  return [
    `### ${severity}: ${prose(check)} ${code(element)}`,
    code(`${file}:${line}:${column}`),
    prose(message),
    ...(fix ? [`${prose(fix.title)}:`, codeBlock(fix.text, file.endsWith(".proto") ? "proto" : "yaml")] : []),
    factTable(factsOf(finding)),
  ];
}

function factTable(facts: Fact[]): string {
  const rows = facts.map(({ label, text, literal }) => {
    if (isAddress(text)) return [label, `<${text}>`];
    return [label, literal ? code(text) : prose(text)];
  });
  return [["Fact", "Value"], ["---", "---"], ...rows].map(tableRow).join("\n");
}

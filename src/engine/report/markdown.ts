import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { type Fact, factsOf } from "./facts.js";
import { code, codeBlock, prose, tableRow } from "./markup.js";
import { countText, placeText, scopeText } from "./sentences.js";

/** For a comment on a pull request, or the summary of a job: GitHub Flavored Markdown. */
export function markdownReport({ summary, findings }: CheckResult): string {
  const head = [`## grpc-evolution: ${countText(summary)}`, prose(scopeText(summary))];
  return `${[...head, ...findings.flatMap(section)].join("\n\n")}\n`;
}

/** The paragraphs of a finding. */
function section(finding: Finding): string[] {
  const { severity, check, element, place, message, fix } = finding;
  return [
    `### ${severity}: ${prose(check)} ${code(element.fullName)}`,
    code(placeText(place)),
    prose(message),
    ...(fix
      ? [`${prose(fix.title)}:`, codeBlock(fix.advice, place.file.endsWith(".proto") ? "proto" : "yaml")]
      : []),
    factTable(factsOf(finding)),
  ];
}

function factTable(facts: Fact[]): string {
  const rows = facts.map(({ label, text, kind }) => {
    if (kind === "address") return [label, `<${text}>`];
    return [label, kind === "literal" ? code(text) : prose(text)];
  });
  return [["Fact", "Value"], ["---", "---"], ...rows].map(tableRow).join("\n");
}

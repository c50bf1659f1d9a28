import type { CheckResult } from "../check.js";
import type { Finding } from "../rules/finding.js";
import { type Fact, factsOf } from "./facts.js";
import { printable, printableLines } from "./printable.js";
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
    ...(fix ? [`${prose(fix.title)}:`, codeBlock(fix.text)] : []),
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

/** In a table a pipe ends the cell, even inside code, unless a backslash stands before it. */
function tableRow(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
}

/**
 * Text of others as plain words: no markup, no HTML, nobody is mentioned. A mention is looked for in what was
 * rendered, so that a backslash does not prevent it; a zero-width space behind the `@` does.
 */
function prose(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]#~$]|^[-+]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "@\u200b");
}

/** Text of others as code. The fence is longer than any run of backticks in it. */
function code(text: string): string {
  const content = printable(text);
  const fence = fenceFor(content, 1);
  const padding = /^`|`$|^ .* $|^$/.test(content) ? " " : "";
  return `${fence}${padding}${content}${padding}${fence}`;
}

function codeBlock(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}proto\n${printableLines(text).join("\n")}\n${fence}`;
}

function fenceFor(content: string, least: number): string {
  const longer = [...content.matchAll(/`+/g)].map(([run]) => run.length + 1);
  return "`".repeat(Math.max(least, ...longer));
}

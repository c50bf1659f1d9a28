import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { type Fact, factsOf } from "./facts.js";
import { type Overview, overviewOf } from "./groups.js";
import { code, codeBlock, prose, tableRow } from "./markup.js";
import { countText, knownText, placeText, scopeText, sentenceOf, severityText } from "./sentences.js";

/** For a comment on a pull request, or the summary of a job: GitHub Flavored Markdown. */
export function markdownReport(result: CheckResult): string {
  const { summary, findings } = result;
  const overview = overviewOf(findings);
  const scope = [knownText(result), scopeText(summary)].filter((each) => each !== "").join(" ");
  const paragraphs = [
    `## grpc-evolution: ${countText(summary)}`,
    prose(scope),
    ...(overview ? overviewParagraphs(overview) : []),
    ...findings.flatMap((finding) => section(finding, summary.baselines)),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

/** How often each check reports something, and the gravest in a line each. */
function overviewParagraphs({ counts, gravest }: Overview): string[] {
  const rows = counts.map(({ check, count }) => [prose(check), String(count)]);
  const items = gravest.map(
    (finding, index) =>
      `${index + 1}. ${severityText(finding)}: ${prose(finding.check)} ${code(finding.element.fullName)}, ${code(placeText(finding.place))}`,
  );
  return [
    [["Check", "Findings"], ["---", "---:"], ...rows].map(tableRow).join("\n"),
    "The gravest:",
    items.join("\n"),
  ];
}

/** The paragraphs of a finding. */
function section(finding: Finding, baselines: readonly string[]): string[] {
  const { check, element, place, fix } = finding;
  return [
    `### ${severityText(finding)}: ${prose(check)} ${code(element.fullName)}`,
    code(placeText(place)),
    prose(sentenceOf(finding)),
    ...(fix
      ? [`${prose(fix.title)}:`, codeBlock(fix.advice, place.file.endsWith(".proto") ? "proto" : "yaml")]
      : []),
    factTable(factsOf(finding, baselines)),
  ];
}

function factTable(facts: Fact[]): string {
  const rows = facts.map(({ label, text, kind }) => {
    if (kind === "address") return [label, `<${text}>`];
    return [label, kind === "literal" ? code(text) : prose(text)];
  });
  return [["Fact", "Value"], ["---", "---"], ...rows].map(tableRow).join("\n");
}

import type { Analysis } from "../analysis/analysis.js";
import type { Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { severities } from "../rules/rule.js";
import { table } from "./analysis-elements.js";
import { findingText } from "./analysis-finding.js";
import { namesText } from "./analysis-names.js";
import { fittingProse } from "./fitting.js";
import { overviewOf } from "./groups.js";

/** More findings than these are counted by check, and only the first ones are listed. */
const findingsShown = 12;

/** What the checks report that is new, the gravest first. */
export function findingParagraphs({ findings, baselines }: Analysis): string[] {
  if (findings.length === 0) return [];
  const overview = overviewOf(findings);
  const rows = overview?.counts.map(({ check, count }) => [fittingProse(check, 80), String(count)]) ?? [];
  const gravestFirst = severities.flatMap((severity) =>
    findings.filter((each) => each.severity === severity),
  );
  const listed = overview ? overview.gravest : gravestFirst.slice(0, findingsShown);
  const more = findings.length - listed.length;
  const isToStay = toStayIn(findings);
  return [
    "### Findings",
    ...(overview ? [table(["Check", "Findings"], rows)] : []),
    listed.map((finding) => `- ${findingText(finding, baselines, isToStay)}`).join("\n"),
    ...(more > 0 ? [`${more} more: \`grpc-evolution check\` lists them all.`] : []),
  ];
}

/** Tells the findings about what is gone, and that another finding wants to be kept until nobody relies on it. */
export function toStayIn(findings: readonly Finding[]): (finding: Finding) => boolean {
  const key = ({ element: { kind, fullName } }: Finding) => `${kind} ${fullName}`;
  const waits = ({ check, after }: Finding) => after === null && checkOf(check)?.check.waitsFor !== undefined;
  const kept = new Set(findings.filter(waits).map(key));
  return (finding) => finding.after === null && !waits(finding) && kept.has(key(finding));
}

/** What would be among the findings without an allow: who reviews the change reviews the reason. */
export function allowedParagraphs({ allowed, elements }: Analysis): string[] {
  if (allowed.length === 0) return [];
  const lines = allowed.slice(0, findingsShown).map(({ check, severity, element, message, reason }) => {
    const name = namesText([element.fullName], elements);
    return `- **${severity}** ${fittingProse(check, 80)} ${name}: ${fittingProse(message, 480)} Allowed, since: ${fittingProse(reason, 480)}`;
  });
  const more = allowed.length - lines.length;
  return ["### Allowed", lines.join("\n"), ...(more > 0 ? [`${more} more.`] : [])];
}

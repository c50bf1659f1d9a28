import type { Analysis } from "../analysis/analysis.js";
import type { Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { severities } from "../rules/rule.js";
import { table } from "./analysis-elements.js";
import { elementLine, remedyLine } from "./analysis-finding.js";
import { namesText } from "./analysis-names.js";
import { fittingProse } from "./fitting.js";
import { folded } from "./folded.js";
import { byElement, type ElementFindings, overviewOf } from "./groups.js";

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
  const groups = byElement(listed);
  return [
    "### Findings",
    ...(overview ? [table(["Check", "Findings"], rows)] : []),
    groups.map((group) => elementLine(group, baselines)).join("\n"),
    ...(more > 0 ? [`${more} more: \`grpc-evolution check\` lists them all.`] : []),
    ...remedyParagraphs(groups, toStayIn(findings)),
  ];
}

/** What can wait for a click while somebody reads what breaks. */
function remedyParagraphs(
  groups: readonly ElementFindings[],
  isToStay: (finding: Finding) => boolean,
): string[] {
  const lines = groups.flatMap((group) => remedyLine(group, isToStay));
  const hasBytes = groups.flat().some(({ witness }) => witness !== null);
  return lines.length === 0
    ? []
    : folded(hasBytes ? "What to do, and the bytes" : "What to do", [lines.join("\n")]);
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

import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { checkOf, pagePath } from "@grpc-evolution/engine/rules/index.js";
import { checkAnchor, isGraver, type Severity, severities } from "@grpc-evolution/engine/rules/rule.js";
import type { CheckCount } from "./question.js";

/** So many findings are shown all together; of more, only the first of each check. */
const together = 30;
const firstShown = 4;

/** The checks that found something, the gravest first, and else in the order of their first finding. */
export function checkCounts(findings: readonly Finding[]): CheckCount[] {
  const counts = [...groupBy(findings, ({ check }) => check)].map(([check, own]) => ({
    check,
    severity: gravestOf(own),
    sees: checkOf(check)?.check.sees ?? "",
    page: pageOf(check),
    count: own.length,
  }));
  return severities.flatMap((severity) => counts.filter((each) => each.severity === severity));
}

function gravestOf(findings: readonly Finding[]): Severity {
  return findings.reduce<Severity>(
    (gravest, { severity }) => (isGraver(severity, gravest) ? severity : gravest),
    "info",
  );
}

/** The findings to show, each check's together, as many of each as were asked for. */
export function firstOfEach(findings: readonly Finding[], asked: Record<string, number>): Finding[] {
  const least = findings.length > together ? firstShown : together;
  const groups = groupBy(findings, ({ check }): string => check);
  return checkCounts(findings).flatMap(({ check }) => {
    const count = Object.hasOwn(asked, check) ? (asked[check] ?? least) : least;
    return (groups.get(check) ?? []).slice(0, Math.max(least, count));
  });
}

/** Address of the page that explains a check, below the site's root. */
export function pageOf(check: string): string {
  const rule = checkOf(check)?.rule;
  return rule ? `/${pagePath(rule)}#${checkAnchor(check)}` : "/rules";
}

import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import { jsonText } from "./values.js";

/**
 * For programs. A contract: a key may be added, none changes its meaning; `version` would change with one that did.
 */
export function jsonReport({ summary, findings }: CheckResult): string {
  const document = { version: 1, summary: summaryOf(summary), findings: findings.map(findingOf) };
  return `${jsonText(document, 2)}\n`;
}

/** Copied key by key, so that what the engine adds for itself stays inside. */
function summaryOf({ errors, warnings, infos, files, revisions, baselines }: CheckResult["summary"]) {
  return { errors, warnings, infos, files, revisions, baselines };
}

function findingOf(finding: Finding) {
  return {
    rule: finding.rule,
    check: finding.check,
    severity: finding.severity,
    tier: finding.tier,
    element: finding.element,
    file: finding.file,
    line: finding.line,
    column: finding.column,
    message: finding.message,
    before: finding.before,
    after: finding.after,
    breaks: finding.breaks.map(({ writer, reader, outcome }) => ({ writer, reader, outcome })),
    witness: finding.witness,
    safeFrom: finding.safeFrom,
    fix: finding.fix,
    docs: finding.docs,
    buf: finding.buf,
    fingerprint: finding.fingerprint,
  };
}

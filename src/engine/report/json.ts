import type { CheckResult } from "../check/check.js";
import type { Finding } from "../rules/finding.js";
import type { Place } from "../source/source.js";
import { docsText, peerName } from "./sentences.js";
import { jsonText } from "./values.js";

/**
 * For programs. A contract: a key may be added, none changes its meaning; `version` would change with one that did.
 */
export function jsonReport({ summary, findings }: CheckResult): string {
  const document = { version: 1, summary: summaryOf(summary), findings: findings.map(findingOf) };
  return `${jsonText(document, 2)}\n`;
}

/** Copied key by key, so that what the engine adds for itself stays inside. */
function summaryOf({ errors, warnings, infos, known, files, revisions, baselines }: CheckResult["summary"]) {
  return { errors, warnings, infos, known, files, revisions, baselines };
}

function findingOf(finding: Finding) {
  return {
    rule: finding.rule,
    check: finding.check,
    severity: finding.severity,
    tier: finding.tier,
    status: finding.status,
    element: finding.element.fullName,
    ...placeOf(finding.place),
    message: finding.message,
    before: finding.before,
    after: finding.after,
    breaks: breaksOf(finding),
    unnamed: finding.unnamed,
    witness: finding.witness,
    safeFrom: finding.safeFrom,
    published: finding.published,
    fix: fixOf(finding),
    docs: docsText(finding.docs),
    buf: finding.buf,
    fingerprint: finding.fingerprint,
  };
}

function placeOf({ file, start, end }: Place) {
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** Who breaks, each side in the words of a sentence. */
export function breaksOf({ breaks }: Finding) {
  return breaks.map(({ writer, reader, outcome }) => ({
    writer: peerName(writer),
    reader: peerName(reader),
    outcome,
  }));
}

/** The fix, with its advice as `text`. */
export function fixOf({ fix }: Finding) {
  if (fix === null) return null;
  const edits = fix.edits.map(({ file, from, to, text }) => ({ file, from, to, text }));
  return { title: fix.title, text: fix.advice, edits };
}

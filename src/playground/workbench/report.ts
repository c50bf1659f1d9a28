import type { Break, Finding, Witness } from "@grpc-evolution/engine/rules/finding.js";
import { severities } from "@grpc-evolution/engine/rules/rule.js";
import { outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import { checkCounts } from "./check-groups.js";
import type { CheckCount, Result } from "./question.js";

/** What `check --format json` printed, as far as this page shows it. */
export interface CheckReport {
  counts: Result["counts"];
  /** How many were true before. */
  known: number;
  /** What the head was compared with. */
  baselines: string[];
  checks: CheckCount[];
  findings: Finding[];
}

/** A longer text is not read, and more findings are not shown. */
const maxLength = 4_000_000;
const maxFindings = 5000;

/** Reads the JSON of `check`; a sentence that says why where it is none. */
export function readReport(text: string): CheckReport | string {
  if (text.length > maxLength) return "The text is too long. Let the command print fewer findings.";
  const data = parsed(text);
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.findings) || !isRecord(data.summary)) {
    return "This is not what grpc-evolution check --format json prints.";
  }
  const findings = data.findings.slice(0, maxFindings).flatMap(readFinding);
  const fresh = findings.filter(({ status }) => status === "new");
  const count = (severity: Finding["severity"]) => fresh.filter((each) => each.severity === severity).length;
  const { baselines } = data.summary;
  return {
    counts: { errors: count("error"), warnings: count("warning"), infos: count("info") },
    known: findings.length - fresh.length,
    baselines: Array.isArray(baselines) ? baselines.filter((each) => typeof each === "string") : [],
    checks: checkCounts(fresh),
    findings: fresh,
  };
}

function readFinding(data: unknown): Finding[] {
  if (!isRecord(data)) return [];
  const check = textIn(data.check);
  const severity = severities.find((each) => each === data.severity);
  if (!/^[\w-]+\/[\w-]+$/.test(check) || !severity) return [];
  const position = (line: unknown, column: unknown) => ({
    line: numberIn(line),
    column: numberIn(column),
    offset: 0,
  });
  return [
    {
      rule: check.split("/")[0] ?? "",
      // A newer command may have checks that this page does not know.
      check: check as Finding["check"],
      severity,
      tier: data.tier === "safe" || data.tier === "conditional" ? data.tier : "unsafe",
      element: { kind: "file", fullName: textIn(data.element), owner: null },
      status: data.status === "known" ? "known" : "new",
      published: typeof data.published === "string" ? data.published : null,
      place: {
        file: textIn(data.file),
        start: position(data.line, data.column),
        end: position(data.endLine, data.endColumn),
      },
      message: textIn(data.message),
      before: null,
      after: null,
      breaks: Array.isArray(data.breaks) ? data.breaks.flatMap(readBreak) : [],
      unnamed: typeof data.unnamed === "string" ? data.unnamed : null,
      witness: readWitness(data.witness),
      exchanged: null,
      safeFrom: typeof data.safeFrom === "string" ? data.safeFrom : null,
      fix: isRecord(data.fix)
        ? { title: textIn(data.fix.title), advice: textIn(data.fix.text), edits: [] }
        : null,
      docs: { kind: "command", check },
      buf: [],
      fingerprint: textIn(data.fingerprint),
    },
  ];
}

/** Both sides are told in words already. */
function readBreak(data: unknown): Break[] {
  if (!isRecord(data) || !Object.hasOwn(outcomes, textIn(data.outcome))) return [];
  const peer = (text: string) => ({ component: null, release: null, state: text });
  return [
    {
      writer: peer(textIn(data.writer)),
      reader: peer(textIn(data.reader)),
      outcome: textIn(data.outcome) as Break["outcome"],
    },
  ];
}

function readWitness(data: unknown): Witness | null {
  if (!isRecord(data) || !isRecord(data.written) || !isRecord(data.read)) return null;
  return { bytes: textIn(data.bytes), written: data.written, read: data.read };
}

function textIn(data: unknown): string {
  return typeof data === "string" ? data.slice(0, 2000) : "";
}

function numberIn(data: unknown): number {
  return typeof data === "number" && Number.isSafeInteger(data) && data > 0 ? data : 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

import { type Allowance, allowancesIn, covers } from "./allow.js";
import type { Comparison } from "./diff/change.js";
import { diffSchemas } from "./diff/diff.js";
import { fingerprint } from "./fingerprint.js";
import { damageOf, type Sides } from "./harm.js";
import type { Ledger } from "./ledger/ledger.js";
import { revisionText } from "./ledger/revision-text.js";
import { placesIn } from "./places.js";
import { bufRules } from "./rules/buf.js";
import type { Finding, Tier } from "./rules/finding.js";
import { pagePath, rules } from "./rules/index.js";
import type { CheckMeta, Severity } from "./rules/rule.js";
import { type Usage, usageOf } from "./rules/usage.js";
import type { Verdict } from "./rules/verdict.js";
import type { Place } from "./schema/place.js";
import { readSchema, type SourceText } from "./schema/read.js";
import type { Schema } from "./schema/schema.js";

/** One revision of a protocol, with the name that findings give it: `v1.0`, `the merge base 3f2a1b0`, `before`. */
export interface State {
  label: string;
  files: SourceText[];
}

/** What is checked, and how. */
export interface CheckRequest {
  head: State;
  /** Each is compared with the head; a finding that several show is reported once, with all that it breaks. */
  baselines: State[];
  /** The whole history, null where it is not to be looked at. */
  ledger: Ledger | null;
  preset: "strict" | "standard";
  /** What findings call the two sides. */
  components: { client: string; server: string };
  /** Findings that the configuration allows, each with its reason. */
  allow: { fingerprint: string; reason: string }[];
  /** Address that the pages' paths are appended to, empty where there is none. */
  homepage: string;
}

export interface CheckResult {
  /** Sorted by file, line and check. Those that an allow covers are not among them. */
  findings: Finding[];
  summary: {
    errors: number;
    warnings: number;
    infos: number;
    /** `.proto` files of the head. */
    files: number;
    /** Revisions that the ledger has read, 0 without one. */
    revisions: number;
    baselines: string[];
  };
}

/**
 * Applies all rules to a protocol: the head against each baseline, and against the whole history where there is one.
 * Files that cannot be read are judged as far as they were; whoever calls reports their problems first.
 */
export function check(request: CheckRequest): CheckResult {
  const head = readSchema(request.head.files).schema;
  // What history tells names the revision that spent a number, so it comes first.
  const found = [...remembered(head, request), ...compared(head, request)];
  const findings = allowed(mergeSame(found), head, request).sort(byPlace);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings,
    summary: {
      errors: count("error"),
      warnings: count("warning"),
      infos: count("info"),
      files: request.head.files.length,
      revisions: request.ledger?.revisions ?? 0,
      baselines: request.baselines.map(({ label }) => label),
    },
  };
}

function compared(head: Schema, request: CheckRequest): Finding[] {
  return request.baselines.flatMap(({ label, files }) => {
    const comparison = diffSchemas(readSchema(files).schema, head);
    const usage = usageOf(comparison.before, comparison.after);
    const sides: Sides = { older: label, newer: request.head.label, ...request.components };
    const places = placesOf(comparison);
    const verdicts = rules.flatMap((rule) => rule.compare?.(comparison) ?? []);
    return verdicts.map((verdict) =>
      datedBy(request.ledger, toFinding(verdict, comparison, places, usage, sides, request)),
    );
  });
}

/** Adds to a finding of R1 which revision spent the number. */
function datedBy(ledger: Ledger | null, finding: Finding): Finding {
  const { rule, before, element } = finding;
  if (!ledger || rule !== "R1" || typeof before?.number !== "number") return finding;
  const owner = element.slice(0, Math.max(0, element.lastIndexOf(".")));
  const holders = ledger.owners.get(owner)?.numbers.get(before.number) ?? [];
  const holder = holders.find(({ names }) => names.includes(String(before.name)));
  if (!holder) return finding;
  const { first, last } = holder;
  return {
    ...finding,
    message: `${finding.message} Number ${before.number} is spent since ${revisionText(first)}.`,
    before: { ...before, first: { ...first }, last: { ...last } },
  };
}

function remembered(head: Schema, request: CheckRequest): Finding[] {
  const { ledger } = request;
  if (!ledger) return [];
  const alone: Comparison = { before: head, after: head, changes: [] };
  const sides: Sides = { older: "", newer: request.head.label, ...request.components };
  const verdicts = rules.flatMap((rule) => rule.remember?.(head, ledger) ?? []);
  const places = placesOf(alone);
  return verdicts.map((verdict) => toFinding(verdict, alone, places, new Map(), sides, request));
}

function toFinding(
  verdict: Verdict,
  comparison: Comparison,
  places: Places,
  usage: Usage,
  sides: Sides,
  { preset, homepage }: CheckRequest,
): Finding {
  const rule = rules.find(({ checks }) => checks.some(({ id }) => id === verdict.check));
  const meta = rule?.checks.find(({ id }) => id === verdict.check);
  if (!rule || !meta) throw new Error(`no rule declares the check ${verdict.check}`);
  const { place, harm, ...said } = verdict;
  return {
    rule: rule.id,
    ...said,
    severity: severityOf(meta, verdict.tier, preset),
    file: place.file,
    ...places(place),
    ...damageOf(harm, comparison, usage, sides),
    safeFrom: null,
    docs: homepage === "" ? `grpc-evolution explain ${verdict.check}` : `${homepage}/${pagePath(rule)}`,
    buf: bufRules(verdict),
    fingerprint: fingerprint(verdict.check, verdict.element, verdict.before, verdict.after),
  };
}

/** Where something stands that a verdict points to, in the newer schema or, where its file is gone, in the older. */
type Places = (place: Verdict["place"]) => Place;

function placesOf({ before, after }: Comparison): Places {
  const inFile = new Map([...before.files, ...after.files].map(({ path, text }) => [path, placesIn(text)]));
  return ({ file, at }) => inFile.get(file)?.(at) ?? { line: 1, column: 1 };
}

const severityOfTier: Record<Tier, Severity> = { safe: "info", conditional: "warning", unsafe: "error" };

function severityOf(meta: CheckMeta, tier: Tier, preset: CheckRequest["preset"]): Severity {
  const declared = preset === "standard" ? (meta.standard ?? meta.severity) : meta.severity;
  return declared === "tier" ? severityOfTier[tier] : declared;
}

/** The same finding against several baselines is one finding, which names everything that it breaks. */
function mergeSame(findings: Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.element} ${(finding.before as { name?: string } | null)?.name ?? ""}`;
    const first = merged.get(key);
    merged.set(
      key,
      first
        ? {
            ...first,
            breaks: unique([...first.breaks, ...finding.breaks]),
            witness: first.witness ?? finding.witness,
          }
        : finding,
    );
  }
  return [...merged.values()];
}

function unique<T>(items: T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Takes away what is allowed, and adds what is wrong with the allows themselves. */
function allowed(findings: Finding[], head: Schema, request: CheckRequest): Finding[] {
  const comments = allowancesIn(request.head.files, head);
  const byComment = (finding: Finding) => comments.some((comment) => covers(comment, finding));
  const byConfiguration = (finding: Finding) =>
    request.allow.some((allow) => allow.fingerprint === finding.fingerprint && allow.reason.trim() !== "");
  const left = findings.filter((finding) => !byComment(finding) && !byConfiguration(finding));
  const wrong = comments.flatMap((comment) => wrongComment(comment, findings, request.homepage));
  const stale = request.allow.flatMap((allow) => wrongAllow(allow, findings, request.homepage));
  return [...left, ...wrong, ...stale];
}

function wrongComment(comment: Allowance, findings: Finding[], homepage: string): Finding[] {
  const { check, reason, element, file, line, column } = comment;
  const place = { element, file, line, column };
  if (check === "") {
    return [
      allowFinding(
        "allow/unreadable",
        place,
        "This comment allows nothing; write: allow CHECK -- reason.",
        homepage,
      ),
    ];
  }
  if (reason === "") {
    return [
      allowFinding(
        "allow/without-reason",
        place,
        `Allowing ${check} needs a reason; add: -- why it is fine here.`,
        homepage,
      ),
    ];
  }
  if (findings.some((finding) => covers(comment, finding))) return [];
  return [
    allowFinding(
      "allow/stale",
      place,
      `Nothing here is reported by ${check} any more; remove the comment.`,
      homepage,
    ),
  ];
}

function wrongAllow(allow: CheckRequest["allow"][number], findings: Finding[], homepage: string): Finding[] {
  const place = { element: allow.fingerprint, file: "grpc-evolution.yaml", line: 1, column: 1 };
  if (allow.reason.trim() === "") {
    return [
      allowFinding("allow/without-reason", place, `Allowing ${allow.fingerprint} needs a reason.`, homepage),
    ];
  }
  if (findings.some((finding) => finding.fingerprint === allow.fingerprint)) return [];
  return [
    allowFinding(
      "allow/stale",
      place,
      `No finding has the fingerprint ${allow.fingerprint} any more; remove it.`,
      homepage,
    ),
  ];
}

function allowFinding(
  check: string,
  place: Pick<Finding, "element" | "file" | "line" | "column">,
  message: string,
  homepage: string,
): Finding {
  return {
    rule: "allow",
    check,
    severity: "error",
    tier: "safe",
    ...place,
    message,
    before: null,
    after: null,
    breaks: [],
    witness: null,
    safeFrom: null,
    fix: null,
    docs: homepage === "" ? "grpc-evolution explain" : `${homepage}/tool`,
    buf: [],
    fingerprint: fingerprint(check, place.file, place.element, message),
  };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.check, b.check)
  );
}

/** By code unit, so that the order does not depend on where it runs. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

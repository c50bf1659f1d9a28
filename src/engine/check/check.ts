import type { Ledger } from "../ledger/ledger.js";
import { revisionText } from "../ledger/revision-text.js";
import type { Break, Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { isGraver, type Severity } from "../rules/rule.js";
import { readSchema } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import { elementHistories } from "../window/elements.js";
import { type DatedFeature, dateFeatures } from "../window/features.js";
import { nameAt, type Releases } from "../window/releases.js";
import { widestOf } from "../window/window.js";
import type { Draft } from "./edits.js";
import {
  compareSchemas,
  type Evaluated,
  evaluateAgainst,
  evaluateByHistory,
  evaluateConfiguration,
} from "./evaluate.js";
import type { CheckRequest } from "./request.js";
import { applyAllowances } from "./suppress.js";

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

/** A result with what the fixes of its findings would change. */
export interface Checked extends CheckResult {
  drafts: ReadonlyMap<Finding, Draft>;
}

/**
 * Applies all rules to a protocol: the head against each baseline, against the whole history where there is one, and
 * the configuration against the releases.
 * Files that cannot be read are evaluated as far as they were; whoever calls reports their problems first.
 */
export function check(request: CheckRequest): Checked {
  const head = readSchema(request.head.files).schema;
  const features = datedFeatures(head, request);
  // What history tells names the revision that spent a number, so it comes first.
  const evaluated = [
    ...evaluateByHistory(head, request),
    ...request.baselines
      .flatMap((baseline) => evaluateAgainst(baseline, head, features, request))
      .map((each) => ({ ...each, finding: datedBy(request.ledger, each.finding) })),
    ...evaluateConfiguration(features, request),
  ];
  const reported = mergeSame(evaluated.filter(({ isSuppressed }) => !isSuppressed)).map((each) =>
    withSafeRelease(each, request.releases),
  );
  const suppressed = evaluated.filter(({ isSuppressed }) => isSuppressed).map(({ finding }) => finding);
  const drafts = new Map(reported.flatMap(({ finding, draft }) => (draft ? [[finding, draft]] : [])));
  const findings = applyAllowances(
    reported.map(({ finding }) => finding),
    suppressed,
    head,
    request,
  ).sort(byPlace);
  return {
    findings,
    drafts,
    summary: {
      ...countsOf(findings),
      files: request.head.files.length,
      revisions: request.ledger?.revisions ?? 0,
      baselines: request.baselines.map(({ label }) => label),
    },
  };
}

/** How many findings of each severity there are. */
export function countsOf(
  findings: readonly Finding[],
): Pick<CheckResult["summary"], "errors" | "warnings" | "infos"> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** The features with their introductions; none where no window says what too early is. */
function datedFeatures(head: Schema, request: CheckRequest): DatedFeature[] {
  const { features, releases, released, components } = request;
  const windows = components.flatMap(({ window }) => window ?? []);
  if (features.length === 0 || releases === null || windows.length === 0) return [];
  const before = released.slice(0, releases.head).map(({ files }) => readSchema(files).schema);
  const histories = elementHistories([...before, head], (older, newer) =>
    compareSchemas(older, newer, request.ledger),
  );
  return dateFeatures(features, histories, widestOf(windows), releases);
}

/** Names the release from which a change is safe, if it still lies ahead. */
function withSafeRelease(each: Evaluated, releases: Releases | null): Evaluated {
  const { finding, safeAt } = each;
  if (releases === null || safeAt === null || safeAt <= releases.head) return each;
  return { ...each, finding: { ...finding, safeFrom: nameAt(releases, safeAt) } };
}

/** Adds to a finding which revision spent the number that it names. */
function datedBy(ledger: Ledger | null, finding: Finding): Finding {
  const { before, element } = finding;
  if (!ledger || !checkOf(finding.check)?.check.isDated) return finding;
  if (element.owner === null || typeof before?.number !== "number") return finding;
  const holders = ledger.owners.get(element.owner)?.numbers.get(before.number) ?? [];
  const holder = holders.find(({ names }) => names.includes(String(before.name)));
  if (!holder) return finding;
  const { first, last } = holder;
  return {
    ...finding,
    message: `${finding.message} Number ${before.number} is spent since ${revisionText(first)}.`,
    before: { ...before, first: { ...first }, last: { ...last } },
  };
}

/** The same finding against several baselines is one finding, which names everything that it breaks. */
function mergeSame(evaluated: Evaluated[]): Evaluated[] {
  const merged = new Map<string, Evaluated>();
  for (const each of evaluated) {
    const key = subjectOf(each.finding);
    const first = merged.get(key);
    merged.set(key, first ? joined(first, each) : each);
  }
  return [...merged.values()];
}

/** What is reported once: a check, its element, and who had its number before. */
export function subjectOf({ check, element, before }: Finding): string {
  return `${check} ${element.fullName} ${before?.name ?? ""}`;
}

/** The graver of the two, with what both of them break; it is safe when both are. */
function joined(first: Evaluated, second: Evaluated): Evaluated {
  const [graver, other] = isGraver(second.finding.severity, first.finding.severity)
    ? [second, first]
    : [first, second];
  const breaks = unique([...first.finding.breaks, ...second.finding.breaks]);
  const { witness, exchanged } = graver.finding.witness ? graver.finding : other.finding;
  const safeAt =
    first.safeAt === null || second.safeAt === null ? null : Math.max(first.safeAt, second.safeAt);
  return { ...graver, finding: { ...graver.finding, breaks, witness, exchanged }, safeAt };
}

function unique(breaks: Break[]): Break[] {
  return [...new Map(breaks.map((each) => [JSON.stringify(each), each])).values()];
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.start.offset - b.place.start.offset ||
    compareText(a.check, b.check)
  );
}

/** By code unit, so that the order does not depend on where it runs. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { evidenceText } from "../ledger/evidence.js";
import { isSpent } from "../ledger/holders.js";
import type { Holder, Ledger } from "../ledger/ledger.js";
import type { Break, Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { isGraver, type Severity } from "../rules/rule.js";
import { readState } from "../schema/read.js";
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
  evaluateReading,
} from "./evaluate.js";
import { type EarlierFindings, earlierFindings, namesNow, wasTrue } from "./known.js";
import type { CheckRequest, State } from "./request.js";
import { applyAllowances } from "./suppress.js";

export interface CheckResult {
  /** Sorted by file, line and check. Those that an allow covers are not among them. */
  findings: Finding[];
  summary: {
    /** How many are new, by severity. */
    errors: number;
    warnings: number;
    infos: number;
    /** How many are known. */
    known: number;
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
  const head = readState(request.head).schema;
  const features = datedFeatures(head, request);
  const evaluated = [...evaluateState(head, features, request), ...evaluateConfiguration(features, request)];
  const shown = evaluated.filter(({ isSuppressed }) => !isSuppressed);
  const suppressed = evaluated.filter(({ isSuppressed }) => isSuppressed).map(({ finding }) => finding);
  // Where nothing is found, nobody has to know what was true before.
  const known = once(() => trueAtReference(head, request));
  const published = shown.length > 0 ? trueAtNewest(head, request) : nothing;
  const reported = mergeSame(shown.map((each) => withStatus(each, known())))
    .map((each) => withSafeRelease(each, request.releases))
    .map((each) => withPublication(each, published, request));
  const drafts = new Map(reported.flatMap(({ finding, draft }) => (draft ? [[finding, draft]] : [])));
  const left = applyAllowances(
    reported.map(({ finding }) => finding),
    suppressed,
    head,
    request,
  ).map((finding) =>
    isWrongComment(finding) ? { ...finding, status: statusOf(finding, known()) } : finding,
  );
  const findings = withoutImplied(left).sort(byPlace);
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

/**
 * What is gone is one fact: what another check implies is said only where that one is not there, is milder, or is past
 * mending.
 */
function withoutImplied(findings: readonly Finding[]): Finding[] {
  const said = new Map(findings.map((finding) => [`${finding.check} ${finding.element.fullName}`, finding]));
  return findings.filter(({ check, element, severity, status }) => {
    const implying = checkOf(check)?.check.impliedBy;
    const other = implying && said.get(`${implying} ${element.fullName}`);
    return (
      !other ||
      other.published !== null ||
      isGraver(severity, other.severity) ||
      (status === "new" && other.status === "known")
    );
  });
}

/** How many new findings of each severity there are, and how many known ones. */
export function countsOf(
  findings: readonly Finding[],
): Pick<CheckResult["summary"], "errors" | "warnings" | "infos" | "known"> {
  const fresh = findings.filter(({ status }) => status === "new");
  const count = (severity: Severity) => fresh.filter((finding) => finding.severity === severity).length;
  const known = findings.length - fresh.length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info"), known };
}

/** What all rules say of a state: by the history, and against each baseline. */
function evaluateState(
  schema: Schema,
  features: readonly DatedFeature[],
  request: CheckRequest,
): Evaluated[] {
  // What history tells names the revision that spent a number, so it comes first.
  return [
    ...evaluateByHistory(schema, request),
    ...request.baselines
      .flatMap((baseline) => evaluateAgainst(baseline, schema, features, request))
      .map((each) => ({ ...each, finding: datedBy(request.ledger, each.finding) })),
    ...request.baselines.flatMap((baseline) => evaluateReading(baseline, request)),
  ];
}

const nothing: EarlierFindings = new Map();

/** Finds something out when it is asked for, and only once. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** What was true of the state that the change starts from, with today's configuration and history. */
function trueAtReference(head: Schema, request: CheckRequest): EarlierFindings {
  const { reference, baselines } = request;
  if (!reference) return nothing;
  return trueAt(
    reference,
    baselines.filter(({ precedesReference }) => precedesReference),
    head,
    request,
  );
}

/** What is true of the newest release, so that no change takes it back. */
function trueAtNewest(head: Schema, request: CheckRequest): EarlierFindings {
  const { newest, baselines } = request;
  if (!newest) return nothing;
  const older = baselines.filter(
    ({ releaseIndex }) => releaseIndex !== null && releaseIndex < newest.releaseIndex,
  );
  return trueAt(newest, older, head, request);
}

function trueAt(
  state: State,
  baselines: CheckRequest["baselines"],
  head: Schema,
  request: CheckRequest,
): EarlierFindings {
  const { schema } = readState(state);
  const asked: CheckRequest = { ...request, head: state, baselines, allow: [] };
  const evaluated = evaluateState(schema, datedFeatures(schema, asked), asked).filter(
    // What cannot be read stays unknown until somebody has looked.
    ({ finding }) => !checkOf(finding.check)?.check.staysNew,
  );
  const [suppressed, shown] = [true, false].map((side) =>
    evaluated.filter(({ isSuppressed }) => isSuppressed === side).map(({ finding }) => finding),
  ) as [Finding[], Finding[]];
  const names = namesNow(compareSchemas(schema, head, request.ledger));
  return earlierFindings(applyAllowances(shown, suppressed, schema, asked), names);
}

/** What is wrong with a comment in a file, other than with an entry of the configuration, can have been so before. */
function isWrongComment({ rule, element }: Finding): boolean {
  return rule === "allow" && element.kind !== "allow";
}

function statusOf(finding: Finding, known: EarlierFindings): Finding["status"] {
  return wasTrue(known, finding) ? "known" : "new";
}

function withStatus(each: Evaluated, known: EarlierFindings): Evaluated {
  return { ...each, finding: { ...each.finding, status: statusOf(each.finding, known) } };
}

/** Says since when what is found is published, and offers nothing that would change it again. */
function withPublication(each: Evaluated, published: EarlierFindings, request: CheckRequest): Evaluated {
  const { finding } = each;
  if (!request.newest || !wasTrue(published, finding)) return each;
  const since = firstWith(each, request);
  const named = { ...finding, published: since };
  if (each.suitsPublished || finding.fix === null) return { ...each, finding: named };
  const title = "Allow it with a reason, or live with it";
  const advice = `// grpc-evolution: allow ${finding.check} -- why it is fine here`;
  return { ...each, draft: null, finding: { ...named, fix: { title, advice, edits: [] } } };
}

/**
 * The release behind the last one that is hurt. Where only the history tells, the first release whose own tree has the
 * number as it is now; the newest one where neither is known.
 */
function firstWith({ finding, releaseIndex }: Evaluated, request: CheckRequest): string {
  const { ledger, newest, releases } = request;
  const next = releaseIndex === null ? null : releaseIndex + 1;
  const isEarlier = newest && next !== null && next < newest.releaseIndex;
  const evidence = releaseIndex === null ? holderOf(ledger, finding, finding.after)?.evidence : undefined;
  const first = evidence?.kind === "release" ? evidence.release : undefined;
  return (isEarlier && releases?.names[next]) || (first ?? newest?.label ?? "");
}

/** The features with their introductions; none where no window says what too early is. */
function datedFeatures(head: Schema, request: CheckRequest): DatedFeature[] {
  const { features, releases, released, components } = request;
  const windows = components.flatMap(({ window }) => window ?? []);
  if (features.length === 0 || releases === null || windows.length === 0) return [];
  const before = released.slice(0, releases.head).map((state) => readState(state).schema);
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
  const { before } = finding;
  if (!checkOf(finding.check)?.check.isDated) return finding;
  const holder = holderOf(ledger, finding, before);
  if (!before || !holder || !isSpent(holder)) return finding;
  const { first, last, evidence } = holder;
  return {
    ...finding,
    message: `${finding.message} Number ${before.number} is spent since ${evidenceText(evidence)}.`,
    before: { ...before, first: { ...first }, last: { ...last }, evidence: { ...evidence } },
  };
}

/** Who the history knows under the number and the name that a finding's element has, or had. */
function holderOf(
  ledger: Ledger | null,
  { element: { owner } }: Finding,
  described: Finding["after"],
): Holder | undefined {
  if (owner === null || typeof described?.number !== "number") return undefined;
  const holders = ledger?.owners.get(owner)?.numbers.get(described.number) ?? [];
  return holders.find(({ names }) => names.includes(String(described.name)));
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

/** What is reported once: a check, its element, and what it was before. A number is given away once, however many had it. */
export function subjectOf({ check, element, before }: Finding): string {
  const name = checkOf(check)?.check.oncePerElement ? "" : (before?.name ?? "");
  return `${check} ${element.fullName} ${name}`;
}

/** The graver of the two, with what both of them break; it is safe when both are. */
function joined(first: Evaluated, second: Evaluated): Evaluated {
  const [graver, other] = isGraver(second.finding.severity, first.finding.severity)
    ? [second, first]
    : [first, second];
  const breaks = unique([...first.finding.breaks, ...second.finding.breaks]);
  const unnamed = breaks.length > 0 ? null : graver.finding.unnamed;
  const { witness, exchanged } = graver.finding.witness ? graver.finding : other.finding;
  const status = [first, second].some(({ finding }) => finding.status === "new") ? "new" : "known";
  const safeAt =
    first.safeAt === null || second.safeAt === null ? null : Math.max(first.safeAt, second.safeAt);
  const releaseIndex =
    first.releaseIndex === null || second.releaseIndex === null
      ? (first.releaseIndex ?? second.releaseIndex)
      : Math.max(first.releaseIndex, second.releaseIndex);
  return {
    ...graver,
    finding: { ...graver.finding, status, breaks, unnamed, witness, exchanged },
    safeAt,
    releaseIndex,
  };
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

import type { Ledger } from "../ledger/ledger.js";
import { revisionText } from "../ledger/revision-text.js";
import type { Break, Finding } from "../rules/finding.js";
import { isGraver, type Severity } from "../rules/rule.js";
import type { SourceText } from "../schema/read.js";
import { readSchema } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import { type Place, placeIn } from "../source/source.js";
import type { ComponentPair } from "../window/component-pair.js";
import { elementHistories } from "../window/elements.js";
import { type DatedFeature, dateFeatures, type Feature } from "../window/features.js";
import { nameAt, type Timeline } from "../window/releases.js";
import { widestOf } from "../window/window.js";
import type { Draft } from "./edits.js";
import { type Judged, judgeAgainst, judgeByHistory, judgeConfiguration } from "./evaluate.js";
import type { StateName } from "./impact.js";
import { applyAllowances } from "./suppress.js";

/** One revision of a protocol, with the name that findings give it: `v1.0`, `the merge base 3f2a1b0`, `before`. */
export interface State extends StateName {
  files: SourceText[];
}

/** A state that the head is compared with. */
export interface Baseline extends State {
  /** Its position among the releases, null where it is none. */
  release: number | null;
}

/** What is checked, and how. */
export interface CheckRequest {
  head: State;
  /** From old to new; a finding that several show is reported once, with all that it breaks. */
  baselines: Baseline[];
  /** The whole history, null where it is not to be looked at. */
  ledger: Ledger | null;
  preset: "strict" | "standard";
  /** Who talks to whom, and in which window. */
  components: readonly ComponentPair[];
  /** The releases, null where two states are compared that have nothing to do with any. */
  timeline: Timeline | null;
  features: readonly Feature[];
  /** All releases as they were published, oldest first; needed only where features are declared. */
  released: readonly State[];
  /** Findings that the configuration allows, each with its reason. */
  allow: readonly { fingerprint: string; reason: string }[];
  /** Where a setting of the configuration stands. */
  placeOf(setting: readonly (string | number)[]): Place;
  /** Address that the pages' paths are appended to, empty where there is none. */
  homepage: string;
}

/** The request that compares two states, in folders or in a text, without any policy. */
export function requestFor(before: State, after: State): CheckRequest {
  return {
    head: after,
    baselines: [{ ...before, release: null }],
    ledger: null,
    preset: "strict",
    components: [{ client: "client", server: "server", window: null, services: [] }],
    timeline: null,
    features: [],
    released: [],
    allow: [],
    placeOf: () => placeIn({ path: "grpc-evolution.yaml", text: "" }, 0, 0),
    homepage: "",
  };
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

/** A result with what the fixes of its findings would change. */
export interface Checked extends CheckResult {
  drafts: ReadonlyMap<Finding, Draft>;
}

/**
 * Applies all rules to a protocol: the head against each baseline, against the whole history where there is one, and
 * the configuration against the releases.
 * Files that cannot be read are judged as far as they were; whoever calls reports their problems first.
 */
export function check(request: CheckRequest): Checked {
  const head = readSchema(request.head.files).schema;
  const features = datedFeatures(head, request);
  // What history tells names the revision that spent a number, so it comes first.
  const judged = [
    ...judgeByHistory(head, request),
    ...request.baselines
      .flatMap((baseline) => judgeAgainst(baseline, head, features, request))
      .map((each) => ({ ...each, finding: datedBy(request.ledger, each.finding) })),
    ...judgeConfiguration(features, request),
  ];
  const reported = mergeSame(judged.filter(({ isExcused }) => !isExcused)).map((each) =>
    withSafeRelease(each, request.timeline),
  );
  const excused = judged.filter(({ isExcused }) => isExcused).map(({ finding }) => finding);
  const drafts = new Map(reported.flatMap(({ finding, draft }) => (draft ? [[finding, draft]] : [])));
  const findings = applyAllowances(
    reported.map(({ finding }) => finding),
    excused,
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
  const { features, timeline, released, components } = request;
  const windows = components.flatMap(({ window }) => window ?? []);
  if (features.length === 0 || timeline === null || windows.length === 0) return [];
  const before = released.slice(0, timeline.head).map(({ files }) => readSchema(files).schema);
  const schemas = [...before, head];
  return dateFeatures(features, elementHistories(schemas), widestOf(windows), timeline);
}

/** Names the release from which a change is safe, if it still lies ahead. */
function withSafeRelease(each: Judged, timeline: Timeline | null): Judged {
  const { finding, safeAt } = each;
  if (timeline === null || safeAt === null || safeAt <= timeline.head) return each;
  return { ...each, finding: { ...finding, safeFrom: nameAt(timeline, safeAt) } };
}

/** Adds to a finding of R1 which revision spent the number. */
function datedBy(ledger: Ledger | null, finding: Finding): Finding {
  const { rule, before, element } = finding;
  if (!ledger || rule !== "R1" || typeof before?.number !== "number") return finding;
  const holders = ledger.owners.get(element.owner ?? "")?.numbers.get(before.number) ?? [];
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
function mergeSame(judged: Judged[]): Judged[] {
  const merged = new Map<string, Judged>();
  for (const each of judged) {
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
function joined(first: Judged, second: Judged): Judged {
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

import type { Comparison } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import type { Ledger } from "../ledger/ledger.js";
import { movesAccordingTo } from "../ledger/moves.js";
import { type Docs, type Finding, type Fix, nobodyCompared, type Said } from "../rules/finding.js";
import { type CheckId, checkOf, pagePath, rules } from "../rules/index.js";
import type { Check, Severity, Tier, WaitsFor } from "../rules/rule.js";
import type { Policy, ReleaseViolation, Remedy, Rule, Violation } from "../rules/violation.js";
import { readState } from "../schema/read.js";
import { judgedPart, type Schema, type SchemaFile } from "../schema/schema.js";
import { type Place, placeIn } from "../source/source.js";
import type { Delay } from "../window/delay.js";
import { declares, isDeprecatedIn } from "../window/elements.js";
import { belongsTo, type DatedFeature } from "../window/features.js";
import { isBefore, type Releases } from "../window/releases.js";
import { delayFor } from "./delay.js";
import { type Draft, draftOf, takesText } from "./edits.js";
import { fingerprintOf } from "./fingerprint.js";
import { harmless, isOutside, type Labels, type MeasuredImpact, measureImpact, unhurt } from "./impact.js";
import { type PeerPair, peerPairsOf } from "./peer-pairs.js";
import type { Baseline, CheckRequest } from "./request.js";
import { withoutRestored } from "./restored.js";
import { datedBy } from "./spent-since.js";
import { isOfOlderWriter } from "./upgrade-order.js";

/** What the rules and the window say of one baseline: all that decides whether it is reported, and whether it is new. */
export interface Evaluated {
  said: Said;
  /** Set where the window, or a declared feature, makes it harmless: then it is not reported. */
  isSuppressed: boolean;
  /** Set where that is only since an earlier release has said it: whoever it hurts is told of where it is reported. */
  isSaidBefore: boolean;
  /** Set where another check says it already: then it is not reported, but known to who looks at a later state. */
  isSaidOtherwise: boolean;
  /** Index of the release that it was found against, null where that is none. */
  releaseIndex: number | null;
  /** Set where its fix is right also once a release has published what is. */
  suitsPublished: boolean;
  /** Who is hurt, and the bytes that show it; worked out for what is reported. */
  impact(): MeasuredImpact;
  /** What time does for it; worked out for what is reported. */
  time(): Time;
  /** The whole finding, but for its impact, and for its fix where nobody is shown it; made for what is reported. */
  drafted(isShown: boolean): Drafted;
}

/** What time does for a change that is reported. */
export interface Time {
  /** Index of the first release in which all are safe that leave the window one day, null where time does not help. */
  safeAt: number | null;
  /** How long it takes, as the end of a sentence, where no schema shows the release that the wait is counted from; null elsewhere. */
  wait: string | null;
  /** Whether it counts from a mark that no state has yet. */
  lacksMark: boolean;
  /** What helps those who never leave the window, as a clause; null where nothing waits for anybody. */
  forever: string | null;
}

/** Time does nothing for it. */
const timeless: Time = { safeAt: null, wait: null, lacksMark: false, forever: null };

/** A finding with what its fix would change, null where no edit does it. */
export interface Drafted {
  finding: Finding;
  draft: Draft | null;
}

/** What all rules say of the head against one baseline. */
export function evaluateAgainst(
  baseline: Baseline,
  head: Schema,
  features: readonly DatedFeature[],
  request: CheckRequest,
): Evaluated[] {
  const comparison = compareSchemas(readState(baseline).schema, head, request.ledger);
  const distance = distanceOf(baseline, request.releases);
  const context: Context = {
    comparison,
    peerPairs: peerPairsOf(comparison, request, distance),
    labels: { older: baseline, newer: request.head },
    dates: request.ledger,
    releaseIndex: baseline.releaseIndex,
    features,
    request,
  };
  const violations = rules.flatMap((rule) => rule.compare?.(comparison) ?? []);
  return violations
    .filter((violation) => isShown(violation, context))
    .map((violation) => evaluate(violation, context));
}

/**
 * The difference between what is judged of two schemas; a history between them tells where things went, and what comes back. Both schemas stay
 * whole, since bytes of what is judged may hold what only resolves.
 */
export function compareSchemas(before: Schema, after: Schema, ledger: Ledger | null): Comparison {
  const [older, newer] = [judgedPart(before), judgedPart(after)];
  if (!ledger) return { before, after, changes: diffSchemas(older, newer).changes };
  const { changes } = diffSchemas(older, newer, movesAccordingTo(ledger, older, newer));
  return { before, after, changes: withoutRestored(changes, ledger) };
}

/** What all rules remember of the head's numbers and names. */
export function evaluateByHistory(head: Schema, request: CheckRequest): Evaluated[] {
  const { ledger } = request;
  if (!ledger) return [];
  const alone: Comparison = { before: head, after: head, changes: [] };
  const context: Context = {
    comparison: alone,
    peerPairs: [],
    labels: { older: request.head, newer: request.head },
    dates: null,
    releaseIndex: null,
    features: [],
    request,
  };
  const violations = rules.flatMap((rule) => rule.remember?.(judgedPart(head), ledger) ?? []);
  return violations.map((violation) => {
    const evaluated = evaluate(violation, context);
    return { ...evaluated, impact: () => toldByHistory(evaluated.impact()) };
  });
}

function toldByHistory(impact: MeasuredImpact): MeasuredImpact {
  const { unnamed } = impact;
  return { ...impact, unnamed: unnamed && nobodyCompared };
}

/** What all rules say of the configuration. */
export function evaluateConfiguration(features: readonly DatedFeature[], request: CheckRequest): Evaluated[] {
  const { releases, components: pairs, isToldWhatToCompare = false } = request;
  if (!releases) return [];
  const policy: Policy = { releases, pairs, features, isToldWhatToCompare };
  const violations = rules.flatMap((rule) => rule.configure?.(policy) ?? []);
  return violations.map((violation) =>
    alone(findingAlone(violation, request.placeOf(violation.setting), request)),
  );
}

/** What all rules say of a release in the window that cannot be read in full. */
export function evaluateReading(baseline: Baseline, request: CheckRequest): Evaluated[] {
  const { label, releaseIndex, files } = baseline;
  const [first, ...others] = readState(baseline).problems.filter(({ isReadable }) => !isReadable);
  if (releaseIndex === null || !first) return [];
  const violations = rules.flatMap((rule) => rule.read?.({ label, problems: [first, ...others] }) ?? []);
  const source = files.find(({ path }) => path === first.file) ?? { path: first.file, text: "" };
  const place = placeIn(source, first.at, first.at);
  return violations.map((violation) => ({
    ...alone(withEntry(findingAlone(violation, place, request))),
    releaseIndex,
  }));
}

/** Nobody can mend a release: all that is left is an entry in the configuration. */
function withEntry(finding: Finding): Finding {
  const advice = `allow: [{ fingerprint: ${finding.fingerprint}, reason: "…" }]`;
  return { ...finding, fix: finding.fix && { ...finding.fix, advice } };
}

/** A finding that no comparison and no time bears on. */
function alone(finding: Finding): Evaluated {
  return {
    said: finding,
    isSuppressed: false,
    isSaidBefore: false,
    isSaidOtherwise: false,
    releaseIndex: null,
    suitsPublished: true,
    impact: () => harmless,
    time: () => timeless,
    drafted: () => ({ finding, draft: null }),
  };
}

/** All that is needed to evaluate the violations of one comparison. */
interface Context {
  comparison: Comparison;
  peerPairs: PeerPair[];
  labels: Labels;
  /** The history that dates the numbers of findings; null where they are dated, since it tells them. */
  dates: Ledger | null;
  /** Index of the baseline among the releases, null where it is none. */
  releaseIndex: number | null;
  features: readonly DatedFeature[];
  request: CheckRequest;
}

/** What is no release, such as a merge base, is as far away as the release before. */
export function distanceOf({ releaseIndex }: Baseline, releases: Releases | null): number | null {
  return releases === null ? null : releases.head - (releaseIndex ?? releases.head - 1);
}

/** A check of the window says nothing of states that are no releases. */
function isShown({ check }: Violation, { peerPairs, releaseIndex }: Context): boolean {
  return (
    !declarationOf(check).check.needsWindow ||
    (releaseIndex !== null && peerPairs.some(({ window }) => window !== null))
  );
}

function evaluate(violation: Violation, context: Context): Evaluated {
  const { id, rule, check } = declarationOf(violation.check);
  const { comparison, peerPairs, labels, releaseIndex, request } = context;
  const { element, message, before, after } = violation;
  const safeAt = safeAtOf(delayOf(violation, check, check.waitsFor, context), context);
  const isCare = isMatterOfCare(check, safeAt, request);
  const tier = isCare ? "conditional" : (violation.tier ?? check.tier);
  const remedy = (isCare && violation.lateFix) || violation.fix;
  const fix = () =>
    !isCare && violation.markedFix && isMarkedSince(violation, request) ? violation.markedFix : remedy;
  const said: Said = {
    rule: rule.id,
    check: id,
    element,
    severity: violation.severity ?? (isCare ? "warning" : severityOf(check, tier, request.preset)),
    message,
    before,
    after,
  };
  const isOld = isOver(check, safeAt, context);
  const isHarmless =
    isDeclared(violation, check, context) ||
    (!check.ignoresWindow && isOutside(violation.impact, comparison, peerPairs));
  const impact = once(() => measureImpact(violation.impact, comparison, peerPairs, labels));
  return {
    said,
    isSuppressed: isOld || isHarmless,
    isSaidBefore: isOld && !isHarmless,
    isSaidOtherwise: violation.isSaidOtherwise === true,
    releaseIndex,
    suitsPublished: remedy?.suitsPublished === true,
    impact,
    time: () => timeOf(violation, check, impact, context),
    drafted: (isShown) => drafted({ ...violation, fix: isShown ? fix() : null }, said, tier, context),
  };
}

function drafted(violation: Violation, said: Said, tier: Tier, context: Context): Drafted {
  const { rule, check } = declarationOf(violation.check);
  const draft = draftFor(violation.fix, context);
  const finding: Finding = {
    ...said,
    tier,
    status: "new",
    published: null,
    place: placeOf(violation.place, context),
    ...unhurt,
    safeFrom: null,
    fix: fixOf(violation.fix, draft),
    docs: docsOf(rule, said.check, context.request.homepage),
    buf: [...(violation.buf ?? check.buf?.[said.element.kind] ?? [])],
    fingerprint: fingerprintOf(said),
  };
  return { finding: datedBy(context.dates, finding), draft };
}

/** Remembers what it made the first time. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function timeOf(violation: Violation, check: Check, impact: () => MeasuredImpact, context: Context): Time {
  const waitsFor = waitsForIn(check, impact, context);
  const delay = delayOf(violation, check, waitsFor, context);
  return {
    safeAt: safeAtOf(delay, context),
    wait: waitsFor === "readers" ? null : waitOf(check, delay),
    lacksMark: check.needsMark === true && delay !== null && !isMarkedSince(violation, context.request),
    forever: (delay && check.forever) ?? null,
  };
}

/**
 * Who has to catch up or to leave. Where the readers of this release are hurt by what older ones wrote, no older schema keeps
 * a writer from going on with it until the change: it waits for these writers, too.
 */
function waitsForIn(
  { waitsFor, countedFrom }: Check,
  impact: () => MeasuredImpact,
  { labels: { newer } }: Context,
): WaitsFor | undefined {
  if (waitsFor !== "readers" || countedFrom === undefined) return waitsFor;
  const ofOlderWriters = impact().breaks.map((each) => isOfOlderWriter(each, newer.label));
  if (!ofOlderWriters.includes(true)) return "readers";
  return ofOlderWriters.includes(false) ? "peers" : "writers";
}

/** Time makes no unsafe change of a type safe: it only lets readers catch up. */
function delayOf(
  violation: Violation,
  check: Check,
  waitsFor: WaitsFor | undefined,
  { peerPairs }: Context,
): Delay | null {
  const tier = violation.tier ?? check.tier;
  if (!waitsFor || (check.waitsFor === "readers" && tier !== "conditional")) return null;
  return delayFor(waitsFor, violation.impact, peerPairs);
}

function waitOf({ countedFrom }: Check, delay: Delay | null): string | null {
  if (countedFrom === undefined || delay === null || delay.releases === null) return null;
  const releases = delay.releases === 1 ? "one release" : `${delay.releases} releases`;
  return `${releases} after the first ${countedFrom}`;
}

/** The baseline is the last release that is hurt; the one after it is the first that may count on the change. */
function safeAtOf(delay: Delay | null, { releaseIndex, request: { releases } }: Context): number | null {
  if (!releases || !delay || delay.releases === null) return null;
  return (releaseIndex ?? releases.head - 1) + 1 + delay.releases;
}

/** Once time is up for a removal, only peers of a window without a limit are left: then it is a matter of care. */
function isMatterOfCare({ waitsFor }: Check, safeAt: number | null, { releases }: CheckRequest): boolean {
  const isRemoval = waitsFor === "peers" || waitsFor === "writers";
  return isRemoval && releases !== null && safeAt !== null && safeAt <= releases.head;
}

/** Whether the latest state that still has what is gone marks it as deprecated, though the one compared did not. */
function isMarkedSince({ element }: Violation, { baselines }: CheckRequest): boolean {
  const latest = baselines.findLast((each) => declares(readState(each).schema, element.fullName));
  return latest !== undefined && isDeprecatedIn(readState(latest).schema, element.fullName);
}

/** Whether an earlier release brought it, and has said so. */
function isOver(
  { once }: Check,
  safeAt: number | null,
  { releaseIndex, request: { releases } }: Context,
): boolean {
  if (!once || releases === null || releaseIndex === null) return false;
  return (safeAt ?? releaseIndex + 2) <= releases.head;
}

function isDeclared(
  { element }: Violation,
  { declarable, waitsFor }: Check,
  { features, request: { releases } }: Context,
): boolean {
  if (!declarable || releases === null) return false;
  return features.some(
    (feature) =>
      belongsTo(element.fullName, feature) &&
      feature.introduced !== null &&
      !feature.isTooEarly &&
      (waitsFor !== "written" ||
        (feature.written !== undefined && isBefore(releases, feature.enabled, releases.head + 1))),
  );
}

/** A finding that no comparison shows. */
function findingAlone(violation: ReleaseViolation, place: Place, request: CheckRequest): Finding {
  const { id, rule, check } = declarationOf(violation.check);
  const { element, message, after, safeFrom, fix } = violation;
  return {
    rule: rule.id,
    check: id,
    element,
    tier: check.tier,
    severity: severityOf(check, check.tier, request.preset),
    message,
    status: "new",
    published: null,
    place,
    before: null,
    after,
    ...unhurt,
    safeFrom,
    fix: fix && { ...fix, edits: [] },
    docs: docsOf(rule, id, request.homepage),
    buf: [],
    fingerprint: fingerprintOf({ check: id, element, before: null, after }),
  };
}

function declarationOf(id: string): { id: CheckId; rule: Rule; check: Check } {
  const declaration = checkOf(id);
  if (!declaration) throw new Error(`no rule declares the check ${id}`);
  return { id: id as CheckId, ...declaration };
}

function docsOf(rule: Rule, check: string, homepage: string): Docs {
  return homepage === ""
    ? { kind: "command", check }
    : { kind: "page", address: `${homepage}/${pagePath(rule)}` };
}

/** The files of a schema by path. */
function filesOf(schema: Schema): ReadonlyMap<string, SchemaFile> {
  const known = filesBySchema.get(schema);
  if (known) return known;
  const files = new Map(schema.files.map((file) => [file.path, file]));
  filesBySchema.set(schema, files);
  return files;
}

const filesBySchema = new WeakMap<Schema, ReadonlyMap<string, SchemaFile>>();

/** Where something stands that a violation points to, in the newer schema or, where its file is gone, in the older. */
function placeOf({ file, from, to }: Violation["place"], { comparison }: Context): Place {
  const { before, after } = comparison;
  const source = filesOf(after).get(file) ?? filesOf(before).get(file) ?? { path: file, text: "" };
  return placeIn(source, from, to);
}

/** None where the repair takes text over from a file that is only described. */
function draftFor(remedy: Remedy | null, { comparison }: Context): Draft | null {
  if (remedy === null || "advice" in remedy) return null;
  const [older, newer] = [filesOf(comparison.before), filesOf(comparison.after)];
  const isDescribed = (files: typeof older) => (file: string) => files.get(file)?.isDescribed === true;
  if (takesText(remedy.repair, isDescribed(older), isDescribed(newer))) return null;
  const sourceIn = (files: typeof older) => (file: string) => files.get(file) ?? { path: file, text: "" };
  const draft = draftOf(remedy.repair, sourceIn(older), sourceIn(newer));
  return isDescribed(newer)(remedy.repair.file) ? { ...draft, edits: [] } : draft;
}

const withoutText = "Do it in the .proto file: a descriptor set has no text that could be shown here.";

function fixOf(remedy: Remedy | null, draft: Draft | null): Fix | null {
  if (remedy === null) return null;
  const advice = "advice" in remedy ? remedy.advice : (draft?.statement ?? withoutText);
  return { title: remedy.title, advice, edits: [] };
}

const severityOfTier: Record<Tier, Severity> = { safe: "info", conditional: "warning", unsafe: "error" };

function severityOf(check: Check, tier: Tier, preset: CheckRequest["preset"]): Severity {
  const declared = preset === "standard" ? (check.standard ?? check.severity) : check.severity;
  return declared === "tier" ? severityOfTier[tier] : declared;
}

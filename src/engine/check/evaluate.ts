import type { Comparison } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import type { Ledger } from "../ledger/ledger.js";
import { movesAccordingTo } from "../ledger/moves.js";
import type { Finding } from "../rules/finding.js";
import { checkOf, pagePath, rules } from "../rules/index.js";
import type { Check, Severity, Tier } from "../rules/rule.js";
import type { Rule, SettingViolation, Violation } from "../rules/violation.js";
import { readSchema } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { Place } from "../source/place.js";
import { placesIn } from "../source/places.js";
import type { Delay } from "../window/delay.js";
import { belongsTo, type DatedFeature } from "../window/features.js";
import { isBefore, type Releases } from "../window/releases.js";
import { delayFor } from "./delay.js";
import { fingerprint } from "./fingerprint.js";
import { type Labels, measureImpact } from "./impact.js";
import { type PeerPair, peerPairsOf } from "./peer-pairs.js";
import type { Baseline, CheckRequest } from "./request.js";

/** A finding with what the window says of it. */
export interface Evaluated {
  finding: Finding;
  /** Position of the first release in which it is safe, null where time does not help. */
  safeAt: number | null;
  /** Set where the window, or a declared feature, makes it harmless: then it is not reported. */
  isSuppressed: boolean;
}

/** What all rules say of the head against one baseline. */
export function evaluateAgainst(
  baseline: Baseline,
  head: Schema,
  features: readonly DatedFeature[],
  request: CheckRequest,
): Evaluated[] {
  const comparison = compareSchemas(readSchema(baseline.files).schema, head, request.ledger);
  const distance = distanceOf(baseline, request.releases);
  const context: Context = {
    comparison,
    places: placesOf(comparison),
    peerPairs: peerPairsOf(comparison, request.components, distance),
    labels: { older: baseline.label, newer: request.head.label },
    releaseIndex: baseline.releaseIndex,
    features,
    request,
  };
  const violations = rules.flatMap((rule) => rule.compare?.(comparison) ?? []);
  return violations
    .filter((violation) => isShown(violation, context))
    .map((violation) => evaluate(violation, context));
}

/** The difference between two schemas; a history between them tells where things went. */
export function compareSchemas(before: Schema, after: Schema, ledger: Ledger | null): Comparison {
  return ledger
    ? diffSchemas(before, after, movesAccordingTo(ledger, before, after))
    : diffSchemas(before, after);
}

/** What all rules remember of the head's numbers and names. */
export function evaluateByHistory(head: Schema, request: CheckRequest): Evaluated[] {
  const { ledger } = request;
  if (!ledger) return [];
  const alone: Comparison = { before: head, after: head, changes: [] };
  const context: Context = {
    comparison: alone,
    places: placesOf(alone),
    peerPairs: [],
    labels: { older: "", newer: request.head.label },
    releaseIndex: null,
    features: [],
    request,
  };
  const violations = rules.flatMap((rule) => rule.remember?.(head, ledger) ?? []);
  return violations.map((violation) => evaluate(violation, context));
}

/** What all rules say of the configuration. */
export function evaluateConfiguration(features: readonly DatedFeature[], request: CheckRequest): Evaluated[] {
  const { releases, components: pairs } = request;
  if (!releases) return [];
  const violations = rules.flatMap((rule) => rule.configure?.({ releases, pairs, features }) ?? []);
  return violations.map((violation) => ({
    finding: settingFinding(violation, request),
    safeAt: null,
    isSuppressed: false,
  }));
}

/** All that is needed to evaluate the violations of one comparison. */
interface Context {
  comparison: Comparison;
  places: Places;
  peerPairs: PeerPair[];
  labels: Labels;
  /** Position of the baseline among the releases, null where it is none. */
  releaseIndex: number | null;
  features: readonly DatedFeature[];
  request: CheckRequest;
}

/** What is no release, such as a merge base, is as far away as the release before. */
function distanceOf({ releaseIndex }: Baseline, releases: Releases | null): number | null {
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
  const { rule, check } = declarationOf(violation.check);
  const { comparison, peerPairs, labels, request } = context;
  const { element, message, before, after, fix } = violation;
  const { isOutside, ...impact } = measureImpact(violation.impact, comparison, peerPairs, labels);
  const delay = delayOf(violation, check, context);
  const safeAt = safeAtOf(delay, context);
  const tier = tierOf(violation, check, safeAt, request);
  const isSuppressed =
    (isOutside && !check.ignoresWindow) ||
    isOver(check, safeAt, context) ||
    isDeclared(violation, check, context);
  const finding: Finding = {
    rule: rule.id,
    check: violation.check,
    element: element.fullName,
    owner: element.owner,
    tier,
    severity: violation.severity ?? severityOf(check, tier, request.preset),
    message: delay?.forever && check.forever ? `${message} ${check.forever}` : message,
    file: violation.place.file,
    ...context.places(violation.place),
    before,
    after,
    ...impact,
    safeFrom: null,
    fix,
    docs: docsOf(rule, violation.check, request.homepage),
    buf: [...(violation.buf ?? check.buf?.[element.kind] ?? [])],
    fingerprint: fingerprint(violation.check, element.fullName, before, after),
  };
  return { finding, safeAt, isSuppressed };
}

/** Time makes no unsafe change of a type safe: it only lets readers catch up. */
function delayOf(violation: Violation, check: Check, { peerPairs }: Context): Delay | null {
  const { waitsFor } = check;
  const tier = violation.tier ?? check.tier;
  if (!waitsFor || (waitsFor === "readers" && tier !== "conditional")) return null;
  return delayFor(waitsFor, violation.impact, peerPairs);
}

/** The baseline is the last release that is hurt; the one after it is the first that may count on the change. */
function safeAtOf(delay: Delay | null, { releaseIndex, request: { releases } }: Context): number | null {
  if (!releases || !delay || delay.releases === null) return null;
  return (releaseIndex ?? releases.head - 1) + 1 + delay.releases;
}

/** Once time is up, only peers of a window without a limit are left: then the change is a matter of care. */
function tierOf({ tier }: Violation, check: Check, safeAt: number | null, { releases }: CheckRequest): Tier {
  const timeIsUp = releases !== null && safeAt !== null && safeAt <= releases.head;
  return check.waitsFor === "peers" && timeIsUp ? "conditional" : (tier ?? check.tier);
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
      (waitsFor !== "writers" || isBefore(releases, feature.enabled, releases.head + 1)),
  );
}

function settingFinding(violation: SettingViolation, request: CheckRequest): Finding {
  const { rule, check } = declarationOf(violation.check);
  const { name, message, after, safeFrom, fix } = violation;
  return {
    rule: rule.id,
    check: violation.check,
    element: name,
    owner: null,
    tier: check.tier,
    severity: severityOf(check, check.tier, request.preset),
    message,
    ...request.placeOf(violation.setting),
    before: null,
    after,
    breaks: [],
    witness: null,
    exchanged: null,
    safeFrom,
    fix,
    docs: docsOf(rule, violation.check, request.homepage),
    buf: [],
    fingerprint: fingerprint(violation.check, name, null, after),
  };
}

function declarationOf(id: string): { rule: Rule; check: Check } {
  const declaration = checkOf(id);
  if (!declaration) throw new Error(`no rule declares the check ${id}`);
  return declaration;
}

function docsOf(rule: Rule, check: string, homepage: string): string {
  return homepage === "" ? `grpc-evolution explain ${check}` : `${homepage}/${pagePath(rule)}`;
}

/** Where something stands that a violation points to, in the newer schema or, where its file is gone, in the older. */
type Places = (place: Violation["place"]) => Place;

function placesOf({ before, after }: Comparison): Places {
  const inFile = new Map([...before.files, ...after.files].map(({ path, text }) => [path, placesIn(text)]));
  return ({ file, at }) => inFile.get(file)?.(at) ?? { line: 1, column: 1 };
}

const severityOfTier: Record<Tier, Severity> = { safe: "info", conditional: "warning", unsafe: "error" };

function severityOf(check: Check, tier: Tier, preset: CheckRequest["preset"]): Severity {
  const declared = preset === "standard" ? (check.standard ?? check.severity) : check.severity;
  return declared === "tier" ? severityOfTier[tier] : declared;
}

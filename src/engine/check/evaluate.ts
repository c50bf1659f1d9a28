import type { Comparison } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import { bufRules } from "../rules/buf.js";
import type { Finding, Tier } from "../rules/finding.js";
import { pagePath, rules } from "../rules/index.js";
import type { CheckMeta, Severity } from "../rules/rule.js";
import type { Rule, SettingVerdict, Verdict } from "../rules/violation.js";
import { readSchema } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { Place } from "../source/place.js";
import { placesIn } from "../source/places.js";
import type { Delay } from "../window/delay.js";
import { belongsTo, type DatedFeature } from "../window/features.js";
import { isBefore, type Releases } from "../window/releases.js";
import type { Baseline, CheckRequest } from "./check.js";
import { delayFor } from "./delay.js";
import { fingerprint } from "./fingerprint.js";
import { damageOf, type Labels } from "./impact.js";
import { type PeerPair, peerPairsOf } from "./peer-pairs.js";

/** A finding with what the window says of it. */
export interface Judged {
  finding: Finding;
  /** Index of the first release in which it is safe, null where time does not help. */
  safeAt: number | null;
  /** Set where the window, or a declared feature, makes it harmless: then it is not reported. */
  isExcused: boolean;
}

/** What all rules say of the head against one baseline. */
export function judgeAgainst(
  baseline: Baseline,
  head: Schema,
  features: readonly DatedFeature[],
  request: CheckRequest,
): Judged[] {
  const comparison = diffSchemas(readSchema(baseline.files).schema, head);
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
  const verdicts = rules.flatMap((rule) => rule.compare?.(comparison) ?? []);
  return verdicts.filter((verdict) => isShown(verdict, context)).map((verdict) => judge(verdict, context));
}

/** What all rules remember of the head's numbers and names. */
export function judgeByHistory(head: Schema, request: CheckRequest): Judged[] {
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
  const verdicts = rules.flatMap((rule) => rule.remember?.(head, ledger) ?? []);
  return verdicts.map((verdict) => judge(verdict, context));
}

/** What all rules say of the configuration. */
export function judgeConfiguration(features: readonly DatedFeature[], request: CheckRequest): Judged[] {
  const { releases, components: pairs } = request;
  if (!releases) return [];
  const verdicts = rules.flatMap((rule) => rule.configure?.({ releases, pairs, features }) ?? []);
  return verdicts.map((verdict) => ({
    finding: settingFinding(verdict, request),
    safeAt: null,
    isExcused: false,
  }));
}

/** All that is needed to judge the verdicts of one comparison. */
interface Context {
  comparison: Comparison;
  places: Places;
  peerPairs: PeerPair[];
  labels: Labels;
  /** Index of the baseline among the releases, null where it is none. */
  releaseIndex: number | null;
  features: readonly DatedFeature[];
  request: CheckRequest;
}

/** What is no release, such as a merge base, is as far away as the release before. */
function distanceOf({ releaseIndex }: Baseline, releases: Releases | null): number | null {
  return releases === null ? null : releases.head - (releaseIndex ?? releases.head - 1);
}

/** A check of the window says nothing of states that are no releases. */
function isShown({ check }: Verdict, { peerPairs, releaseIndex }: Context): boolean {
  return (
    !metaOf(check).meta.needsWindow ||
    (releaseIndex !== null && peerPairs.some(({ window }) => window !== null))
  );
}

function judge(verdict: Verdict, context: Context): Judged {
  const { rule, meta } = metaOf(verdict.check);
  const { comparison, peerPairs, labels, request } = context;
  const { place, harm, ...said } = verdict;
  const { isOutside, ...damage } = damageOf(harm, comparison, peerPairs, labels);
  const delay = delayOf(verdict, meta, context);
  const safeAt = safeAtOf(delay, context);
  const tier = tierOf(verdict, meta, safeAt, request);
  const isExcused =
    (isOutside && !rule.ignoresWindow) || isOver(meta, safeAt, context) || isDeclared(verdict, meta, context);
  const finding: Finding = {
    rule: rule.id,
    ...said,
    tier,
    severity: severityOf(meta, tier, request.preset),
    message: delay?.forever && meta.forever ? `${said.message} ${meta.forever}` : said.message,
    file: place.file,
    ...context.places(place),
    ...damage,
    safeFrom: null,
    docs: docsOf(rule, verdict.check, request.homepage),
    buf: bufRules(verdict),
    fingerprint: fingerprint(verdict.check, verdict.element, verdict.before, verdict.after),
  };
  return { finding, safeAt, isExcused };
}

/** Time makes no unsafe change of a type safe: it only lets readers catch up. */
function delayOf(verdict: Verdict, { waitsFor }: CheckMeta, { peerPairs }: Context): Delay | null {
  if (!waitsFor || (waitsFor === "readers" && verdict.tier !== "conditional")) return null;
  return delayFor(waitsFor, verdict.harm, peerPairs);
}

/** The baseline is the last release that is hurt; the one after it is the first that may count on the change. */
function safeAtOf(delay: Delay | null, { releaseIndex, request: { releases } }: Context): number | null {
  if (!releases || !delay || delay.releases === null) return null;
  return (releaseIndex ?? releases.head - 1) + 1 + delay.releases;
}

/** Once time is up, only peers of a window without a limit are left: then the change is a matter of care. */
function tierOf(
  { tier }: Verdict,
  { waitsFor }: CheckMeta,
  safeAt: number | null,
  { releases }: CheckRequest,
): Tier {
  const timeIsUp = releases !== null && safeAt !== null && safeAt <= releases.head;
  return waitsFor === "peers" && timeIsUp ? "conditional" : tier;
}

/** Whether an earlier release brought it, and has said so. */
function isOver(
  { once }: CheckMeta,
  safeAt: number | null,
  { releaseIndex, request: { releases } }: Context,
): boolean {
  if (!once || releases === null || releaseIndex === null) return false;
  return (safeAt ?? releaseIndex + 2) <= releases.head;
}

function isDeclared(
  { element }: Verdict,
  meta: CheckMeta,
  { features, request: { releases } }: Context,
): boolean {
  if (!meta.declarable || releases === null) return false;
  return features.some(
    (feature) =>
      belongsTo(element, feature) &&
      feature.introduced !== null &&
      !feature.isTooEarly &&
      (meta.waitsFor !== "writers" || isBefore(releases, feature.enabled, releases.head + 1)),
  );
}

function settingFinding(verdict: SettingVerdict, { placeOf, preset, homepage }: CheckRequest): Finding {
  const { rule, meta } = metaOf(verdict.check);
  const { setting, ...said } = verdict;
  return {
    rule: rule.id,
    severity: severityOf(meta, verdict.tier, preset),
    ...said,
    ...placeOf(setting),
    before: null,
    breaks: [],
    witness: null,
    exchanged: null,
    docs: docsOf(rule, verdict.check, homepage),
    buf: [],
    fingerprint: fingerprint(verdict.check, verdict.element, null, verdict.after),
  };
}

function metaOf(check: string): { rule: Rule; meta: CheckMeta } {
  const rule = rules.find(({ checks }) => checks.some(({ id }) => id === check));
  const meta = rule?.checks.find(({ id }) => id === check);
  if (!rule || !meta) throw new Error(`no rule declares the check ${check}`);
  return { rule, meta };
}

function docsOf(rule: Rule, check: string, homepage: string): string {
  return homepage === "" ? `grpc-evolution explain ${check}` : `${homepage}/${pagePath(rule)}`;
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

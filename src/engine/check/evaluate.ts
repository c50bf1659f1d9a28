import type { Comparison } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import { bufRules } from "../rules/buf.js";
import type { Docs, Finding, Fix, Tier } from "../rules/finding.js";
import { pagePath, rules } from "../rules/index.js";
import type { CheckMeta, Severity } from "../rules/rule.js";
import type { Remedy, Rule, SettingVerdict, Verdict } from "../rules/violation.js";
import { readSchema } from "../schema/read.js";
import type { Schema, SchemaFile } from "../schema/schema.js";
import { type Place, placeIn } from "../source/source.js";
import type { Waiting } from "../window/delay.js";
import { belongsTo, type DatedFeature } from "../window/features.js";
import { isBefore, type Timeline } from "../window/releases.js";
import type { Baseline, CheckRequest } from "./check.js";
import { patienceFor } from "./delay.js";
import { type Draft, draftOf } from "./edits.js";
import { fingerprint } from "./fingerprint.js";
import { damageOf, type Labels } from "./impact.js";
import { type Party, partiesOf } from "./peer-pairs.js";

/** A finding with what the window says of it. */
export interface Judged {
  finding: Finding;
  /** What its fix would change, null where no edit does it. */
  draft: Draft | null;
  /** Position of the first release in which it is safe, null where time does not help. */
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
  const distance = distanceOf(baseline, request.timeline);
  const context: Context = {
    comparison,
    sources: sourcesOf(comparison),
    parties: partiesOf(comparison, request.components, distance),
    labels: { older: baseline, newer: request.head },
    release: baseline.release,
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
    sources: sourcesOf(alone),
    parties: [],
    labels: { older: request.head, newer: request.head },
    release: null,
    features: [],
    request,
  };
  const verdicts = rules.flatMap((rule) => rule.remember?.(head, ledger) ?? []);
  return verdicts.map((verdict) => judge(verdict, context));
}

/** What all rules say of the configuration. */
export function judgeConfiguration(features: readonly DatedFeature[], request: CheckRequest): Judged[] {
  const { timeline, components: pairs } = request;
  if (!timeline) return [];
  const verdicts = rules.flatMap((rule) => rule.configure?.({ timeline, pairs, features }) ?? []);
  return verdicts.map((verdict) => ({
    finding: settingFinding(verdict, request),
    draft: null,
    safeAt: null,
    isExcused: false,
  }));
}

/** All that is needed to judge the verdicts of one comparison. */
interface Context {
  comparison: Comparison;
  sources: Sources;
  parties: Party[];
  labels: Labels;
  /** Position of the baseline among the releases, null where it is none. */
  release: number | null;
  features: readonly DatedFeature[];
  request: CheckRequest;
}

/** What is no release, such as a merge base, is as far away as the release before. */
function distanceOf({ release }: Baseline, timeline: Timeline | null): number | null {
  return timeline === null ? null : timeline.head - (release ?? timeline.head - 1);
}

/** A check of the window says nothing of states that are no releases. */
function isShown({ check }: Verdict, { parties, release }: Context): boolean {
  return (
    !metaOf(check).meta.needsWindow || (release !== null && parties.some(({ window }) => window !== null))
  );
}

function judge(verdict: Verdict, context: Context): Judged {
  const { rule, meta } = metaOf(verdict.check);
  const { comparison, parties, labels, request } = context;
  const { place, harm, fix, ...said } = verdict;
  const draft = draftFor(fix, context);
  const { isOutside, ...damage } = damageOf(harm, comparison, parties, labels);
  const waiting = waitingFor(verdict, meta, context);
  const safeAt = safeAtOf(waiting, context);
  const tier = tierOf(verdict, meta, safeAt, request);
  const isExcused =
    (isOutside && !rule.ignoresWindow) || isOver(meta, safeAt, context) || isDeclared(verdict, meta, context);
  const finding: Finding = {
    rule: rule.id,
    ...said,
    tier,
    severity: severityOf(meta, tier, request.preset),
    message: waiting?.forever && meta.forever ? `${said.message} ${meta.forever}` : said.message,
    place: placeOf(place, context),
    ...damage,
    safeFrom: null,
    fix: fixOf(fix, draft),
    docs: docsOf(rule, verdict.check, request.homepage),
    buf: bufRules(verdict),
    fingerprint: fingerprint(verdict.check, verdict.element.fullName, verdict.before, verdict.after),
  };
  return { finding, draft, safeAt, isExcused };
}

/** Time makes no unsafe change of a type safe: it only lets readers catch up. */
function waitingFor(verdict: Verdict, { waitsFor }: CheckMeta, { parties }: Context): Waiting | null {
  if (!waitsFor || (waitsFor === "readers" && verdict.tier !== "conditional")) return null;
  return patienceFor(waitsFor, verdict.harm, parties);
}

/** The baseline is the last release that is hurt; the one after it is the first that may count on the change. */
function safeAtOf(waiting: Waiting | null, { release, request: { timeline } }: Context): number | null {
  if (!timeline || !waiting || waiting.releases === null) return null;
  return (release ?? timeline.head - 1) + 1 + waiting.releases;
}

/** Once time is up, only peers of a window without a limit are left: then the change is a matter of care. */
function tierOf(
  { tier }: Verdict,
  { waitsFor }: CheckMeta,
  safeAt: number | null,
  { timeline }: CheckRequest,
): Tier {
  const timeIsUp = timeline !== null && safeAt !== null && safeAt <= timeline.head;
  return waitsFor === "peers" && timeIsUp ? "conditional" : tier;
}

/** Whether an earlier release brought it, and has said so. */
function isOver(
  { once }: CheckMeta,
  safeAt: number | null,
  { release, request: { timeline } }: Context,
): boolean {
  if (!once || timeline === null || release === null) return false;
  return (safeAt ?? release + 2) <= timeline.head;
}

function isDeclared(
  { element }: Verdict,
  meta: CheckMeta,
  { features, request: { timeline } }: Context,
): boolean {
  if (!meta.declarable || timeline === null) return false;
  return features.some(
    (feature) =>
      belongsTo(element.fullName, feature) &&
      feature.introduced !== null &&
      !feature.isTooEarly &&
      (meta.waitsFor !== "writers" || isBefore(timeline, feature.enabled, timeline.head + 1)),
  );
}

function settingFinding(verdict: SettingVerdict, request: CheckRequest): Finding {
  const { preset, homepage } = request;
  const { rule, meta } = metaOf(verdict.check);
  const { setting, fix, ...said } = verdict;
  return {
    rule: rule.id,
    severity: severityOf(meta, verdict.tier, preset),
    ...said,
    place: request.placeOf(setting),
    fix: fix && { ...fix, edits: [] },
    before: null,
    breaks: [],
    witness: null,
    exchanged: null,
    docs: docsOf(rule, verdict.check, homepage),
    buf: [],
    fingerprint: fingerprint(verdict.check, verdict.element.fullName, null, verdict.after),
  };
}

function metaOf(check: string): { rule: Rule; meta: CheckMeta } {
  const rule = rules.find(({ checks }) => checks.some(({ id }) => id === check));
  const meta = rule?.checks.find(({ id }) => id === check);
  if (!rule || !meta) throw new Error(`no rule declares the check ${check}`);
  return { rule, meta };
}

function docsOf(rule: Rule, check: string, homepage: string): Docs {
  return homepage === ""
    ? { kind: "command", check }
    : { kind: "page", address: `${homepage}/${pagePath(rule)}` };
}

/** The files of both schemas by path. */
interface Sources {
  older: ReadonlyMap<string, SchemaFile>;
  newer: ReadonlyMap<string, SchemaFile>;
}

function sourcesOf({ before, after }: Comparison): Sources {
  const byPath = ({ files }: Schema) => new Map(files.map((file) => [file.path, file]));
  return { older: byPath(before), newer: byPath(after) };
}

/** Where something stands that a verdict points to, in the newer schema or, where its file is gone, in the older. */
function placeOf({ file, from, to }: Verdict["place"], { sources }: Context): Place {
  const source = sources.newer.get(file) ?? sources.older.get(file) ?? { path: file, text: "" };
  return placeIn(source, from, to);
}

function draftFor(remedy: Remedy | null, { sources: { older, newer } }: Context): Draft | null {
  if (remedy === null || "advice" in remedy) return null;
  const textIn = (files: Sources["older"]) => (file: string) => files.get(file)?.text ?? "";
  return draftOf(remedy.repair, textIn(older), textIn(newer));
}

function fixOf(remedy: Remedy | null, draft: Draft | null): Fix | null {
  if (remedy === null) return null;
  const advice = "advice" in remedy ? remedy.advice : (draft?.statement ?? "");
  return { title: remedy.title, advice, edits: [] };
}

const severityOfTier: Record<Tier, Severity> = { safe: "info", conditional: "warning", unsafe: "error" };

function severityOf(meta: CheckMeta, tier: Tier, preset: CheckRequest["preset"]): Severity {
  const declared = preset === "standard" ? (meta.standard ?? meta.severity) : meta.severity;
  return declared === "tier" ? severityOfTier[tier] : declared;
}

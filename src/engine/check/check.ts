import { groupBy } from "../identity/group-by.js";
import { datedAct } from "../rules/date-words.js";
import type { Break, Finding, Said } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { isGraver, type Severity, severities } from "../rules/rule.js";
import { readState } from "../schema/read.js";
import { declares } from "../window/elements.js";
import { nameAt } from "../window/releases.js";
import type { Draft } from "./edits.js";
import {
  compareSchemas,
  type Drafted,
  type Evaluated,
  evaluateConfiguration,
  evaluateReading,
  type Time,
} from "./evaluate.js";
import { Evaluations } from "./evaluations.js";
import { foreverSentence } from "./forever.js";
import { harmless, type Staying } from "./impact.js";
import { distinctSaid, type EarlierFindings, earlierFindings, namesNow, wasTrue } from "./known.js";
import { type Baseline, type CheckRequest, isPatch, type State } from "./request.js";
import { holderOf } from "./spent-since.js";
import { applyAllowances, applyComments, type Excused } from "./suppress.js";
import { maxFindings, TooManyFindings } from "./too-many.js";

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

/** A result with what the fixes of its findings would change, and with what is allowed. */
export interface Checked extends CheckResult {
  drafts: ReadonlyMap<Finding, Draft>;
  /** What would be new, and is allowed. */
  allowed: readonly AllowedFinding[];
}

/** What a comment or the configuration allows, with the reason that it gives: whom it breaks, it breaks all the same. */
export interface AllowedFinding extends Said, Pick<Finding, "breaks"> {
  reason: string;
}

/**
 * Applies all rules to a protocol: the head against each baseline, against the whole history where there is one, and
 * the configuration against the releases.
 * Files that cannot be read are evaluated as far as they were; whoever calls reports their problems first.
 * Throws `TooManyFindings` where there are more than can be reported.
 */
export function check(request: CheckRequest): Checked {
  const evaluations = new Evaluations(request);
  const { subjects, allowed, wrong } = subjectsLeft(evaluations, request);
  // Where nothing is found, nobody has to know what was true before.
  const known = subjects.length + wrong.length > 0 ? trueAtReference(evaluations, request) : nothing;
  const fresh = new Set(subjects.filter((subject) => isNew(subject, known)));
  const shown = request.countsKnownOnly ? [...fresh] : subjects;
  const count = withoutImplied(shown.map(({ said }) => asNew(said))).length;
  if (count > maxFindings) throw new TooManyFindings(count);
  const published = subjects.length > 0 ? trueAtNewest(evaluations, request) : nothing;
  const isOfPatch = isPatch(request);
  const reported = subjects
    .map((subject) => report(subject, fresh.has(subject) ? "new" : "known", request.countsKnownOnly === true))
    .map((each) => withTime(each, request, isOfPatch))
    .map((each) => withPublication(each, published, request));
  const findings = withoutImplied([
    ...reported.map(({ finding }) => finding),
    ...wrong.map((each) => (isWrongComment(each) && wasTrue(known, each) ? asKnown(each) : each)),
  ]).sort(byPlace);
  return {
    findings,
    drafts: new Map(reported.flatMap(({ finding, draft }) => (draft ? [[finding, draft]] : []))),
    allowed: newlyAllowed(allowed, evaluations, request),
    summary: {
      ...countsOf(findings),
      files: request.head.files.length,
      revisions: request.ledger?.revisions ?? 0,
      baselines: request.baselines.map(({ label }) => label),
    },
  };
}

/** What `check` would find of the head if nothing of it was known or published, without what shows it. */
export function saidOfHead(request: CheckRequest): Said[] {
  const { subjects, wrong } = subjectsLeft(new Evaluations(request), request);
  const said = [...subjects, ...wrong.map((finding) => ({ said: finding }))].map(({ said }) => said);
  return withoutImplied(said.map(asNew));
}

function asNew(said: Said): Said & Pick<Finding, "status" | "published"> {
  return { ...said, status: "new", published: null };
}

/** What is reported once: all that says the same of the same element, and the gravest of it. */
interface Subject {
  said: Said;
  same: Evaluated[];
  /** The same of older releases, where it alone is no reason to report it any more. */
  before: Evaluated[];
}

/** What is said of the head and not allowed, and what is wrong with what allows. */
function subjectsLeft(
  evaluations: Evaluations,
  request: CheckRequest,
): { subjects: readonly Subject[]; allowed: readonly Excused<Subject>[]; wrong: Finding[] } {
  const { schema, features } = evaluations.of(request.head);
  const evaluated = [
    ...evaluateState(request.head, evaluations, request.baselines),
    ...evaluateConfiguration(features, request),
  ].filter(({ isSaidOtherwise }) => !isSaidOtherwise);
  const reportable = evaluated.filter(({ isSuppressed }) => !isSuppressed);
  const saidBefore = groupBy(
    evaluated.filter(({ isSaidBefore }) => isSaidBefore),
    ({ said }) => subjectOf(said),
  );
  const subjects = [...groupBy(reportable, ({ said }) => subjectOf(said))].map(([subject, same]) => ({
    said: gravestFirst(same)[0]?.said as Said,
    same,
    before: saidBefore.get(subject) ?? [],
  }));
  const suppressed = evaluated.filter(({ isSuppressed }) => isSuppressed);
  const { left, allowed, wrong } = applyAllowances(subjects, suppressed, schema, request);
  return { subjects: left, allowed, wrong };
}

/**
 * The gravest first, and of what is as grave what the latest baseline shows: its name and number are those to keep or to
 * go back to. What is reported once for an element is as the history tells it, which comes before all baselines.
 */
function gravestFirst(same: readonly Evaluated[]): Evaluated[] {
  const isOfHistory = same.some(({ said }) => checkOf(said.check)?.check.oncePerElement);
  const latestFirst = isOfHistory ? same : [...same].reverse();
  return severities.flatMap((severity) => latestFirst.filter(({ said }) => said.severity === severity));
}

/**
 * What is gone is one fact: what another check implies is said only where that one is not there, is milder, or is past
 * mending.
 */
function withoutImplied<T extends Said & Pick<Finding, "status" | "published">>(findings: readonly T[]): T[] {
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

/** What all rules say of a state: by the history, and against each of these baselines. */
function evaluateState(state: State, evaluations: Evaluations, baselines: readonly Baseline[]): Evaluated[] {
  const evaluation = evaluations.of(state);
  // What history tells names the revision that spent a number, so it comes first.
  return [
    ...evaluation.byHistory(),
    ...baselines.flatMap((baseline) => evaluation.against(baseline)),
    ...baselines.flatMap((baseline) => evaluateReading(baseline, evaluations.request)),
  ];
}

const nothing: EarlierFindings = new Map();

/** What was true of the state that the change starts from, with today's configuration and history. */
function trueAtReference(evaluations: Evaluations, { reference, baselines }: CheckRequest): EarlierFindings {
  if (!reference) return nothing;
  const older = baselines.filter(({ precedesReference }) => precedesReference);
  return trueAt(reference, older, evaluations);
}

/** What is true of the newest release, so that no change takes it back. */
function trueAtNewest(evaluations: Evaluations, { newest, baselines }: CheckRequest): EarlierFindings {
  if (!newest) return nothing;
  const older = baselines.filter(
    ({ releaseIndex }) => releaseIndex !== null && releaseIndex < newest.releaseIndex,
  );
  return trueAt(newest, older, evaluations);
}

/** What is allowed, and was not true before. An allow that was there already hides nothing here. */
function newlyAllowed(
  allowed: readonly Excused<Subject>[],
  evaluations: Evaluations,
  { reference, baselines }: CheckRequest,
): AllowedFinding[] {
  if (allowed.length === 0) return [];
  const older = baselines.filter(({ precedesReference }) => precedesReference);
  const said = reference ? evaluatedAt(reference, older, evaluations).map((each) => each.said) : [];
  const before = reference ? earlierFindings(said, namesSince(reference, evaluations)) : nothing;
  return allowed
    .filter(({ subject }) => isNew(subject, before))
    .map(({ subject: { said: each, same }, reason }) => ({
      ...each,
      breaks: unique(same.flatMap(({ impact }) => impact().breaks)),
      reason,
    }));
}

/** All that the rules say of an earlier state, whatever was allowed there. */
function evaluatedAt(
  state: State,
  baselines: readonly Baseline[],
  evaluations: Evaluations,
): readonly Evaluated[] {
  // What cannot be read stays unknown until somebody has looked.
  return evaluateState(state, evaluations, baselines).filter(
    ({ said }) => !checkOf(said.check)?.check.staysNew,
  );
}

function namesSince(state: State, evaluations: Evaluations): ReturnType<typeof namesNow> {
  const { request } = evaluations;
  const [before, after] = [evaluations.of(state).schema, evaluations.of(request.head).schema];
  return namesNow(compareSchemas(before, after, request.ledger));
}

function trueAt(state: State, baselines: readonly Baseline[], evaluations: Evaluations): EarlierFindings {
  const { request } = evaluations;
  const { schema } = evaluations.of(state);
  const evaluated = evaluatedAt(state, baselines, evaluations);
  const suppressed = evaluated.filter(({ isSuppressed }) => isSuppressed);
  const shown = evaluated.filter(({ isSuppressed }) => !isSuppressed);
  const { left, wrong } = applyComments(shown, suppressed, schema, { ...request, head: state, baselines });
  return earlierFindings([...left.map(({ said }) => said), ...wrong], namesSince(state, evaluations));
}

/** What is wrong with a comment in a file, other than with an entry of the configuration, can have been so before. */
function isWrongComment({ rule, element }: Finding): boolean {
  return rule === "allow" && element.kind !== "allow";
}

function asKnown(finding: Finding): Finding {
  return { ...finding, status: "known" };
}

/** What is reported of one subject, with what the window says of it. */
type Reported = Drafted &
  Time &
  Pick<Evaluated, "releaseIndex" | "suitsPublished"> & {
    staying: readonly Staying[];
    /** Index of the newest release that has such peers, null where that is none. */
    stayingIndex: number | null;
  };

/** Says since when what is found is published, and offers nothing that would change it again. */
function withPublication(each: Reported, published: EarlierFindings, request: CheckRequest): Reported {
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
function firstWith({ finding, releaseIndex }: Reported, request: CheckRequest): string {
  const { ledger, newest, releases } = request;
  const next = releaseIndex === null ? null : firstBehind(releaseIndex, finding, request);
  const isEarlier =
    newest && next !== null && next < newest.releaseIndex && isCompared(next, request.baselines);
  const evidence = releaseIndex === null ? holderOf(ledger, finding, finding.after)?.evidence : undefined;
  const first = evidence?.kind === "release" ? evidence.release : undefined;
  return (isEarlier && releases?.names[next]) || (first ?? newest?.label ?? "");
}

/** Whether a release is among those compared: of others nobody knows whether they are as is found. */
function isCompared(releaseIndex: number, baselines: readonly Baseline[]): boolean {
  return baselines.some((each) => each.releaseIndex === releaseIndex);
}

/**
 * Index of the first release behind one that is as is found. What is gone may have been there for longer, with the mark that
 * it would go: then nobody is hurt against that release, which has it all the same.
 */
function firstBehind(releaseIndex: number, { element, after }: Finding, { baselines }: CheckRequest): number {
  const hasElement = (index: number) =>
    baselines.some(
      (each) => each.releaseIndex === index && declares(readState(each).schema, element.fullName),
    );
  let first = releaseIndex + 1;
  while (after === null && hasElement(first)) first += 1;
  return first;
}

/**
 * Names the release from which a change is safe, if it still lies ahead and a schema shows from which one to count. Where
 * somebody is hurt who never leaves the window there is none, and what helps instead is said. There is none for a patch
 * either, since nothing counts from one.
 */
function withTime(
  each: Reported,
  { releases, baselines }: Pick<CheckRequest, "releases" | "baselines">,
  isOfPatch: boolean,
): Reported {
  const { finding, forever, staying, stayingIndex } = each;
  const due = dueOf(each, releases, isOfPatch);
  const safeFrom = due?.safeFrom ?? finding.safeFrom;
  if (forever === null || staying.length === 0) {
    const message = due?.sentence ? `${finding.message} ${due.sentence}` : finding.message;
    return { ...each, finding: { ...finding, message, safeFrom } };
  }
  const behind = (stayingIndex ?? (releases?.head ?? 0) - 1) + 1;
  const isFirst = releases && !isOfPatch && (behind >= releases.head || isCompared(behind, baselines));
  const before = isFirst ? nameAt(releases, behind) : null;
  const ofRule = safeFrom === null ? null : couldText(finding, safeFrom);
  const restText = due?.restText ?? ofRule;
  const sentence = foreverSentence({ staying, before, help: forever, restText });
  return { ...each, finding: { ...finding, message: `${finding.message} ${sentence}` } };
}

/** `it could be removed from 2.6 on`. */
function couldText({ check: id }: Finding, name: string): string {
  return `it could be ${datedAct(id)} from ${name} on`;
}

/** When something is safe that is not yet. */
interface Due {
  /** The release, where it comes by waiting. */
  safeFrom: string | null;
  /** What has to happen first, where it does not. */
  sentence: string | null;
  /** What could be done if nobody stayed for ever, as a clause. */
  restText: string;
}

/** Null where it is safe now, where no time helps, or where only a release could be named and it is a patch. */
function dueOf(
  { finding, safeAt, wait, lacksMark }: Time & Pick<Reported, "finding">,
  releases: CheckRequest["releases"],
  isOfPatch: boolean,
): Due | null {
  if (releases === null || safeAt === null || safeAt <= releases.head) return null;
  if (wait !== null)
    return { safeFrom: null, sentence: `It is safe ${wait}.`, restText: `it would be safe ${wait}` };
  if (isOfPatch) return null;
  const name = nameAt(releases, safeAt);
  const restText = couldText(finding, name);
  if (!lacksMark) return { safeFrom: name, sentence: null, restText };
  const next = nameAt(releases, releases.head);
  return {
    safeFrom: null,
    sentence: `No release marks it as deprecated, so waiting does not help. Mark it in ${next}, and it may be ${datedAct(finding.check)} from ${name} on.`,
    restText: `${restText}, once ${next} marks it as deprecated`,
  };
}

/**
 * What is reported once: a check, its element, and what it was before. A number is given away once, however many had it,
 * and given up once, however often it was renamed before.
 */
export function subjectOf({ check, element, before }: Said): string {
  const { oncePerElement, oncePerNumber } = checkOf(check)?.check ?? {};
  if (oncePerNumber) return `${check} ${element.owner} ${before?.number}`;
  const name = oncePerElement ? "" : (before?.name ?? "");
  return `${check} ${element.fullName} ${name}`;
}

/** One finding for all baselines that show it: the gravest, with what all of them break; it is safe when all are. */
function report({ same, before }: Subject, status: Finding["status"], countsKnownOnly: boolean): Reported {
  const graver = gravestFirst(same);
  const [gravest] = graver as [Evaluated];
  const isShown = status === "new" || !countsKnownOnly;
  const impacts = new Map([...before, ...same].map((each) => [each, isShown ? each.impact() : harmless]));
  const { witness, exchanged } =
    graver.map((each) => impacts.get(each)).find((impact) => impact?.witness) ?? harmless;
  const breaks = unique([...impacts.values()].flatMap((impact) => impact.breaks));
  const isNamed = breaks.length > 0 || gravest.said.severity !== "error";
  const unnamed = isNamed ? null : (impacts.get(gravest)?.unnamed ?? null);
  const { finding, draft } = gravest.drafted(isShown);
  const times = isShown ? same.map((each) => each.time()) : [];
  const staying = same.filter((each) => (impacts.get(each)?.staying.length ?? 0) > 0);
  return {
    finding: { ...finding, status, breaks, unnamed, witness, exchanged },
    draft,
    ...longestOf(times),
    forever: isShown ? gravest.time().forever : null,
    staying: staying.flatMap((each) => impacts.get(each)?.staying ?? []),
    stayingIndex: newestOf(staying),
    releaseIndex: newestOf(same),
    suitsPublished: gravest.suitsPublished,
  };
}

/** It is safe when it is against all baselines; how long that takes is said of the one that takes longest. */
function longestOf(times: readonly Time[]): Pick<Time, "safeAt" | "wait" | "lacksMark"> {
  const latestFirst = times.toSorted((one, other) => (other.safeAt ?? 0) - (one.safeAt ?? 0));
  const isEnding = times.every(({ safeAt }) => safeAt !== null);
  return {
    safeAt: isEnding ? (latestFirst[0]?.safeAt ?? null) : null,
    wait: latestFirst.find(({ wait }) => wait !== null)?.wait ?? null,
    lacksMark: times.some(({ lacksMark }) => lacksMark),
  };
}

/** Index of the newest release that something is found against, null where that is none. */
function newestOf(evaluated: readonly Evaluated[]): number | null {
  const releaseIndexes = evaluated.flatMap(({ releaseIndex }) => releaseIndex ?? []);
  return releaseIndexes.length > 0 ? Math.max(...releaseIndexes) : null;
}

function isNew({ same }: Subject, known: EarlierFindings): boolean {
  return distinctSaid(same.map(({ said }) => said)).some((said) => !wasTrue(known, said));
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

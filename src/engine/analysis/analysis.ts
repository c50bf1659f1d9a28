import type { AllowedFinding, Checked, CheckResult } from "../check/check.js";
import { compareSchemas } from "../check/evaluate.js";
import { Evaluations } from "../check/evaluations.js";
import { meetingsOf } from "../check/impact.js";
import { type CheckRequest, isPatch, type State, type StateName } from "../check/request.js";
import {
  type DeclaredWindows,
  type SupportChange,
  sameSupport,
  supportChange,
} from "../check/support-change.js";
import { orderForOlderWriters, upgradeOrder } from "../check/upgrade-order.js";
import type { Comparison } from "../diff/change.js";
import { groupBy } from "../identity/group-by.js";
import type { AskedElement } from "../rules/author-questions.js";
import { inOrder, kindOfDeprecation, kindsOfChanges, kindsOfEnabling } from "../rules/change-kinds.js";
import type { ChecklistItem } from "../rules/checklist.js";
import type { Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { readState } from "../schema/read.js";
import type { Field } from "../schema/schema.js";
import { talksThrough } from "../window/component-pair.js";
import { belongsTo, type DatedFeature } from "../window/features.js";
import { type ElementReadiness, readinessIn } from "../window/readiness.js";
import { isBefore, nameAt } from "../window/releases.js";
import { absenceOf } from "./absence.js";
import type { AnalyzedElement, Direction } from "./analyzed-element.js";
import { type Answered, answersFor, itemsOfReviewers } from "./answers.js";
import { type ComparedBaseline, comparedBaselines } from "./baselines.js";
import { type ChangedElement, elementsOfChange, type Subject } from "./changed-elements.js";
import { type ConsideredPair, consideredPairs, isAllCompared } from "./considered.js";
import { declarationText } from "./declaration.js";
import { happeningsOf } from "./happenings.js";
import { passagesOf } from "./passages.js";
import { type Description, type Question, questionsFor } from "./questions.js";
import { metServersBefore } from "./servers-before.js";
import { stayingIn } from "./staying.js";
import { type UnreadText, unreadTexts } from "./unread-texts.js";

/** What there is to say of a change before it is merged: plain data, which `report/analysis.ts` prints. */
export interface Analysis {
  /** What the change starts from; null where nothing comes before it. */
  from: StateName | null;
  to: StateName;
  /** The release that it goes into, which may be a forecast; null where no releases are declared. */
  release: string | null;
  /** Whether that release has a tag already: what comes next is a patch of it, which changes no protocol. */
  isPatch: boolean;
  pairs: ConsideredPair[];
  /** What another window than that of `from` means for this release. */
  support: SupportChange;
  /** Labels of what the head is compared with, oldest first. */
  baselines: readonly string[];
  /** Every element that changed, in the order of the schemas. */
  elements: AnalyzedElement[];
  /** Comments and options that no check reads, and that are others now; null where the states have none. */
  unread: readonly UnreadText[] | null;
  /** Declared features that this release introduces or enables, and those whose elements changed. */
  features: readonly AnalyzedFeature[];
  findings: readonly Finding[];
  /** What would be among them without an allow, with its reason. */
  allowed: readonly AllowedFinding[];
  summary: CheckResult["summary"];
  answered: Answered;
  /** What the author is asked, since no schema shows it. */
  questions: readonly Question[];
  /** What reviewers see to themselves before the merge or the release. */
  ofReviewers: readonly ChecklistItem[];
  /** Whether the schemas are parts of files: what they do not show is not known. */
  isPartial: boolean;
  homepage: string;
}

/** What is known of a change beside its schemas. */
export interface Beside {
  /** What its description says that it does. */
  stated: Description;
  /** Checks whose findings rest on what the parts leave out, and are not reported for that. */
  undecided: readonly string[];
  /** The windows of the state that it starts from, and those of today; left out where nobody knows those of before. */
  windows?: DeclaredWindows;
}

/** Whole files without a description. */
export const nothingBeside: Beside = { stated: { kinds: [], text: "" }, undecided: [] };

/** A declared feature. */
export interface AnalyzedFeature
  extends Pick<DatedFeature, "name" | "enableFrom" | "enabled" | "lacksWritten"> {
  /** The first release that has it; null where none has. */
  introduced: string | null;
  /** Whether this release enables it. */
  isEnabledNow: boolean;
}

/** More elements than these are counted, and only the first of each kind are looked at. */
const manyElements = 12;

/** How many of a kind are looked at then. */
const firstOfMany = 3;

/**
 * Says of a change what future releases do where something is absent and what past releases do with it, from the request of a
 * check and what the check said of it.
 */
export function analyze(
  request: CheckRequest,
  { findings, allowed, summary }: Checked,
  { stated, undecided, windows }: Beside = nothingBeside,
): Analysis {
  const start = startOf(request);
  const unread = start && unreadIn(start, request.head);
  const comparison = start && comparisonWith(start, request);
  const changed = comparison ? elementsOfChange(comparison) : [];
  const baselines = changed.length > 0 ? comparedBaselines(request) : [];
  const fresh = findings.filter(({ status }) => status === "new");
  const byElement = groupBy(fresh, ({ element }) => findingKey(element));
  const allowedByElement = groupBy(allowed, ({ element }) => findingKey(element));
  const context: Context | null = comparison && {
    request,
    comparison,
    baselines,
    byElement,
    allowedByElement,
  };
  const isLookedAt = lookedAtIn(changed);
  const elements = context ? changed.map((element) => analyzed(element, isLookedAt(element), context)) : [];
  const features = featuresOf(request, elements);
  const isEnabling = features.some(({ isEnabledNow }) => isEnabledNow);
  const shownKinds = [
    ...elements.flatMap((element) => element.kinds),
    ...(isEnabling ? kindsOfEnabling : []),
  ];
  const kinds = [...shownKinds, ...stated.kinds];
  const pairs = consideredPairs(request);
  const hasReleases = isAllCompared(request, pairs);
  const atHand = { hasHistory: request.ledger !== null, hasReleases, undecided };
  const reported = { findings: fresh, allowed };
  const answered = answersFor(reported, elements, { kinds: inOrder(kinds), ...atHand });
  return {
    from: start,
    to: request.head,
    release: request.releases && nameAt(request.releases, request.releases.head),
    isPatch: isPatch(request),
    pairs,
    support: windows && request.releases ? supportChange(windows, request.releases) : sameSupport,
    baselines: summary.baselines,
    elements,
    unread,
    features,
    findings: fresh,
    allowed,
    summary,
    answered,
    questions: questionsFor({
      elements,
      unread: unread ?? [],
      stated,
      answered,
      hasWindow: pairs.some(({ window }) => window !== null),
    }),
    ofReviewers: itemsOfReviewers,
    isPartial: request.isPartial === true,
    homepage: request.homepage,
  };
}

/** The state that the change starts from; where none is declared, the latest that it is compared with. */
function startOf({ reference, baselines }: CheckRequest): State | null {
  return reference ?? baselines.at(-1) ?? null;
}

/** With what a reader of a field cannot tell from a value, which a comment may give a meaning. */
function unreadIn(start: State, head: State): readonly UnreadText[] | null {
  const unread = unreadTexts(start.files, head.files);
  if (!unread || unread.length === 0) return unread;
  const fields = [...readState(head).schema.messages.values()].flatMap((message) => message.fields);
  const untold = new Map(
    fields.map((field): [string, string] => {
      const { kind, isTold, text } = absenceOf(field);
      return [field.fullName, kind === "value" && !isTold ? text : ""];
    }),
  );
  return unread.map((each) =>
    each.element.kind === "field" ? { ...each, absentAs: untold.get(each.element.fullName) ?? "" } : each,
  );
}

function comparisonWith(start: State, { head, ledger }: CheckRequest): Comparison {
  return compareSchemas(readState(start).schema, readState(head).schema, ledger);
}

/** Tells which elements are looked at: all, or of many only the first ones of what has the same happening. */
function lookedAtIn(changed: readonly ChangedElement[]): (element: ChangedElement) => boolean {
  if (changed.length <= manyElements) return () => true;
  const counts = new Map<string, number>();
  const first = new Set<ChangedElement>();
  for (const element of changed) {
    const kind = kindOfChange(element);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (count < firstOfMany && first.size < manyElements) first.add(element);
  }
  return (element) => first.has(element);
}

function kindOfChange({ subject, changes, isDeprecatedNow }: ChangedElement): string {
  return changes[0]?.kind ?? `${subject.kind} ${isDeprecatedNow}`;
}

/** The declared features that this change has to do with, with what history tells of them. */
function featuresOf(request: CheckRequest, elements: readonly AnalyzedElement[]): AnalyzedFeature[] {
  const { releases, head } = request;
  if (releases === null) return [];
  const isEnabledNow = ({ enabled }: DatedFeature) =>
    !isBefore(releases, enabled, releases.head) && isBefore(releases, enabled, releases.head + 1);
  return new Evaluations(request)
    .of(head)
    .features.map((feature) => ({ feature, isEnabledNow: isEnabledNow(feature) }))
    .filter(
      ({ feature, isEnabledNow: isNow }) =>
        isNow || elements.some(({ fullName }) => belongsTo(fullName, feature)),
    )
    .map(({ feature, isEnabledNow: isNow }) => ({
      name: feature.name,
      introduced: feature.introduced === null ? null : nameAt(releases, feature.introduced),
      enableFrom: feature.enableFrom,
      enabled: feature.enabled,
      lacksWritten: feature.lacksWritten,
      isEnabledNow: isNow,
    }));
}

interface Context {
  request: CheckRequest;
  comparison: Comparison;
  baselines: readonly ComparedBaseline[];
  /** What the checks report, by `findingKey`. */
  byElement: ReadonlyMap<string, readonly Finding[]>;
  /** What is allowed of it, by the same key. */
  allowedByElement: ReadonlyMap<string, readonly AllowedFinding[]>;
}

function findingKey({ kind, fullName }: Pick<Finding["element"], "kind" | "fullName">): string {
  return `${kind} ${fullName}`;
}

function analyzed(element: ChangedElement, isLookedAt: boolean, context: Context): AnalyzedElement {
  const { subject, fullName, changes, isDeprecatedNow } = element;
  const { request, baselines, byElement, allowedByElement } = context;
  const deprecation = isDeprecatedNow ? [kindOfDeprecation(subject.kind)] : [];
  const key = findingKey({ kind: subject.kind, fullName });
  const findings = byElement.get(key) ?? [];
  const breaks = [...findings, ...(allowedByElement.get(key) ?? [])].flatMap((each) => each.breaks);
  return {
    kind: subject.kind,
    ...askedOf(element, findings, request),
    fullName,
    before: declarationText(subject, "before"),
    after: declarationText(subject, "after"),
    happenings: happeningsOf(element),
    isTypeUnseen: subject.kind === "field" && [subject.before, subject.after].some(hasUnseenType),
    unreserved: {
      name: changes.some((change) => "reservedName" in change && !change.reservedName),
      number: changes.some((change) => change.kind === "number-reused" && change.isGone),
    },
    kinds: inOrder([...kindsOfChanges(changes), ...deprecation]),
    directions: isLookedAt ? directionsOf(subject, context) : [],
    absence: subject.kind === "field" && subject.after ? absenceOf(subject.after) : null,
    passages: isLookedAt ? passagesOf(element, baselines, request.head) : null,
    readiness: isLookedAt ? readinessFor(element, context) : null,
    serversBefore: isCallGone(subject)
      ? metServersBefore({ fullName, service: ownerOf(subject, fullName) }, request)
      : null,
    findings,
    order: upgradeOrder(breaks, request),
    orderForOlderWriters: orderForOlderWriters(breaks, request),
    staying: stayingIn(findings, request),
  };
}

function isCallGone({ kind, after }: Subject): boolean {
  return (kind === "method" || kind === "service") && after === null;
}

function hasUnseenType(field: Field | null): boolean {
  const type = field?.type.kind === "map" ? field.type.value : field?.type;
  return type?.kind === "unknown";
}

/** What the questions to the author depend on. */
function askedOf(
  { subject, changes, isDeprecatedNow }: ChangedElement,
  findings: readonly Finding[],
  request: CheckRequest,
): Omit<AskedElement, "kind"> {
  const sides = subject.kind === "method" ? [subject.before, subject.after] : [];
  return {
    changes: [...new Set(changes.map(({ kind }) => kind))],
    isDeprecatedNow,
    isStream: sides.some((method) => method?.clientStreaming || method?.serverStreaming),
    isDated: findings.some((finding) => isDated(finding, findings, request)),
    isZero: subject.kind === "value" && (subject.after ?? subject.before)?.number === 0,
  };
}

/** Whether a finding names a release: that from which it is safe, or that from which it may go once it is marked. */
function isDated({ check, safeFrom }: Finding, all: readonly Finding[], request: CheckRequest): boolean {
  if (safeFrom !== null) return true;
  const hasWindow = request.releases !== null && request.components.some(({ window }) => window !== null);
  return hasWindow && checkOf(check)?.check.needsMark === true && stayingIn(all, request).length === 0;
}

/** Who writes an element to whom, by the methods of the newer schema and of the one before; a call goes to the server. */
function directionsOf(subject: Subject, { request, baselines }: Context): Direction[] {
  if (subject.kind === "method" || subject.kind === "service") {
    const service = ownerOf(subject, (subject.after ?? subject.before)?.fullName ?? "");
    return request.components
      .filter((pair) => talksThrough(pair, service, request.components))
      .map(({ client, server }) => ({ writer: client, reader: server }));
  }
  const names = ownerNames(subject);
  if (names.length === 0) return [];
  const impact = {
    kind: "bytes" as const,
    before: names.at(-1) ?? "",
    after: names[0] ?? "",
    number: 0,
  };
  const directions = baselines.flatMap(({ peerPairs }) =>
    meetingsOf(impact, peerPairs).flatMap(({ writer, reader }) =>
      writer !== null && reader !== null ? [{ writer, reader }] : [],
    ),
  );
  return [...new Map(directions.map((each) => [JSON.stringify(each), each])).values()];
}

/** The messages or enums that methods carry it in, the newer name first; none for what is called. */
function ownerNames(subject: Subject): string[] {
  switch (subject.kind) {
    case "field":
    case "value":
      return [subject.owner.after.fullName, subject.owner.before.fullName];
    case "message":
    case "enum":
      return [subject.after, subject.before].flatMap((each) => each?.fullName ?? []);
    default:
      return [];
  }
}

/** When what is new may be enabled, and what is deprecated may go; null for all else, and where no window is declared. */
function readinessFor(
  { subject, fullName, isDeprecatedNow }: ChangedElement,
  { request, comparison }: Context,
): ElementReadiness | null {
  const { releases, components, isPartial } = request;
  const isCall = subject.kind === "method" || subject.kind === "service";
  const isNew = subject.before === null && subject.after !== null;
  if (releases === null || subject.kind === "package" || !(isNew || isDeprecatedNow)) return null;
  const services = isPartial && !isCall ? new Map() : comparison.after.services;
  const readiness = readinessIn({ ...comparison.after, services }, components, releases);
  return (
    readiness?.({
      element: fullName,
      kind: subject.kind,
      owner: ownerOf(subject, fullName),
      introduced: isNew ? releases.head : 0,
      gone: [],
      deprecated: isDeprecatedNow ? releases.head : null,
      removed: null,
      defaultChanged: null,
    }) ?? null
  );
}

function ownerOf(subject: Subject, fullName: string): string {
  if (subject.kind === "field" || subject.kind === "value") return subject.owner.after.fullName;
  return (subject.kind === "method" && (subject.after ?? subject.before)?.owner) || fullName;
}

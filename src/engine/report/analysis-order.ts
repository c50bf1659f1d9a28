import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { excludeEachOther, type Side, type UpgradeOrder } from "../check/upgrade-order.js";
import { groupBy } from "../identity/group-by.js";
import { type Finding, nobodyCompared, nobodyMet } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { severities } from "../rules/rule.js";
import { capitalized, listText } from "../rules/words.js";
import { clauseRoom, fittingProse } from "./fitting.js";

/** Who upgrades first, or what has to be done where no order of upgrades helps, as sentences. */
export function orderTexts(element: AnalyzedElement): string[] {
  const { changes, order } = element;
  if (changes.length === 0) return [];
  if (changes.some((change) => ofPaths.has(change)))
    return order.kind === "any" ? [] : [insteadText(element)];
  const staged = stagedTexts(element);
  if (staged) return order.kind === "none" ? [`${noOrder}: ${lowered(staged.join(" "))}`] : staged;
  const care = careIn(element);
  if (care !== null) return [careText(care, element)];
  if (order.kind === "none") return [insteadText(element)];
  return order.kind === "steps" ? [stepsText(order)] : anyOrderTexts(element);
}

/**
 * What the orders of several elements mean for a release that has all of them: one component may have to go first for one of
 * them, and last for another one. Where nobody knows who writes what, that may be so.
 */
export function togetherTexts(elements: readonly AnalyzedElement[]): string[] {
  const ordered = elements.filter(isOrdered).map(({ order }) => order);
  const isUnknown = ({ steps }: UpgradeOrder) => steps.some(({ earlier }) => earlier.component === null);
  if (excludeEachOther(ordered)) return [`These orders conflict: ${wayOut}.`];
  if (ordered.filter(isUnknown).length < 2) return [];
  return [
    `Where one of these is in requests and another one in responses, their orders conflict: ${wayOut}.`,
  ];
}

const wayOut = "no single order works for all of them, so one has to wait for another release";

/** Whether the upgrade by itself is what has an order, and not what each side begins or stops to do later. */
function isOrdered(element: AnalyzedElement): boolean {
  return element.changes.length > 0 && element.order.kind === "steps" && stagedTexts(element) === null;
}

const noOrder = "No order of upgrades makes it safe";

/** Whether a check reports what neither order nor time helps: of what goes, peers may stop relying on it. */
export function isHopeless(element: AnalyzedElement): boolean {
  return hopelessOf(element).length > 0;
}

/** Where nobody is named who breaks among those that are compared, it is a matter of those who are not. */
export function hopelessText(element: AnalyzedElement): string {
  const reasons = [...new Set(hopelessOf(element).map(({ unnamed }) => unnamed))];
  const isElsewhere = reasons.every((reason) => reason === nobodyCompared || reason === nobodyMet);
  return isElsewhere
    ? `It breaks ${reasons.join(", and ")}. No order of upgrades helps an older release, or bytes that were stored.`
    : insteadText(element);
}

function hopelessOf({ kind, after, findings }: AnalyzedElement): Finding[] {
  if (after === null || (kind !== "field" && kind !== "value")) return [];
  return findings.filter(
    ({ check, tier, severity }) =>
      severity === "error" && tier === "unsafe" && checkOf(check)?.check.waitsFor === undefined,
  );
}

/** What the gravest finding offers in place of an order; what is published already has nothing to be offered. */
function insteadText({ findings }: AnalyzedElement): string {
  const gravestFirst = severities.flatMap((severity) =>
    findings.filter((each) => each.severity === severity),
  );
  const title = gravestFirst.find(({ fix, published }) => fix && published === null)?.fix?.title;
  return title === undefined ? `${noOrder}.` : `${noOrder}: ${fittingProse(lowered(title), clauseRoom)}.`;
}

/** What has to hold of writers where a change is one of what they write: it is said of a release. */
function careIn({ changes, findings, order }: AnalyzedElement): string | null {
  if (order.kind === "any" || changes.every((change) => ofConstraints.has(change))) return null;
  const cares = findings.flatMap(({ check, tier }) => {
    const care = checkOf(check)?.check.countedFrom;
    return care === undefined ? [] : [tier === "conditional" ? care : null];
  });
  return cares.length === 0 || cares.includes(null) ? null : listText([...new Set(cares as string[])]);
}

/** New writers can take care of what they send. What older ones send an order has to keep from new readers, or time. */
function careText(care: string, element: AnalyzedElement): string {
  const { order, orderForOlderWriters: ofOlder, staying } = element;
  if (ofOlder.kind === "none")
    return staying.length > 0 ? insteadText(element) : `${noOrder}: it takes an earlier release ${care}.`;
  if (order.kind === "steps") {
    const otherwise = ofOlder.kind === "any" ? "" : ` In another order it takes an earlier release ${care}.`;
    return stepsText(order) + otherwise;
  }
  const steps = ofOlder.kind === "any" ? "" : `${lowered(stepsText(ofOlder).slice(0, -1))}, and `;
  return `No order of upgrades alone makes it safe: ${steps}until every reader in the window has this release, it has to be one ${care}.`;
}

/** `First the agent, then the runtime and the tool.` */
function stepsText({ steps }: UpgradeOrder): string {
  const groups = groupBy(steps, ({ earlier }) => sideText(earlier));
  return [...groups]
    .map(([earlier, group]) => {
      const later = listText([...new Set(group.map((step) => sideText(step.later)))]);
      return fittingProse(`First ${earlier}, then ${later}.`, clauseRoom);
    })
    .join(" ");
}

function sideText({ component, role }: Side): string {
  return component === null ? `every ${role}` : `the ${component}`;
}

/** Nobody breaks: as far as somebody has tried it, or since the bytes are the same. */
function anyOrderTexts({ kind, changes, passages, isTypeUnseen }: AnalyzedElement): string[] {
  if (kind === "message" || kind === "enum" || kind === "package") return [];
  if (changes.every((change) => ofNameAlone.has(change))) return ["On the wire any order will do."];
  if (kind === "method" || kind === "service") return [];
  if (isTypeUnseen) return ["Its type is not at hand, so nobody can say who has to upgrade first."];
  const isTried = passages !== null && passages.exchanges.length > 0;
  return isTried ? ["In the exchanges that were tried any order will do."] : [];
}

/** Changes after which the bytes are the same. */
const ofNameAlone: ReadonlySet<AnalyzedElement["changes"][number]> = new Set([
  "field-renamed",
  "field-json-name-changed",
  "value-renamed",
]);

/** Each side calls by another path than the other one serves. */
const ofPaths: ReadonlySet<AnalyzedElement["changes"][number]> = new Set([
  "package-changed",
  "service-moved",
]);

const ofConstraints: ReadonlySet<AnalyzedElement["changes"][number]> = new Set([
  "field-constraint-changed",
  "message-constraint-changed",
]);

/**
 * What each side begins or stops to do, where that is what makes a change safe, and not the upgrade by itself; null where it
 * is not, or where what breaks asks for another order.
 */
function stagedTexts(element: AnalyzedElement): string[] | null {
  const { kind, changes, kinds, before, after, order } = element;
  const [writer, reader] = sidesOf(element);
  const isFirst = (role: Side["role"]) => order.steps.every(({ earlier }) => earlier.role === role);
  if (changes.every((change) => ofConstraints.has(change))) return constraintTexts(element, writer, reader);
  switch (kind) {
    case "method":
    case "service":
      if (before === null)
        return isFirst("reader") ? [`First ${reader} answers it, then ${writer} calls it.`] : null;
      return after === null && isFirst("writer") ? goneCallTexts(element, writer, reader) : null;
    case "value":
      if (after === null && isFirst("writer"))
        return [`First ${writer} stops writing it, then it goes from ${reader}.`];
      break;
    case "field":
      if (after === null) return [`First ${reader} stops relying on it, then ${writer} stops writing it.`];
      break;
    default:
      return null;
  }
  const isNew = kinds.includes("adds") || kinds.includes("adds-value");
  return isNew && isFirst("reader") ? [`First ${reader} reads it, then ${writer} writes it.`] : null;
}

/** Who writes and who reads; every one of them where there are several, or nobody knows who. */
function sidesOf({ directions }: AnalyzedElement): [writer: string, reader: string] {
  const [direction, other] = directions;
  const side = (name: string) => fittingProse(`the ${name}`, 80);
  return direction && !other
    ? [side(direction.writer), side(direction.reader)]
    : ["every writer", "every reader"];
}

/** What is refused now goes first, what is accepted now comes first; where nobody knows which it is, both are said. */
function constraintTexts({ order }: AnalyzedElement, writer: string, reader: string): string[] {
  const roles = new Set(order.steps.map(({ earlier }) => earlier.role));
  const accepts = `first ${reader} accepts what is new, then ${writer} writes it`;
  const refuses = `first ${writer} stops writing what goes, then ${reader} refuses it`;
  if (roles.size !== 1) return [capitalized(`${accepts}; ${refuses}.`)];
  return [capitalized(`${roles.has("reader") ? accepts : refuses}.`)];
}

/** Servers that serve nothing else may stay: there the client goes on calling what its own schema does not have any more. */
function goneCallTexts({ serversBefore }: AnalyzedElement, writer: string, reader: string): string[] {
  if (serversBefore === null) return [`First ${writer} stops calling it, then it goes from ${reader}.`];
  return [
    `First ${writer} stops calling it where anything else is served, then it goes from ${reader}.`,
    oldServersText(serversBefore, { code: ", in the code of an earlier schema" }),
  ];
}

/** `code` tells which code makes the call, where the schema of this release does not have it. */
export function oldServersText(
  release: string | null,
  { until = null, code = "" }: { until?: string | null; code?: string },
): string {
  const met =
    until === null
      ? `A client still meets servers before ${release}`
      : `Until ${until} a client may meet servers before ${release}`;
  return fittingProse(`${met}: where they serve nothing else, it keeps the call${code}.`, 2 * clauseRoom);
}

/** A sentence as the end of another one. */
function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

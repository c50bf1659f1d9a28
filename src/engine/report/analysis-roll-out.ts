import type { Analysis, AnalyzedFeature } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { checkOf } from "../rules/index.js";
import { capitalized, listText } from "../rules/words.js";
import type { ElementReadiness } from "../window/readiness.js";
import type { Window } from "../window/window.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";

/** Who upgrades first, and from when it may be used or may go, as sentences. */
export function rollOutTexts(element: AnalyzedElement, analysis: Analysis): string[] {
  const { release } = analysis;
  const { readiness, findings, staying } = element;
  if (isHopeless(element)) return ["No order of upgrades makes it safe."];
  const safeFrom = [...new Set(findings.flatMap((finding) => finding.safeFrom ?? []))];
  const isSaid = element.before === null && safeFrom.every((name) => name === readiness?.enableFrom);
  const isTold = readiness?.askFirst && element.before === null;
  return [
    ...orderTexts(element, analysis),
    ...(readiness && element.before === null ? enableTexts(readiness, element, analysis) : []),
    ...(readiness?.deprecated ? removeTexts(readiness) : []),
    ...(staying.length > 0 && !isTold ? [stayingText(staying, release)] : []),
    ...(safeFrom.length > 0 && staying.length === 0 && !isSaid
      ? [`Safe from ${fittingProse(listText(safeFrom), clauseRoom)} on.`]
      : []),
  ];
}

/** Whether a check reports what neither order nor time helps: of what goes, peers may stop relying on it. */
function isHopeless({ kind, after, findings }: AnalyzedElement): boolean {
  if (after === null || (kind !== "field" && kind !== "value")) return false;
  return findings.some(
    ({ check, tier, severity }) =>
      severity === "error" && tier === "unsafe" && checkOf(check)?.check.waitsFor === undefined,
  );
}

function stayingText(staying: readonly string[], release: string | null): string {
  const before = release === null ? "of an earlier release" : `before ${release}`;
  return fittingProse(
    `Each ${staying.join(" and each ")} ${before} stays in the window: as long as they are supported, no release makes it safe.`,
    2 * clauseRoom,
  );
}

function enableTexts(
  { introduced, enableFrom, askFirst }: ElementReadiness,
  { kind, directions: [direction, other] }: AnalyzedElement,
  { pairs }: Pick<Analysis, "pairs">,
): string[] {
  const enabled =
    enableFrom === null
      ? "no release may use it by default"
      : `may be used by default from ${enableFrom}${enableFrom === introduced ? "" : `, ${whyLater(askFirst, pairs)}`}`;
  const [client, server] = direction && !other ? [direction.writer, direction.reader] : ["client", "server"];
  const stays = `each ${server} before ${introduced} stays in the window: the ${client} asks it, or has a fallback.`;
  // Where nobody knows which methods carry it, it may be in a request, and need not be.
  const asks = direction ? capitalized(stays) : `In a request, ${stays}`;
  return [
    fittingProse(`Introduced in ${introduced}; ${enabled}.`, clauseRoom),
    ...(askFirst ? [fittingProse(asks, clauseRoom)] : []),
    ...(kind === "field" ? [redundant] : []),
  ];
}

/** What it waits for: its readers, a rollback where some of them never leave, or else that introducing and enabling are two steps. */
function whyLater(askFirst: boolean, pairs: Analysis["pairs"]): string {
  const meets = (limit: keyof Window) => pairs.some(({ window }) => window !== null && window[limit] !== 0);
  if (askFirst && meets("downgrade")) return "when each release that a rollback leads to knows it";
  if (!askFirst && (meets("upgrade") || meets("downgrade")))
    return "when every reader in the window knows it";
  return "since one release introduces and a later one enables";
}

const redundant = "If it only repeats an older field, it may be written at once.";

function removeTexts(readiness: ElementReadiness): string[] {
  const { deprecated, staysRelied, staysServed, servedUntil } = readiness;
  return [
    fittingProse(`Deprecated in ${deprecated}; ${removedText(readiness)}.`, clauseRoom),
    ...(staysRelied
      ? [fittingProse(`Peers before ${deprecated} stay in the window and may still rely on it.`, clauseRoom)]
      : []),
    ...(staysServed ? [oldServersText(deprecated, { until: servedUntil })] : []),
  ];
}

/** `code` tells which code makes the call, where the schema of this release does not have it. */
function oldServersText(
  release: string | null,
  { until = null, code = "" }: { until?: string | null; code?: string },
): string {
  const met =
    until === null
      ? `A client still meets servers before ${release}`
      : `Until ${until} a client may meet servers before ${release}`;
  return fittingProse(`${met}: where they serve nothing else, it keeps the call${code}.`, 2 * clauseRoom);
}

/** The word is that of the check: it warns where only those are left that never leave the window. */
function removedText({ removeFrom, removeForRestFrom }: ElementReadiness): string {
  if (removeFrom !== null) return `may be removed from ${removeFrom}`;
  return removeForRestFrom === null ? "no release may remove it" : "no release should remove it";
}

/** In which order the two sides upgrade. */
function orderTexts(element: AnalyzedElement, analysis: Analysis): string[] {
  const { kind, changes, kinds, before, after, directions } = element;
  if (changes.length === 0) return [];
  if (kind === "message" || kind === "enum" || kind === "package") return [];
  const [direction, other] = directions;
  const side = (name: string) => fittingProse(`the ${name}`, 80);
  const isOneWay = direction !== undefined && other === undefined;
  const writer = isOneWay ? side(direction.writer) : "every writer";
  const reader = isOneWay ? side(direction.reader) : "every reader";
  if (kind === "method" || kind === "service") {
    if (before === null) return [`First ${reader}, then ${writer}.`];
    return after === null
      ? goneCallTexts(element, writer, reader)
      : orderOfCall(element, analysis, { writer, reader });
  }
  if (changes.every((change) => ofNameAlone.has(change))) return ["On the wire any order will do."];
  if (changes.every((change) => change === "field-constraint-changed")) {
    return [
      `First ${reader} accepts what is new, then ${writer} writes it; first ${writer} stops writing what goes, then ${reader} refuses it.`,
    ];
  }
  if (after === null && kind === "value")
    return [`First ${writer} stops writing it, then it goes from ${reader}.`];
  if (after === null) return [`First ${reader} stops relying on it, then ${writer} stops writing it.`];
  return kinds.includes("adds") || kinds.includes("adds-value")
    ? [`First ${reader} reads it, then ${writer} writes it.`]
    : [`First ${reader}, then ${writer}.`];
}

/** Servers that serve nothing else may stay: there the client goes on calling what its own schema does not have any more. */
function goneCallTexts({ serversBefore }: AnalyzedElement, writer: string, reader: string): string[] {
  if (serversBefore === null) return [`First ${writer} stops calling it, then it goes from ${reader}.`];
  return [
    `First ${writer} stops calling it where anything else is served, then it goes from ${reader}.`,
    oldServersText(serversBefore, { code: ", in the code of an earlier schema" }),
  ];
}

/** Of a method that both releases have: who may be ahead of whom, as the findings say. */
function orderOfCall(
  { findings, directions }: AnalyzedElement,
  { to }: Pick<Analysis, "to">,
  { writer: client, reader: server }: { writer: string; reader: string },
): string[] {
  if (findings.length === 0) return [];
  const clients = new Set(directions.map(({ writer }) => writer));
  const breaks = findings.flatMap((finding) => finding.breaks);
  const isAhead = breaks.map(({ writer, reader }) => {
    const side = writer.component !== null && clients.has(writer.component) ? writer : reader;
    return side.state === to.label;
  });
  if (isAhead.length === 0) return ["In the exchanges that were tried any order will do."];
  if (isAhead.every((each) => each)) return [`First ${server}, then ${client}.`];
  return isAhead.some((each) => each)
    ? ["No order of upgrades makes it safe."]
    : [`First ${client}, then ${server}.`];
}

/** Changes after which the bytes are the same. */
const ofNameAlone: ReadonlySet<AnalyzedElement["changes"][number]> = new Set([
  "field-renamed",
  "field-json-name-changed",
  "value-renamed",
]);

/** When a declared feature may be enabled, and when it is. */
export function featureText({
  name,
  introduced,
  enableFrom,
  enabled,
  isEnabledNow,
  lacksWritten,
}: AnalyzedFeature): string {
  const since = introduced === null ? "no release has it" : `introduced in ${introduced}`;
  const undated = lacksWritten
    ? "its default changed, and it does not state since when every writer writes the value out"
    : "may never be enabled by default";
  const from = enableFrom === null ? undated : `may be enabled from ${enableFrom}`;
  const dates = `${since}, ${from}, declared to be enabled in ${enabled}${isEnabledNow ? ", which is this release" : ""}.`;
  return `Feature ${fittingCode(name)}: ${fittingProse(dates, clauseRoom)}`;
}

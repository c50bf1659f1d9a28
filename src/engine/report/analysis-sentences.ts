import type { Absence } from "../analysis/absence.js";
import type { AnalyzedFeature, ConsideredPair } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import type { Passages, Shown } from "../analysis/passages.js";
import { groupBy } from "../identity/group-by.js";
import type { Break, Finding, Peer, Witness } from "../rules/finding.js";
import type { Limit } from "../window/window.js";
import { breakLine, breakTexts, peerNames } from "./breaks.js";
import { fittingCode, fittingProse } from "./fitting.js";
import { listText, peerText, placeText, sentenceOf, severityText } from "./sentences.js";
import { jsonText } from "./values.js";

/** Columns of Markdown that one clause about peers may take. */
const clauseRoom = 220;

/** More clauses than these are counted. */
const clausesShown = 4;

/** `runtime 2.4 with agents 2.0 to 2.3; agent 2.4 with runtime 2.3`. */
export function consideredText(pair: ConsideredPair, baselines: readonly string[]): string {
  const { newClient, newServer, clients, servers, client, server } = pair;
  const met = (newer: Peer, older: readonly Peer[], component: string) =>
    fittingProse(
      `${peerText(newer)} with ${older.length > 0 ? peerNames(older, baselines) : `no older ${component}`}`,
      clauseRoom,
    );
  return `${met(newClient, servers, server)}; ${met(newServer, clients, client)}`;
}

/** `The runtime may be any number of releases ahead of the agent, and 1 behind it.` */
export function windowText({ client, server, window }: ConsideredPair): string {
  if (!window) return `No window is declared for ${fittingProse(`${client} and ${server}`, clauseRoom)}.`;
  const sides = fittingProse(
    `The ${client} may be ${limitText(window.upgrade)} ahead of the ${server}`,
    clauseRoom,
  );
  return `${sides}, and ${limitText(window.downgrade)} behind it.`;
}

function limitText(limit: Limit): string {
  if (limit === "unbounded") return "any number of releases";
  return limit === 1 ? "1 release" : `${limit} releases`;
}

/** `written by the runtime, read by the agent`. */
export function directionText({ kind, directions }: AnalyzedElement): string {
  if (kind === "package") return "";
  if (directions.length === 0) return "no method carries it";
  const [write, read] =
    kind === "method" || kind === "service" ? ["called", "answered"] : ["written", "read"];
  const texts = directions.map(({ writer, reader }) => `${write} by the ${writer}, ${read} by the ${reader}`);
  return fittingProse(listText(texts), clauseRoom);
}

/** What a reader has where nobody wrote it. */
export function absenceText({ kind, text, isTold, isRequired, oneof }: Absence): string {
  const read = fittingCode(text === "" ? "a value of a type that is not at hand" : text, 80);
  const beside = oneof === "" ? "" : `; the oneof ${fittingCode(oneof)} has another member then, or none`;
  if (isRequired) return "the message is incomplete, and a library that checks required fields refuses it";
  switch (kind) {
    case "message":
      return `not set, which a reader can tell from an empty message${beside}`;
    case "list":
      return "an empty list, the same as one without elements";
    case "map":
      return "an empty map, the same as one without entries";
    case "value":
      return isTold
        ? `not set, which a reader can tell from a value; it reads ${read} then${beside}`
        : `read as ${read}, which a reader cannot tell from a written ${read}`;
  }
}

/** What future releases do where it is absent, as sentences. */
export function futureTexts(element: AnalyzedElement, baselines: readonly string[]): string[] {
  const { absence, passages, kind, after, before } = element;
  if (kind === "method" || kind === "service") return futureOfCall(element);
  if (after === null) {
    return kind === "message" || kind === "enum"
      ? []
      : ["No release from this one on reads it or writes it."];
  }
  const writers = passages?.leftOutBy ?? [];
  return [
    ...(absence ? [sentence(absenceText(absence))] : []),
    ...(writers.length > 0
      ? [`Left out by ${fittingProse(byComponent(writers, baselines), clauseRoom)}.`]
      : []),
    ...(kind === "message" && before === null
      ? ["New with this change: only new fields and methods hold it."]
      : []),
  ];
}

function futureOfCall({ before, after }: AnalyzedElement): string[] {
  if (after === null) return ["No server from this release on answers it."];
  return before === null ? ["A client that calls it has to expect a server that does not answer it."] : [];
}

/** `agents 1.0 to 2.0 and runtime 3.0`. */
function byComponent(peers: readonly Peer[], baselines: readonly string[]): string {
  const groups = groupBy(peers, ({ component }) => component);
  return listText([...groups.values()].map((group) => peerNames(distinct(group), baselines)));
}

function distinct(peers: readonly Peer[]): Peer[] {
  return [...new Map(peers.map((each) => [each.state, each])).values()];
}

/** What passes between this release and past ones, as sentences. */
export function pastTexts(element: AnalyzedElement, baselines: readonly string[]): string[] {
  const { passages } = element;
  if (!passages) return [];
  return [
    ...clausesTexts(element, passages, baselines),
    ...(passages.shown ? [shownText(passages.shown)] : []),
    ...lackingTexts(passages, baselines),
    ...absentBefore(element, passages, baselines),
    ...(passages.isUntried ? ["A type is not at hand: an exchange could not be executed."] : []),
  ];
}

/** Who gets what from whom, and who says so. A check may know of values that the sample does not have. */
function clausesTexts(
  { kind, findings }: AnalyzedElement,
  { exchanges }: Passages,
  baselines: readonly string[],
): string[] {
  const isCall = kind === "method" || kind === "service";
  const executed = new Set(exchanges.map((each) => JSON.stringify(each)));
  const others = findings
    .flatMap(({ breaks }) => breaks)
    .filter((each) => !executed.has(JSON.stringify(each)));
  return [
    ...clausesText(isCall ? "As gRPC defines it" : "Executed with protobuf-es", exchanges, baselines),
    ...clausesText(exchanges.length > 0 ? otherValues : "As the checks say", others, baselines),
  ];
}

const otherValues = "As the checks say, of other values or where it is absent";

function clausesText(source: string, breaks: readonly Break[], baselines: readonly string[]): string[] {
  const clauses = breakTexts(breaks, baselines);
  if (clauses.length === 0) return [];
  const shown = clauses.slice(0, clausesShown).map((text) => fittingProse(text, clauseRoom));
  const more = clauses.length - shown.length;
  return [`${source}: ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join("; ")}.`];
}

function lackingTexts({ lacking }: Passages, baselines: readonly string[]): string[] {
  if (lacking.length === 0) return [];
  const names = fittingProse(byComponent(lacking, baselines), clauseRoom);
  return [`Not known to ${names}, with all that it stands in.`];
}

/** What past readers have for what this state leaves out, where that is not the same as what this state has. */
function absentBefore(
  { absence, after }: AnalyzedElement,
  { leftOutFor }: Passages,
  baselines: readonly string[],
): string[] {
  const groups = groupBy(leftOutFor, (each) => absenceText(each.absence));
  const now = absence && absenceText(absence);
  return [...groups].flatMap(([text, group]) => {
    if (text === now) return [];
    const readers = byComponent(
      group.map(({ reader }) => reader),
      baselines,
    );
    const when = after === null ? "No longer written, it is for" : "Where it is absent, it is for";
    return [`${when} ${fittingProse(readers, clauseRoom)}: ${text}.`];
  });
}

function shownText({ writer, bytes, written, read, error }: Shown): string {
  const outcome =
    error === ""
      ? `was read as ${fittingCode(valuesText(read))}`
      : `made the decoder say ${fittingCode(error)}`;
  const by = fittingProse(peerText(writer), 80);
  return `${fittingCode(valuesText(written))} of ${by}, bytes ${fittingCode(spaced(bytes), 100)}, ${outcome}.`;
}

/** `with_io: true`; what was kept as unknown is named alone. */
function valuesText(values: Record<string, unknown>): string {
  const texts = Object.entries(values).map(([key, value]) =>
    key.startsWith("unknown field ") ? key : `${key}: ${jsonText(value)}`,
  );
  return texts.join(", ") || "nothing";
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Who upgrades first, and from when it may be used or may go, as sentences. */
export function rollOutTexts(element: AnalyzedElement): string[] {
  const { readiness, findings } = element;
  if (isHopeless(element)) return ["No order of upgrades makes it safe."];
  const safeFrom = [...new Set(findings.flatMap((finding) => finding.safeFrom ?? []))];
  return [
    ...orderTexts(element),
    ...(readiness && element.before === null ? enableTexts(readiness) : []),
    ...(readiness?.deprecated ? removeTexts(readiness) : []),
    ...(safeFrom.length > 0 ? [`Safe from ${fittingProse(listText(safeFrom), clauseRoom)} on.`] : []),
  ];
}

/** Whether a check reports what time does not help: of what goes, peers may stop relying on it. */
function isHopeless({ kind, after, findings }: AnalyzedElement): boolean {
  if (after === null || (kind !== "field" && kind !== "value")) return false;
  return findings.some(
    ({ tier, safeFrom, severity }) => severity === "error" && tier === "unsafe" && safeFrom === null,
  );
}

function enableTexts({
  introduced,
  enableFrom,
  askFirst,
}: NonNullable<AnalyzedElement["readiness"]>): string[] {
  const enabled =
    enableFrom === null ? "no release may use it by default" : `may be used by default from ${enableFrom}`;
  return [
    fittingProse(`Introduced in ${introduced}; ${enabled}.`, clauseRoom),
    ...(askFirst
      ? [
          fittingProse(
            `Servers before ${introduced} stay in the window: the client asks them, or has a fallback.`,
            clauseRoom,
          ),
        ]
      : []),
  ];
}

function removeTexts({
  deprecated,
  removeFrom,
  staysRelied,
}: NonNullable<AnalyzedElement["readiness"]>): string[] {
  const removed = removeFrom === null ? "no release may remove it" : `may be removed from ${removeFrom}`;
  return [
    fittingProse(`Deprecated in ${deprecated}; ${removed}.`, clauseRoom),
    ...(staysRelied
      ? [fittingProse(`Peers before ${deprecated} stay in the window and may still rely on it.`, clauseRoom)]
      : []),
  ];
}

/** In which order the two sides upgrade. */
function orderTexts(element: AnalyzedElement): string[] {
  const { kind, topics, before, after, directions } = element;
  const is = (topic: AnalyzedElement["topics"][number]) => topics.includes(topic);
  if (topics.length === 0 || topics.every((topic) => topic === "deprecated")) return [];
  if (kind === "message" || kind === "enum" || kind === "package") return [];
  const [direction, other] = directions;
  const side = (name: string) => fittingProse(`the ${name}`, 80);
  const writer = direction ? side(direction.writer) : "every writer";
  const reader = direction ? side(direction.reader) : "every reader";
  if (kind === "method" || kind === "service") {
    if (before === null) return [`First ${reader}, then ${writer}.`];
    return after === null ? [`First ${writer} stops calling it, then it goes from ${reader}.`] : [];
  }
  if (topics.every((topic) => topic === "renamed" || topic === "enum"))
    return ["On the wire any order will do."];
  if (other)
    return [
      after === null
        ? "First both sides stop relying on it, then they stop writing it."
        : "First both sides read it, then they write it.",
    ];
  if (after === null) return [`First ${reader} stops relying on it, then ${writer} stops writing it.`];
  return is("added")
    ? [`First ${reader} reads it, then ${writer} writes it.`]
    : [`First ${reader}, then ${writer}.`];
}

/** A finding in a line: what it says, who breaks, and the bytes that show it. */
export function findingText(finding: Finding, baselines: readonly string[]): string {
  const { check, element, place, breaks, witness, safeFrom, docs } = finding;
  const breaking = breakLine(breaks, baselines, clauseRoom);
  return [
    `**${severityText(finding)}** ${fittingProse(check, 80)} ${fittingCode(element.fullName)} (${fittingCode(placeText(place))}):`,
    fittingProse(sentenceOf(finding), 480),
    ...(breaking === "" ? [] : [`Breaks: ${fittingProse(breaking, clauseRoom)}.`]),
    ...(witness ? [witnessText(witness)] : []),
    ...(safeFrom === null ? [] : [`Safe from ${fittingProse(safeFrom, 40)}.`]),
    ...(docs.kind === "page" ? [`[More](${docs.address})`] : []),
  ].join(" ");
}

function witnessText({ bytes, written, read }: Witness): string {
  return `${fittingCode(valuesText(written))} is written as ${fittingCode(spaced(bytes), 100)} and read as ${fittingCode(valuesText(read))}.`;
}

function spaced(bytes: string): string {
  return bytes.replace(/..(?=.)/g, "$& ");
}

/** When a declared feature may be enabled, and when it is. */
export function featureText({
  name,
  introduced,
  enableFrom,
  enabled,
  isEnabledNow,
}: AnalyzedFeature): string {
  const since = introduced === null ? "no release has it" : `introduced in ${introduced}`;
  const from = enableFrom === null ? "may never be enabled by default" : `may be enabled from ${enableFrom}`;
  const dates = `${since}, ${from}, declared to be enabled in ${enabled}${isEnabledNow ? ", which is this release" : ""}.`;
  return `Feature ${fittingCode(name)}: ${fittingProse(dates, clauseRoom)}`;
}

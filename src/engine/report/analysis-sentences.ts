import type { Absence } from "../analysis/absence.js";
import type { Analysis } from "../analysis/analysis.js";
import type { AnalyzedElement, Direction } from "../analysis/analyzed-element.js";
import type { ConsideredPair } from "../analysis/considered.js";
import { groupBy } from "../identity/group-by.js";
import type { Peer } from "../rules/finding.js";
import { capitalized, listText } from "../rules/words.js";
import type { Limit } from "../window/window.js";
import { peerNames } from "./breaks.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import { peerText } from "./sentences.js";

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

/** `written by the runtime, read by the agent`. What a part of a file does not show is not known. */
export function directionText(
  { kind, directions }: AnalyzedElement,
  { isPartial }: Pick<Analysis, "isPartial">,
): string {
  if (kind === "package") return "";
  if (directions.length === 0) {
    return isPartial ? "the diff does not show all methods that carry it" : "no method carries it";
  }
  const [write, read] =
    kind === "method" || kind === "service" ? ["called", "answered"] : ["written", "read"];
  const [first, second] = directions as [Direction, Direction?];
  const text = ({ writer, reader }: Direction) => `${write} by the ${writer}, ${read} by the ${reader}`;
  const isBack = directions.length === 2 && second?.writer === first.reader && second.reader === first.writer;
  const whole = isBack ? `${text(first)}, and the other way around` : directions.map(text).join("; ");
  return fittingProse(whole, clauseRoom);
}

/** What a reader has where nobody wrote it. */
export function absenceText({ kind, text, openType, isTold, isRequired, oneof }: Absence): string {
  const read = fittingCode(text, 80);
  const beside = oneof === "" ? "" : `; the oneof ${fittingCode(oneof)} has another member then, or none`;
  if (isRequired) return "the message is incomplete, and a library that checks required fields refuses it";
  switch (kind) {
    case "message":
      return `not set, which a reader can tell from an empty message${beside}`;
    case "list":
      return "an empty list, the same as one without elements";
    case "map":
      return "an empty map, the same as one without entries";
    case "open":
      return `not known, since ${fittingCode(openType, 80)} is not at hand: of an enum its first value, which a reader cannot tell from a written one; of a message not set, which it can tell`;
    case "value":
      return isTold
        ? `not set, which a reader can tell from a value${text === "" ? "" : `; it reads ${read} then`}${beside}`
        : `read as ${read}, which a reader cannot tell from a written ${read}`;
  }
}

/** What future releases do where it is absent, as sentences. */
export function futureTexts(element: AnalyzedElement, baselines: readonly string[]): string[] {
  const { absence, passages, kind, after } = element;
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
  ];
}

function futureOfCall({ before, after }: AnalyzedElement): string[] {
  if (after === null) return ["No server from this release on answers it."];
  return before === null ? ["A client that calls it has to expect a server that does not answer it."] : [];
}

/** `agents 1.0 to 2.0 and runtime 3.0`. */
export function byComponent(peers: readonly Peer[], baselines: readonly string[]): string {
  const groups = groupBy(peers, ({ component }) => component);
  return listText([...groups.values()].map((group) => peerNames(distinct(group), baselines)));
}

function distinct(peers: readonly Peer[]): Peer[] {
  return [...new Map(peers.map((each) => [each.state, each])).values()];
}

function sentence(text: string): string {
  return `${capitalized(text)}.`;
}

import type { DescMessage, JsonObject } from "@bufbuild/protobuf";
import type { Comparison } from "../diff/change.js";
import { type Break, type Finding, nobodyAlone, nobodyMet, type Peer } from "../rules/finding.js";
import type { AnsweredCalls, CarriedMessages, Impact } from "../rules/violation.js";
import type { Message, Schema } from "../schema/schema.js";
import { messageNamed } from "../schema/well-known-schema.js";
import type { Direction } from "../window/usage.js";
import type { Window } from "../window/window.js";
import { fieldDescriptor } from "../wire/codec.js";
import { type Exchange, exchange } from "../wire/exchange.js";
import { isUnharmed, type Outcome, silentFirst } from "../wire/outcome.js";
import { requiredValues, sampleOf, zeroOf } from "../wire/sample.js";
import type { PeerPair } from "./peer-pairs.js";
import type { StateName } from "./request.js";

/** What findings call the two states that are compared. */
export interface Labels {
  older: StateName;
  newer: StateName;
}

/** Who is hurt by a change, and the bytes that show it; why nobody is named, where nobody is. */
type Harm = Pick<Finding, "breaks" | "unnamed" | "witness" | "exchanged">;

/** The same, with those whom no time helps. */
export type MeasuredImpact = Harm & { staying: readonly Staying[] };

/** Peers of older releases that are hurt, and that never leave the window. */
export interface Staying {
  /** Null where no component is known. */
  component: string | null;
  /** The limit that the window does not have. */
  endless: keyof Window;
}

/** Nobody is hurt by this. */
export const unhurt: Harm = { breaks: [], unnamed: null, witness: null, exchanged: null };

/** The same, measured. */
export const harmless: MeasuredImpact = { ...unhurt, staying: [] };

/** What the reader of each direction gets, null where it is not hurt. */
interface Outcomes {
  newWriter: Outcome | null;
  oldWriter: Outcome | null;
}

/** Works out a violation's impact: by an exchange in both directions where bytes can show it. */
export function measureImpact(
  impact: Impact | null,
  comparison: Comparison,
  peerPairs: readonly PeerPair[],
  labels: Labels,
): MeasuredImpact {
  if (impact === null || impact.kind === "name") return { ...harmless, unnamed: nobodyAlone };
  if (impact.kind === "call") return measureCall(impact, comparison, peerPairs, labels);
  const { outcomes, isTried, ...shown } =
    impact.kind === "known"
      ? { ...nothingShown, outcomes: impact, isTried: true }
      : measured(impact, comparison);
  const meetings = meetingsOf(impact, peerPairs);
  const breaks = breaksOf(outcomes, meetings, labels);
  const unnamed = breaks.length > 0 ? null : whyNobody(outcomes, isTried);
  return { breaks, unnamed, staying: stayingIn(outcomes, meetings), ...shown };
}

/** Why nobody is named, as the end of a sentence. */
function whyNobody({ newWriter, oldWriter }: Outcomes, isTried: boolean): string {
  if (newWriter !== null || oldWriter !== null) return nobodyMet;
  return isTried
    ? "nobody in the exchanges that were tried"
    : "nobody can be named, since a type is not at hand";
}

/** Whether only releases that never meet would be hurt. */
export function isOutside(
  impact: Impact | null,
  comparison: Comparison,
  peerPairs: readonly PeerPair[],
): boolean {
  if (impact === null) return false;
  if (impact.kind === "call") return !callersOf(impact, peerPairs).some((caller) => isBroken(impact, caller));
  const meetings = meetingsOf(impact, peerPairs);
  if (impact.kind === "name") {
    return !meetings.some(({ meetNewWriter, meetOldWriter }) =>
      impact.writer === "newer" ? meetNewWriter : meetOldWriter,
    );
  }
  // Where both writers meet a reader, whoever is hurt is inside: no bytes have to tell who it is.
  if (meetings.some(({ meetNewWriter, meetOldWriter }) => meetNewWriter && meetOldWriter)) return false;
  const { newWriter, oldWriter } = impact.kind === "known" ? impact : measured(impact, comparison).outcomes;
  const isHurt = ({ meetNewWriter, meetOldWriter }: Meeting) =>
    (newWriter !== null && meetNewWriter) || (oldWriter !== null && meetOldWriter);
  return (newWriter !== null || oldWriter !== null) && !meetings.some(isHurt);
}

type Call = Impact & { kind: "call" };

function callersOf({ service }: Call, peerPairs: readonly PeerPair[]): PeerPair[] {
  return peerPairs.filter((peerPair) => service === "" || peerPair.talksThrough(service));
}

/** A call whose number of messages changed, and one that carries other messages, which are exchanged. */
function measureCall(
  impact: Call,
  comparison: Comparison,
  peerPairs: readonly PeerPair[],
  labels: Labels,
): MeasuredImpact {
  const breaks = brokenCalls(impact, peerPairs, labels);
  const staying = stayingCallers(impact, peerPairs);
  if (!impact.messages) {
    const unnamed = breaks.length > 0 || !impact.answered ? null : whyNobody(unharmed, true);
    return { ...harmless, breaks, unnamed, staying };
  }
  const measured = measureMessages(impact, impact.messages, comparison, peerPairs, labels);
  return {
    ...measured,
    breaks: [...breaks, ...measured.breaks],
    unnamed: breaks.length > 0 ? null : measured.unnamed,
    staying: [...staying, ...measured.staying],
  };
}

/** What becomes of the calls of each client; what is gone is called by the older one. */
function callOutcomes({ answered, messages }: Call): AnsweredCalls {
  return answered ?? { newClient: null, oldClient: messages ? null : "unimplemented" };
}

/** What is gone is called by the older client, of the newer server; what has changed, by the newer client as well. */
function isBroken({ answered, messages }: Call, { upgrade, downgrade }: PeerPair): boolean {
  return downgrade || (upgrade && (answered !== undefined || messages !== undefined));
}

function brokenCalls(impact: Call, peerPairs: readonly PeerPair[], { older, newer }: Labels): Break[] {
  const { newClient: answered, oldClient } = callOutcomes(impact);
  const newClient = impact.isMoved ? "unimplemented" : answered;
  return callersOf(impact, peerPairs).flatMap(({ client, server, upgrade, downgrade }): Break[] => [
    ...(downgrade && oldClient
      ? [{ writer: sideOf(client, older), reader: sideOf(server, newer), outcome: oldClient }]
      : []),
    ...(upgrade && newClient
      ? [{ writer: sideOf(client, newer), reader: sideOf(server, older), outcome: newClient }]
      : []),
  ]);
}

/** A direction, where the window sets it no limit; null where it does, or where there is no window. */
function endlessIn({ window }: PeerPair, direction: keyof Window): keyof Window | null {
  return window?.[direction] === "unbounded" ? direction : null;
}

function stayingCallers(impact: Call, peerPairs: readonly PeerPair[]): Staying[] {
  const { newClient, oldClient } = callOutcomes(impact);
  return callersOf(impact, peerPairs).flatMap((peerPair) => {
    const { client, server, upgrade, downgrade } = peerPair;
    return [
      ...stays(client, downgrade && oldClient !== null && endlessIn(peerPair, "downgrade")),
      ...stays(server, upgrade && newClient !== null && endlessIn(peerPair, "upgrade")),
    ];
  });
}

function stays(component: string | null, endless: keyof Window | null | false): Staying[] {
  return endless ? [{ component, endless }] : [];
}

/** A method that carries other messages: they are exchanged, field by field, in every direction in which they travel. */
function measureMessages(
  impact: Call,
  messages: CarriedMessages,
  comparison: Comparison,
  peerPairs: readonly PeerPair[],
  labels: Labels,
): MeasuredImpact {
  const measurements = (["request", "response"] as const).flatMap((side) => {
    const names = messages[side];
    if (!names) return [];
    const { outcomes, ...shown } = exchangedMessages(names, comparison);
    const meetings = callersOf(impact, peerPairs).map((peerPair) => meetingFor(side, peerPair));
    const breaks = breaksOf(outcomes, meetings, labels);
    return [{ ...shown, breaks, staying: stayingIn(outcomes, meetings) }];
  });
  const breaks = measurements.flatMap((each) => each.breaks);
  const isTried = measurements.every((each) => each.isTried);
  const { witness, exchanged } = measurements.find((each) => each.witness) ?? nothingShown;
  return {
    breaks,
    unnamed: breaks.length > 0 ? null : whyNobody({ newWriter: null, oldWriter: null }, isTried),
    witness,
    exchanged,
    staying: measurements.flatMap((each) => each.staying),
  };
}

/** The gravest that happens to a field of two messages that take each other's place. */
function exchangedMessages(
  names: { before: string; after: string },
  comparison: Comparison,
): { outcomes: Outcomes; isTried: boolean } & Shown {
  const [older, newer] = [
    messageNamed(comparison.before, names.before),
    messageNamed(comparison.after, names.after),
  ];
  if (!older || !newer) return { outcomes: unharmed, isTried: false, ...nothingShown };
  const numbers = new Set([...numbersOf(older), ...numbersOf(newer)]);
  const exchanged = [...numbers].map((number) => measured({ kind: "bytes", ...names, number }, comparison));
  const gravestOf = (side: keyof Outcomes, lacks: boolean) =>
    silentFirst.find((outcome) => exchanged.some(({ outcomes }) => outcomes[side] === outcome)) ??
    (lacks ? "rejected" : null);
  const outcomes: Outcomes = {
    newWriter: gravestOf("newWriter", lacksRequired(newer, older)),
    oldWriter: gravestOf("oldWriter", lacksRequired(older, newer)),
  };
  const shown = silentFirst.flatMap(
    (outcome) =>
      exchanged.find(({ outcomes: { newWriter, oldWriter } }) => (newWriter ?? oldWriter) === outcome) ?? [],
  )[0];
  const { witness, exchanged: exchange } = shown ?? nothingShown;
  return { outcomes, isTried: true, witness, exchanged: exchange };
}

const unharmed: Outcomes = { newWriter: null, oldWriter: null };

/** Whether a writer's message lacks a field that its reader requires, which protobuf-es does not check. */
function lacksRequired(writer: Message, reader: Message): boolean {
  return reader.fields.some(
    ({ number, presence }) => presence === "required" && !numbersOf(writer).has(number),
  );
}

type Shown = Pick<MeasuredImpact, "witness" | "exchanged">;

const nothingShown: Shown = { witness: null, exchanged: null };

function measured(
  impact: Impact & { kind: "bytes" },
  { before, after }: Comparison,
): { outcomes: Outcomes; isTried: boolean } & Shown {
  const newWriter = refused(tryExchange([after, impact.after], [before, impact.before], impact), impact);
  const oldWriter = impact.value
    ? undefined
    : tryExchange([before, impact.before], [after, impact.after], impact);
  const outcomes = { newWriter: hurtful(newWriter), oldWriter: hurtful(oldWriter) };
  const shown = [newWriter, oldWriter].filter((each) => hurtful(each) !== null).sort(bySilence)[0];
  const isTried = newWriter !== undefined || oldWriter !== undefined;
  if (!shown) return { outcomes, isTried, ...nothingShown };
  const read = shown.error === "" ? shown.read : { error: shown.error };
  const witness = { bytes: shown.bytes, written: shown.written, read };
  const writer = shown === newWriter ? "newer" : "older";
  return { outcomes, isTried, witness, exchanged: { older: impact.before, newer: impact.after, writer } };
}

/** An exchange that cannot be made, since a type is not at hand, shows nothing. */
export function tryExchange(
  [writerSchema, writerName]: [Schema, string],
  [readerSchema, readerName]: [Schema, string],
  impact: Impact & { kind: "bytes" },
): Exchange | undefined {
  const { number, beside = [] } = impact;
  const numbers = [number, ...beside];
  const writer = fieldDescriptor(writerSchema, writerName, numbers);
  const reader = fieldDescriptor(readerSchema, readerName, numbers);
  if (!writer || !reader) return undefined;
  if (isLeftOut(writer, writerSchema, number) || isLeftOut(reader, readerSchema, number)) return undefined;
  return exchangeOnce(writer, reader, impact);
}

const exchanges = new WeakMap<DescMessage, WeakMap<DescMessage, Map<string, Exchange | undefined>>>();

/** Many releases describe a message in the same way: what they exchange is the same where the same is asked for. */
function exchangeOnce(
  writer: DescMessage,
  reader: DescMessage,
  impact: Impact & { kind: "bytes" },
): Exchange | undefined {
  const readers = exchanges.get(writer) ?? new WeakMap<DescMessage, Map<string, Exchange | undefined>>();
  exchanges.set(writer, readers);
  const made = readers.get(reader) ?? new Map<string, Exchange | undefined>();
  readers.set(reader, made);
  // Whatever the impact asks for tells exchanges apart; the descriptors stand for the names.
  const key = JSON.stringify({ ...impact, before: "", after: "" });
  if (made.has(key)) return made.get(key);
  const result = orUndefined(() => exchangeOf(writer, reader, impact));
  made.set(key, result);
  return result;
}

function exchangeOf(
  writer: DescMessage,
  reader: DescMessage,
  impact: Impact & { kind: "bytes" },
): Exchange | undefined {
  const numbers = [impact.number, ...(impact.beside ?? [])];
  const value = valueFor(impact, writer, reader, numbers);
  if (!value) return undefined;
  const set = writer.fields.filter(({ name, number }) => name in value && numbers.includes(number));
  const counted = set.map(({ number }) => number);
  const done = exchange(writer, reader, value, counted);
  return impact.isOther && isUnharmed(done.outcome) ? { ...done, outcome: "reinterpreted" } : done;
}

/** A sample where no value is given. */
function valueFor(
  impact: Impact & { kind: "bytes" },
  writer: DescMessage,
  reader: DescMessage,
  numbers: readonly number[],
): JsonObject | undefined {
  if (impact.value) return { ...requiredValues(writer), ...(impact.value as JsonObject) };
  return impact.isZero ? zeroOf(writer, impact.number) : sampleOf(writer, numbers, reader);
}

function orUndefined<T>(make: () => T | undefined): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** What is refused by a reader that checks what protobuf-es does not. */
function refused(
  result: Exchange | undefined,
  { refusal }: Impact & { kind: "bytes" },
): Exchange | undefined {
  return result && refusal !== undefined ? { ...result, outcome: "rejected", error: refusal } : result;
}

/** Whether a descriptor lacks a field that the message has: its type is not at hand. */
function isLeftOut(descriptor: DescMessage, schema: Schema, number: number): boolean {
  if (descriptor.fields.some((field) => field.number === number)) return false;
  const message = messageNamed(schema, descriptor.typeName);
  return message ? numbersOf(message).has(number) : false;
}

const numbersByMessage = new WeakMap<Message, ReadonlySet<number>>();

/** The numbers of a message's fields; found once, since many fields may have been taken out of it. */
function numbersOf(message: Message): ReadonlySet<number> {
  const numbers = numbersByMessage.get(message) ?? new Set(message.fields.map((field) => field.number));
  numbersByMessage.set(message, numbers);
  return numbers;
}

function hurtful(result: Exchange | undefined): Outcome | null {
  return result && !isUnharmed(result.outcome) ? result.outcome : null;
}

function bySilence(a: Exchange | undefined, b: Exchange | undefined): number {
  return silentFirst.indexOf(a?.outcome ?? "same") - silentFirst.indexOf(b?.outcome ?? "same");
}

function breaksOf({ newWriter, oldWriter }: Outcomes, meetings: readonly Meeting[], labels: Labels): Break[] {
  const { older, newer } = labels;
  return meetings.flatMap(({ writer, reader, meetNewWriter, meetOldWriter }): Break[] => [
    ...(newWriter && meetNewWriter
      ? [{ writer: sideOf(writer, newer), reader: sideOf(reader, older), outcome: newWriter }]
      : []),
    ...(oldWriter && meetOldWriter
      ? [{ writer: sideOf(writer, older), reader: sideOf(reader, newer), outcome: oldWriter }]
      : []),
  ]);
}

function stayingIn({ newWriter, oldWriter }: Outcomes, meetings: readonly Meeting[]): Staying[] {
  return meetings.flatMap(({ writer, reader, meetNewWriter, meetOldWriter, endless }) => [
    ...stays(reader, newWriter !== null && meetNewWriter && endless.newWriter),
    ...stays(writer, oldWriter !== null && meetOldWriter && endless.oldWriter),
  ]);
}

/** A side that writes and one that reads, and whether the window lets the newer and the older writer do so. */
export interface Meeting {
  writer: string | null;
  reader: string | null;
  meetNewWriter: boolean;
  meetOldWriter: boolean;
  /** In which direction the newer and the older writer meet readers of any age; null where the window sets a limit. */
  endless: { newWriter: keyof Window | null; oldWriter: keyof Window | null };
}

/**
 * Writer and reader, where the window lets them meet. A message that only requests carry is written by the client and
 * read by the server; one that no method reaches has no sides, only releases.
 */
export function meetingsOf(impact: Exclude<Impact, Call>, peerPairs: readonly PeerPair[]): Meeting[] {
  const owners = impact.kind === "bytes" ? [impact.after, impact.before] : [impact.owner];
  const reached = peerPairs.filter((peerPair) => peerPair.carries(owners) !== undefined);
  if (reached.length === 0) return loose(peerPairs);
  return reached.flatMap((peerPair) => meetingsOfPair(peerPair, owners));
}

function meetingsOfPair(peerPair: PeerPair, owners: string[]): Meeting[] {
  const direction = peerPair.carries(owners);
  return (["request", "response"] as const)
    .filter((side) => direction?.[side])
    .map((side) => meetingFor(side, peerPair));
}

/** The client writes requests, the server responses. */
function meetingFor(side: keyof Direction, peerPair: PeerPair): Meeting {
  const { client, server, upgrade, downgrade } = peerPair;
  const [ahead, behind] = [endlessIn(peerPair, "upgrade"), endlessIn(peerPair, "downgrade")];
  return side === "request"
    ? {
        writer: client,
        reader: server,
        meetNewWriter: upgrade,
        meetOldWriter: downgrade,
        endless: { newWriter: ahead, oldWriter: behind },
      }
    : {
        writer: server,
        reader: client,
        meetNewWriter: downgrade,
        meetOldWriter: upgrade,
        endless: { newWriter: behind, oldWriter: ahead },
      };
}

function loose(peerPairs: readonly PeerPair[]): Meeting[] {
  const meet = peerPairs.some(({ upgrade, downgrade }) => upgrade || downgrade);
  const endless = (["downgrade", "upgrade"] as const).find((direction) =>
    peerPairs.some((peerPair) => endlessIn(peerPair, direction)),
  );
  const both = { newWriter: endless ?? null, oldWriter: endless ?? null };
  return [{ writer: null, reader: null, meetNewWriter: meet, meetOldWriter: meet, endless: both }];
}

export function sideOf(component: string | null, { label, isDescribed }: StateName): Peer {
  return { component, release: isDescribed ? null : label, state: label };
}

import type { DescMessage, JsonObject } from "@bufbuild/protobuf";
import type { Comparison } from "../diff/change.js";
import { type Break, type Exchanged, nobodyAlone, type Peer, type Witness } from "../rules/finding.js";
import type { Impact } from "../rules/violation.js";
import type { Schema } from "../schema/schema.js";
import { messageNamed } from "../schema/well-known-schema.js";
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

/** Who is hurt by a change, and the bytes that show it. */
export interface MeasuredImpact {
  breaks: Break[];
  /** Why nobody is named; null where somebody is. */
  unnamed: string | null;
  witness: Witness | null;
  exchanged: Exchanged | null;
  /** Set where only releases that never meet would be hurt. */
  isOutside: boolean;
}

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
  if (impact === null) return { breaks: [], unnamed: nobodyAlone, ...nothingShown, isOutside: false };
  if (impact.kind === "call") return brokenCalls(impact, peerPairs, labels);
  if (impact.kind === "known")
    return { ...breaksOf(impact, [impact.owner], peerPairs, labels), unnamed: null, ...nothingShown };
  const { outcomes, isTried, ...shown } = measured(impact, comparison);
  const broken = breaksOf(outcomes, [impact.after, impact.before], peerPairs, labels);
  const unnamed = broken.breaks.length > 0 ? null : isTried ? nothingDiffers : nothingTried;
  return { ...broken, unnamed, ...shown };
}

const nothingTried = "nobody can be named, since a type is not at hand";
const nothingDiffers = "nobody in the exchanges that were tried";

type Shown = Pick<MeasuredImpact, "witness" | "exchanged">;

const nothingShown: Shown = { witness: null, exchanged: null };

/** What is gone is called by the older client, of the newer server; what has changed, by the newer client as well. */
function brokenCalls(
  { service, answered }: Impact & { kind: "call" },
  peerPairs: readonly PeerPair[],
  { older, newer }: Labels,
): MeasuredImpact {
  const callers = peerPairs.filter((peerPair) => service === "" || peerPair.talksThrough(service));
  const breaks = callers.flatMap(({ client, server, upgrade, downgrade }): Break[] => [
    ...(downgrade
      ? [
          {
            writer: sideOf(client, older),
            reader: sideOf(server, newer),
            outcome: answered ?? "unimplemented",
          },
        ]
      : []),
    ...(upgrade && answered
      ? [{ writer: sideOf(client, newer), reader: sideOf(server, older), outcome: answered }]
      : []),
  ]);
  return { breaks, unnamed: null, ...nothingShown, isOutside: breaks.length === 0 };
}

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
function tryExchange(
  [writerSchema, writerName]: [Schema, string],
  [readerSchema, readerName]: [Schema, string],
  impact: Impact & { kind: "bytes" },
): Exchange | undefined {
  try {
    const numbers = [impact.number, ...(impact.beside ?? [])];
    const writer = fieldDescriptor(writerSchema, writerName, numbers);
    const reader = fieldDescriptor(readerSchema, readerName, numbers);
    if (!writer || !reader) return undefined;
    if (isLeftOut(writer, writerSchema, impact.number) || isLeftOut(reader, readerSchema, impact.number)) {
      return undefined;
    }
    const value = valueFor(impact, writer, reader, numbers);
    if (!value) return undefined;
    const set = writer.fields.filter(({ name, number }) => name in value && numbers.includes(number));
    const counted = set.map(({ number }) => number);
    const done = exchange(writer, reader, value, counted);
    return impact.isOther && isUnharmed(done.outcome) ? { ...done, outcome: "reinterpreted" } : done;
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

function valueFor(
  impact: Impact & { kind: "bytes" },
  writer: DescMessage,
  reader: DescMessage,
  numbers: readonly number[],
): JsonObject | undefined {
  if (impact.value) return { ...requiredValues(writer), ...(impact.value as JsonObject) };
  return impact.isZero ? zeroOf(writer, impact.number) : sampleOf(writer, numbers, reader);
}

/** Whether a descriptor lacks a field that the message has: its type is not at hand. */
function isLeftOut(descriptor: DescMessage, schema: Schema, number: number): boolean {
  if (descriptor.fields.some((field) => field.number === number)) return false;
  const message = messageNamed(schema, descriptor.typeName);
  return message?.fields.some((field) => field.number === number) ?? false;
}

function hurtful(result: Exchange | undefined): Outcome | null {
  return result && !isUnharmed(result.outcome) ? result.outcome : null;
}

function bySilence(a: Exchange | undefined, b: Exchange | undefined): number {
  return silentFirst.indexOf(a?.outcome ?? "same") - silentFirst.indexOf(b?.outcome ?? "same");
}

/**
 * Names writer and reader, where the window lets them meet. A message that only requests carry is written by the
 * client and read by the server; one that no method reaches has no sides, only releases.
 */
function breaksOf(
  { newWriter, oldWriter }: Outcomes,
  owners: string[],
  peerPairs: readonly PeerPair[],
  { older, newer }: Labels,
): Omit<MeasuredImpact, keyof Shown | "unnamed"> {
  const outcomes = [newWriter, oldWriter].filter((outcome) => outcome !== null);
  const reached = peerPairs.filter((peerPair) => peerPair.carries(owners) !== undefined);
  const meeting =
    reached.length > 0 ? reached.flatMap((peerPair) => meetingsOf(peerPair, owners)) : loose(peerPairs);
  const breaks = meeting.flatMap(({ writer, reader, meetNewWriter, meetOldWriter }): Break[] => [
    ...(newWriter && meetNewWriter
      ? [{ writer: sideOf(writer, newer), reader: sideOf(reader, older), outcome: newWriter }]
      : []),
    ...(oldWriter && meetOldWriter
      ? [{ writer: sideOf(writer, older), reader: sideOf(reader, newer), outcome: oldWriter }]
      : []),
  ]);
  return { breaks, isOutside: outcomes.length > 0 && breaks.length === 0 };
}

/** A side that writes and one that reads, and whether the window lets the newer and the older writer do so. */
interface Meeting {
  writer: string | null;
  reader: string | null;
  meetNewWriter: boolean;
  meetOldWriter: boolean;
}

function meetingsOf(peerPair: PeerPair, owners: string[]): Meeting[] {
  const { client, server, upgrade, downgrade } = peerPair;
  const { request = false, response = false } = peerPair.carries(owners) ?? {};
  const requests = {
    writer: client,
    reader: server,
    meetNewWriter: upgrade,
    meetOldWriter: downgrade,
  };
  const responses = {
    writer: server,
    reader: client,
    meetNewWriter: downgrade,
    meetOldWriter: upgrade,
  };
  return [...(request ? [requests] : []), ...(response ? [responses] : [])];
}

function loose(peerPairs: readonly PeerPair[]): Meeting[] {
  const meet = peerPairs.some(({ upgrade, downgrade }) => upgrade || downgrade);
  return [{ writer: null, reader: null, meetNewWriter: meet, meetOldWriter: meet }];
}

function sideOf(component: string | null, { label, isDescribed }: StateName): Peer {
  return { component, release: isDescribed ? null : label, state: label };
}

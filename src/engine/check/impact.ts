import type { JsonObject } from "@bufbuild/protobuf";
import type { Comparison } from "../diff/change.js";
import type { Break, Exchanged, Peer, Witness } from "../rules/finding.js";
import type { Harm } from "../rules/violation.js";
import type { Schema } from "../schema/schema.js";
import { fieldDescriptor } from "../wire/codec.js";
import { type Exchange, exchange } from "../wire/exchange.js";
import { gravity, type Outcome } from "../wire/outcome.js";
import { sampleOf } from "../wire/sample.js";
import type { Party } from "./peer-pairs.js";

/** What findings call a state. */
export interface StateName {
  label: string;
  /** Set where the label is no name, but words, `the working tree`. */
  isDescribed?: true;
}

/** What findings call the two states that are compared. */
export interface Labels {
  older: StateName;
  newer: StateName;
}

/** Who is hurt by a change, and the bytes that show it. */
export interface Damage {
  breaks: Break[];
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

/** Works out a verdict's harm: by an exchange in both directions where bytes can show it. */
export function damageOf(
  harm: Harm | null,
  comparison: Comparison,
  parties: readonly Party[],
  labels: Labels,
): Damage {
  if (harm === null) return { breaks: [], ...nothingShown, isOutside: false };
  if (harm.kind === "call") return brokenCalls(harm.service, parties, labels);
  if (harm.kind === "known") return { ...breaksOf(harm, [harm.owner], parties, labels), ...nothingShown };
  const { outcomes, ...shown } = measured(harm, comparison);
  return { ...breaksOf(outcomes, [harm.after, harm.before], parties, labels), ...shown };
}

type Shown = Pick<Damage, "witness" | "exchanged">;

const nothingShown: Shown = { witness: null, exchanged: null };

/** Calls come from the older client, to the newer server. */
function brokenCalls(service: string, parties: readonly Party[], { older, newer }: Labels): Damage {
  const callers = parties.filter((party) => service === "" || party.talksThrough(service));
  const breaks = callers
    .filter(({ downgrade }) => downgrade)
    .map(
      ({ client, server }): Break => ({
        writer: sideOf(client, older),
        reader: sideOf(server, newer),
        outcome: "unimplemented",
      }),
    );
  return { breaks, ...nothingShown, isOutside: breaks.length === 0 };
}

function measured(
  harm: Harm & { kind: "bytes" },
  { before, after }: Comparison,
): { outcomes: Outcomes } & Shown {
  const newWriter = tryExchange([after, harm.after], [before, harm.before], harm);
  const oldWriter = harm.value ? undefined : tryExchange([before, harm.before], [after, harm.after], harm);
  const outcomes = { newWriter: hurtful(newWriter), oldWriter: hurtful(oldWriter) };
  const shown = [newWriter, oldWriter].filter((each) => hurtful(each) !== null).sort(byGravity)[0];
  if (!shown) return { outcomes, ...nothingShown };
  const read = shown.error === "" ? shown.read : { error: shown.error };
  const witness = { bytes: shown.bytes, written: shown.written, read };
  const writer = shown === newWriter ? "newer" : "older";
  return { outcomes, witness, exchanged: { older: harm.before, newer: harm.after, writer } };
}

/** An exchange that cannot be made, since a type is not at hand, shows nothing. */
function tryExchange(
  [writerSchema, writerName]: [Schema, string],
  [readerSchema, readerName]: [Schema, string],
  harm: Harm & { kind: "bytes" },
): Exchange | undefined {
  try {
    const writer = fieldDescriptor(writerSchema, writerName, harm.number);
    const reader = fieldDescriptor(readerSchema, readerName, harm.number);
    const value = (harm.value as JsonObject | undefined) ?? (writer && sampleOf(writer, harm.number));
    return writer && reader && value ? exchange(writer, reader, value, harm.number) : undefined;
  } catch {
    return undefined;
  }
}

function hurtful(result: Exchange | undefined): Outcome | null {
  return result && result.outcome !== "same" ? result.outcome : null;
}

/** Between the two directions a wrong value is shown before an error, since nobody notices it; the rest by gravity. */
function byGravity(a: Exchange | undefined, b: Exchange | undefined): number {
  return rankOf(a) - rankOf(b);
}

function rankOf(exchange: Exchange | undefined): number {
  const outcome = exchange?.outcome ?? "same";
  return outcome === "reinterpreted" ? -1 : gravity.indexOf(outcome);
}

/**
 * Names writer and reader, where the window lets them meet. A message that only requests carry is written by the
 * client and read by the server; one that no method reaches has no sides, only releases.
 */
function breaksOf(
  { newWriter, oldWriter }: Outcomes,
  owners: string[],
  parties: readonly Party[],
  { older, newer }: Labels,
): Omit<Damage, keyof Shown> {
  const outcomes = [newWriter, oldWriter].filter((outcome) => outcome !== null);
  const reached = parties.filter((party) => party.carries(owners) !== undefined);
  const meeting = reached.length > 0 ? reached.flatMap((party) => meetingsOf(party, owners)) : loose(parties);
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

function meetingsOf(party: Party, owners: string[]): Meeting[] {
  const { client, server, upgrade, downgrade } = party;
  const { request = false, response = false } = party.carries(owners) ?? {};
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

function loose(parties: readonly Party[]): Meeting[] {
  const meet = parties.some(({ upgrade, downgrade }) => upgrade || downgrade);
  return [{ writer: null, reader: null, meetNewWriter: meet, meetOldWriter: meet }];
}

function sideOf(component: string | null, { label, isDescribed }: StateName): Peer {
  return { component, release: isDescribed ? null : label, state: label };
}

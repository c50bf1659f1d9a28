import type { JsonObject } from "@bufbuild/protobuf";
import type { Comparison } from "./diff/change.js";
import type { Break, Witness } from "./rules/finding.js";
import type { Direction, Usage } from "./rules/usage.js";
import type { Harm } from "./rules/verdict.js";
import type { Schema } from "./schema/schema.js";
import { fieldDescriptor } from "./wire/codec.js";
import { type Exchange, exchange } from "./wire/exchange.js";
import type { Outcome } from "./wire/outcome.js";
import { sampleOf } from "./wire/sample.js";

/** The two releases that a comparison is about, and what findings call the two sides. */
export interface Sides {
  older: string;
  newer: string;
  client: string;
  server: string;
}

/** Who is hurt by a change, and the bytes that show it. */
export interface Damage {
  breaks: Break[];
  witness: Witness | null;
}

/** Works out a verdict's harm: by an exchange in both directions where bytes can show it. */
export function damageOf(harm: Harm | null, comparison: Comparison, usage: Usage, sides: Sides): Damage {
  if (harm === null) return { breaks: [], witness: null };
  if (harm.kind === "call") {
    const caller = { writer: `${sides.client} ${sides.older}`, reader: `${sides.server} ${sides.newer}` };
    return { breaks: [{ ...caller, outcome: "unimplemented" }], witness: null };
  }
  if (harm.kind === "known") {
    const direction = usage.get(harm.owner);
    return { breaks: breaksOf(harm.newWriter, harm.oldWriter, direction, sides), witness: null };
  }
  return measured(harm, comparison, usage.get(harm.after) ?? usage.get(harm.before), sides);
}

function measured(
  harm: Harm & { kind: "bytes" },
  { before, after }: Comparison,
  direction: Direction | undefined,
  sides: Sides,
): Damage {
  const newWriter = tryExchange([after, harm.after], [before, harm.before], harm);
  const oldWriter = harm.value ? undefined : tryExchange([before, harm.before], [after, harm.after], harm);
  const breaks = breaksOf(hurtful(newWriter), hurtful(oldWriter), direction, sides);
  const shown = [newWriter, oldWriter].filter((each) => hurtful(each) !== null).sort(byGravity)[0];
  if (!shown) return { breaks, witness: null };
  const read = shown.error === "" ? shown.read : { error: shown.error };
  return { breaks, witness: { bytes: shown.bytes, written: shown.written, read } };
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

const gravity: Outcome[] = [
  "reinterpreted",
  "rejected",
  "lost",
  "defaulted",
  "unknown",
  "unimplemented",
  "same",
];

function byGravity(a: Exchange | undefined, b: Exchange | undefined): number {
  return gravity.indexOf(a?.outcome ?? "same") - gravity.indexOf(b?.outcome ?? "same");
}

/**
 * Names writer and reader. A message that only requests carry is written by the client and read by the server;
 * one that no method reaches has no sides, only releases.
 */
function breaksOf(
  newWriter: Outcome | null,
  oldWriter: Outcome | null,
  direction: Direction | undefined,
  { older, newer, client, server }: Sides,
): Break[] {
  const roles: [writer: string, reader: string][] = direction
    ? [
        ...(direction.request ? [[`${client} `, `${server} `] as [string, string]] : []),
        ...(direction.response ? [[`${server} `, `${client} `] as [string, string]] : []),
      ]
    : [["", ""]];
  return roles.flatMap(([writer, reader]) => [
    ...(newWriter ? [{ writer: writer + newer, reader: reader + older, outcome: newWriter }] : []),
    ...(oldWriter ? [{ writer: writer + older, reader: reader + newer, outcome: oldWriter }] : []),
  ]);
}

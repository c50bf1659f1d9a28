import type { Finding, Witness } from "../rules/finding.js";
import { breakText } from "./sentences.js";
import { jsonText } from "./values.js";

/** What a finding knows beside its sentence, its place and its fix; the text comes from others. */
export interface Fact {
  label:
    | "Breaks"
    | "Tier"
    | "Before"
    | "After"
    | "Bytes"
    | "Written"
    | "Read"
    | "buf"
    | "More"
    | "Fingerprint";
  text: string;
  /** Whether the text is to be read letter by letter: bytes, values, identifiers. */
  literal: boolean;
}

/** The facts of a finding in the order in which reports show them. */
export function factsOf(finding: Finding): Fact[] {
  const { breaks, tier, safeFrom, before, after, witness, buf, docs, fingerprint } = finding;
  return [
    ...breaks.map((each) => plain("Breaks", breakText(each))),
    ...(witness ? factsOfWitness(witness) : []),
    ...(before ? [literal("Before", valuesText(before))] : []),
    ...(after ? [literal("After", valuesText(after))] : []),
    plain("Tier", safeFrom === null ? tier : `${tier}, safe from ${safeFrom}`),
    ...(buf.length > 0 ? [literal("buf", buf.join(", "))] : []),
    literal("More", docs),
    literal("Fingerprint", fingerprint),
  ];
}

function factsOfWitness({ bytes, written, read }: Witness): Fact[] {
  const spaced = bytes.replace(/..(?=.)/g, "$& ");
  return [
    literal("Bytes", spaced),
    literal("Written", valuesText(written)),
    literal("Read", valuesText(read)),
  ];
}

/** `name: "driver", number: 7`. */
function valuesText(values: Record<string, unknown>): string {
  const entries = Object.entries(values).map(([key, value]) => `${key}: ${jsonText(value)}`);
  return entries.join(", ") || "nothing";
}

function plain(label: Fact["label"], text: string): Fact {
  return { label, text, literal: false };
}

function literal(label: Fact["label"], text: string): Fact {
  return { label, text, literal: true };
}

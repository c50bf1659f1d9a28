import type { Docs, Finding, Witness } from "../rules/finding.js";
import { checkOf, pagePath } from "../rules/index.js";
import { breakTexts } from "./breaks.js";
import { datedText } from "./dated.js";
import { docsText } from "./sentences.js";
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
    | "Page"
    | "Fingerprint";
  text: string;
  /** How the text is to be read: as a sentence, letter by letter (bytes, values, identifiers), or as an address. */
  kind: "sentence" | "literal" | "address";
}

/** The facts of a finding in the order in which reports show them; `baselines` as in `breakTexts`. */
export function factsOf(finding: Finding, baselines: readonly string[]): Fact[] {
  const { breaks, unnamed, tier, before, after, witness, buf, docs, fingerprint } = finding;
  const dated = datedText(finding);
  return [
    ...breakTexts(breaks, baselines).map((text) => plain("Breaks", text)),
    ...(unnamed === null ? [] : [plain("Breaks", unnamed)]),
    ...(witness ? factsOfWitness(witness) : []),
    ...(before ? [literal("Before", valuesText(before))] : []),
    ...(after ? [literal("After", valuesText(after))] : []),
    plain("Tier", dated === null ? tier : `${tier}, ${dated}`),
    ...(buf.length > 0 ? [literal("buf", buf.join(", "))] : []),
    ...factsOfDocs(docs),
    literal("Fingerprint", fingerprint),
  ];
}

/** Where more is said: without the address of the site its path has to do. */
function factsOfDocs(docs: Docs): Fact[] {
  const more: Fact = {
    label: "More",
    text: docsText(docs),
    kind: docs.kind === "page" ? "address" : "literal",
  };
  const rule = docs.kind === "command" && docs.check !== null ? checkOf(docs.check)?.rule : undefined;
  return rule ? [more, plain("Page", `/${pagePath(rule)} on the site of the guide`)] : [more];
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
  return { label, text, kind: "sentence" };
}

function literal(label: Fact["label"], text: string): Fact {
  return { label, text, kind: "literal" };
}

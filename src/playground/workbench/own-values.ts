import type { Analysis } from "@grpc-evolution/engine/analysis/analysis.js";
import type { AnalyzedElement } from "@grpc-evolution/engine/analysis/analyzed-element.js";
import { tryExchange } from "@grpc-evolution/engine/check/impact.js";
import { diffSchemas } from "@grpc-evolution/engine/diff/diff.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { judgedPart } from "@grpc-evolution/engine/schema/schema.js";
import type { Exchange } from "@grpc-evolution/engine/wire/exchange.js";
import { isUnharmed } from "@grpc-evolution/engine/wire/outcome.js";
import { messageChoices } from "./messages.js";
import type { Age, Both, MessageChoice, Question } from "./question.js";
import type { State } from "./state.js";

/**
 * The analysis with the values that the reader gave the writers, wherever they show the same harm as the samples: they are
 * values that occur.
 */
export function withOwnValues(
  analysis: Analysis,
  states: Both<State>,
  { message, values }: Pick<Question, "message" | "values">,
): Analysis {
  if (values.old === null && values.new === null) return analysis;
  const comparison = diffSchemas(judgedPart(states.old.schema), judgedPart(states.new.schema));
  const choice = messageChoices(comparison).find(({ after }) => after === message);
  if (!choice) return analysis;
  const own = [...harmIn("old", values.old, choice, states), ...harmIn("new", values.new, choice, states)];
  return {
    ...analysis,
    elements: analysis.elements.map((element) => withOwn(element, own, analysis)),
    findings: analysis.findings.map((finding) => withOwnWitness(finding, own)),
  };
}

/** An exchange of one field with the value that the reader gave it. */
interface OwnExchange {
  writer: Age;
  /** Names that the field may have in an analysis. */
  fullNames: string[];
  exchange: Exchange;
}

/** What becomes of each field that somebody set, where that is a harm. */
function harmIn(
  writer: Age,
  text: string | null,
  { before, after }: MessageChoice,
  states: Both<State>,
): OwnExchange[] {
  const names = { old: before, new: after };
  const reader = writer === "old" ? "new" : "old";
  const schemas = { old: states.old.schema, new: states.new.schema };
  const fields = schemas[writer].messages.get(names[writer])?.fields ?? [];
  return Object.entries(objectIn(text)).flatMap(([key, value]): OwnExchange[] => {
    const field = fields.find(({ name, jsonName }) => name === key || jsonName === key);
    if (!field) return [];
    const exchange = tryExchange([schemas[writer], names[writer]], [schemas[reader], names[reader]], {
      kind: "bytes",
      before,
      after,
      number: field.number,
      value: { [field.name]: value },
    });
    if (!exchange || isUnharmed(exchange.outcome)) return [];
    const newer = schemas.new.messages.get(after)?.fields.find(({ number }) => number === field.number);
    const fullNames = [`${after}.${newer?.name ?? field.name}`, `${before}.${field.name}`];
    return [{ writer, fullNames, exchange }];
  });
}

/** The values of a message as JSON; none where the text is something else. */
function objectIn(text: string | null): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text ?? "");
    return typeof data === "object" && data !== null && !Array.isArray(data) ? { ...data } : {};
  } catch {
    return {};
  }
}

function withOwn(element: AnalyzedElement, own: readonly OwnExchange[], { to }: Analysis): AnalyzedElement {
  const { passages, fullName } = element;
  const findings = element.findings.map((finding) => withOwnWitness(finding, own));
  const shown = passages?.shown;
  if (!shown || element.kind !== "field") return { ...element, findings };
  const writer = shown.writer.state === to.label ? "new" : "old";
  const mine = own.find(
    (each) =>
      each.writer === writer && each.fullNames.includes(fullName) && each.exchange.outcome === shown.outcome,
  );
  return mine
    ? { ...element, findings, passages: { ...passages, shown: { ...shown, ...mine.exchange } } }
    : { ...element, findings };
}

function withOwnWitness(finding: Finding, own: readonly OwnExchange[]): Finding {
  const { element, witness, exchanged, breaks } = finding;
  if (!witness || !exchanged) return finding;
  const mine = own.find(
    ({ writer, fullNames, exchange }) =>
      (writer === "new" ? "newer" : "older") === exchanged.writer &&
      fullNames.includes(element.fullName) &&
      breaks.some(({ outcome }) => outcome === exchange.outcome),
  );
  if (!mine) return finding;
  const { bytes, written, read, error } = mine.exchange;
  return { ...finding, witness: { bytes, written, read: error === "" ? read : { error } } };
}

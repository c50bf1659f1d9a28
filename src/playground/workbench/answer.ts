import type { DescMessage, JsonValue, Registry } from "@bufbuild/protobuf";
import { countsOf } from "@grpc-evolution/engine/check/check.js";
import { withFixes } from "@grpc-evolution/engine/check/fixes.js";
import { diffSchemas } from "@grpc-evolution/engine/diff/diff.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { severities } from "@grpc-evolution/engine/rules/rule.js";
import { judgedPart } from "@grpc-evolution/engine/schema/schema.js";
import type { Place } from "@grpc-evolution/engine/source/source.js";
import type { FieldReading } from "@grpc-evolution/engine/wire/compare.js";
import { byGravity } from "@grpc-evolution/engine/wire/outcome.js";
import { type RoundTrip, roundTrip } from "@grpc-evolution/engine/wire/round-trip.js";
import { sampleMessage } from "@grpc-evolution/engine/wire/sample.js";
import { hexOf } from "@grpc-evolution/engine/wire/short-text.js";
import { byteStrip, type Span } from "@grpc-evolution/engine/wire/strip.js";
import { changedLines } from "./changed-lines.js";
import { checkCounts, firstOfEach, pageOf } from "./check-groups.js";
import { ageOf, inFiles } from "./file-places.js";
import { formModel } from "./form/model.js";
import { judge } from "./judge.js";
import { changedNumbers, messageChoices } from "./messages.js";
import { asFarAsShown } from "./partial.js";
import type {
  Age,
  Answer,
  Both,
  Exchange,
  FindingPlace,
  MessageChoice,
  Question,
  Readings,
  Result,
  Sent,
  ShownFinding,
} from "./question.js";
import { renamesOf } from "./renames.js";
import { readState, type State, typesOf } from "./state.js";

/** More messages are not offered, and more places are not marked. */
const maxMessages = 1000;
const maxPlaces = 1000;

/** Rows of a table, and bytes that can be copied. */
const maxRows = 200;
const maxSpans = 60;
const maxHex = 4096;

/** Everything that the page shows of two states: what the rules say, and what both readers get. */
export function answer(question: Question): Answer {
  const { id, files } = question;
  const states = { old: readState("old", files.old), new: readState("new", files.new) };
  const problems = { old: states.old.problems, new: states.new.problems };
  const remarks = { old: states.old.remarks, new: states.new.remarks };
  const isReadable = problems.old.length + problems.new.length === 0;
  return { id, problems, remarks, result: isReadable ? resultOf(states, question) : null };
}

function resultOf(states: Both<State>, question: Question): Result {
  const { message: wanted, values, settings, shown: asked, homepage } = question;
  const { request, checked, undecided, isPartial } = judge(states, settings, homepage);
  const comparison = diffSchemas(judgedPart(states.old.schema), judgedPart(states.new.schema));
  const messages = messageChoices(comparison);
  const chosen =
    messages.find(({ after }) => after === wanted) ?? firstFound(messages, checked.findings) ?? messages[0];
  const { errors, warnings, infos } = countsOf(checked.findings);
  const schemas = { old: states.old.schema, new: states.new.schema };
  const fixed = withFixes(checked, request, firstOfEach(checked.findings, asked));
  const shown = isPartial ? fixed.map((finding) => asFarAsShown(finding, schemas)) : fixed;
  const types = typesFor(shown, chosen, states);
  return {
    counts: { errors, warnings, infos },
    checks: checkCounts(checked.findings),
    findings: inFiles(shown, states).map(({ place }, index) =>
      shownFinding(shown[index] as Finding, place, states, types),
    ),
    places: checked.findings.slice(0, maxPlaces).map((finding) => placeOf(finding, states)),
    undecided: undecided.map(({ finding }) => finding.message),
    isPartial,
    ...renamesOf(comparison.changes),
    changedLines: changedLines(question.files),
    messages: messages.slice(0, maxMessages),
    message: chosen?.after ?? "",
    exchanges: chosen
      ? exchangesOf(
          { old: chosen.before, new: chosen.after },
          types,
          changedNumbers(chosen.after, comparison.changes),
          values,
        )
      : null,
  };
}

/** The message that the gravest finding is about which an exchange can show. */
function firstFound(
  messages: readonly MessageChoice[],
  findings: readonly Finding[],
): MessageChoice | undefined {
  const choices = new Map(messages.map((choice) => [choice.after, choice]));
  const found = findings.flatMap(({ severity, exchanged, element }) => {
    const choice = choices.get(exchanged?.newer ?? element.owner ?? "");
    return choice ? [{ severity, choice }] : [];
  });
  return severities.flatMap((severity) => found.find((each) => each.severity === severity) ?? [])[0]?.choice;
}

/** The types of all messages that are encoded for an answer, and no others. */
function typesFor(
  findings: readonly Finding[],
  chosen: MessageChoice | undefined,
  states: Both<State>,
): Both<Registry> {
  const exchanged = findings.flatMap(({ exchanged }) => exchanged ?? []);
  return {
    old: typesOf(states.old, [...(chosen ? [chosen.before] : []), ...exchanged.map(({ older }) => older)]),
    new: typesOf(states.new, [...(chosen ? [chosen.after] : []), ...exchanged.map(({ newer }) => newer)]),
  };
}

function shownFinding(
  finding: Finding,
  cited: Place,
  states: Both<State>,
  types: Both<Registry>,
): ShownFinding {
  return {
    finding,
    cited,
    age: ageOf(finding.place, states),
    page: pageOf(finding.check),
    witness: witnessOf(finding, types),
  };
}

function placeOf(finding: Finding, states: Both<State>): FindingPlace {
  const { place, check: id, severity, element } = finding;
  const { line, column } = place.start;
  const age = ageOf(place, states);
  return { age, file: place.file, line, column, severity, check: id, fullName: element.fullName };
}

function witnessOf({ witness, exchanged }: Finding, types: Both<Registry>): ShownFinding["witness"] {
  if (!witness || !exchanged) return null;
  const older = types.old.getMessage(exchanged.older);
  const newer = types.new.getMessage(exchanged.newer);
  if (!older || !newer) return null;
  const bytes = Uint8Array.from(witness.bytes.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const isNewer = exchanged.writer === "newer";
  const [writer, reader] = isNewer ? [newer, older] : [older, newer];
  return { spans: byteStrip(bytes, writer, reader), writer: isNewer ? "new" : "old" };
}

function exchangesOf(
  names: Both<string>,
  types: Both<Registry>,
  changed: ReadonlySet<number>,
  values: Question["values"],
): Both<Exchange> | null {
  const side = (age: Age): Side | undefined => {
    const registry = types[age];
    const desc = registry.getMessage(names[age]);
    return desc && { desc, registry };
  };
  const [older, newer] = [side("old"), side("new")];
  if (!older || !newer) return null;
  return {
    old: exchangeOf(older, newer.desc, changed, values.old),
    new: exchangeOf(newer, older.desc, changed, values.new),
  };
}

interface Side {
  desc: DescMessage;
  registry: Registry;
}

function exchangeOf(
  writer: Side,
  reader: DescMessage,
  changed: ReadonlySet<number>,
  value: string | null,
): Exchange {
  const text = value ?? JSON.stringify(sampleMessage(writer.desc, changed), null, 2);
  const form = JSON.stringify(formModel(writer.desc));
  try {
    const json = JSON.parse(text) as JsonValue;
    const sent = sentOf(roundTrip(writer.desc, reader, json, writer.registry), writer.desc, reader);
    return { form, changed: [...changed], value: text, problem: "", sent };
  } catch (error) {
    return { form, changed: [...changed], value: text, problem: (error as Error).message, sent: null };
  }
}

function sentOf({ bytes, reading, back }: RoundTrip, writer: DescMessage, reader: DescMessage): Sent {
  return {
    hex: bytes.length > maxHex ? "" : hexOf(bytes),
    size: bytes.length,
    ...spansOf(byteStrip(bytes, writer, reader)),
    error: reading.error,
    readings: readingsOf(reading.fields),
    outcomes: countOutcomes(reading.fields),
    back: back && {
      size: back.bytes.length,
      isSame: back.bytes.length === bytes.length && back.bytes.every((byte, index) => byte === bytes[index]),
      error: back.reading.error,
      readings: readingsOf(back.reading.fields.filter(isOther)),
    },
  };
}

/** The fields of a strip, of very many those that do not read the same, and then the first others. */
function spansOf(spans: readonly Span[]): Pick<Sent, "spans" | "hiddenSpans"> {
  if (spans.length <= maxSpans) return { spans: [...spans], hiddenSpans: 0 };
  const isTold = ({ outcome }: Span) => outcome !== "same";
  const order = [...spans.filter(isTold), ...spans.filter((span) => !isTold(span))];
  const drawn = new Set(order.slice(0, maxSpans));
  return { spans: spans.filter((span) => drawn.has(span)), hiddenSpans: spans.length - drawn.size };
}

function readingsOf(fields: readonly FieldReading[]): Readings {
  const hidden = Math.max(0, fields.length - maxRows);
  const othersFirst = (one: FieldReading, other: FieldReading) =>
    Number(isOther(other)) - Number(isOther(one));
  const ordered = hidden > 0 ? fields.toSorted(othersFirst) : fields;
  return { fields: ordered.slice(0, maxRows), hidden };
}

/** Whether it is read as anything else than what was written. */
function isOther({ outcome }: FieldReading): boolean {
  return outcome !== "same";
}

function countOutcomes(fields: readonly FieldReading[]): Sent["outcomes"] {
  const own = fields.filter((field) => isOther(field) && !/[.[]/.test(field.path));
  return byGravity
    .map((outcome) => ({ outcome, count: own.filter((field) => field.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
}

import { type Meeting, meetingsOf, sideOf, tryExchange } from "../check/impact.js";
import type { StateName } from "../check/request.js";
import type { Break, Peer } from "../rules/finding.js";
import type { Impact } from "../rules/violation.js";
import type { Enum, EnumValue, Field, Schema } from "../schema/schema.js";
import type { Exchange } from "../wire/exchange.js";
import { byGravity } from "../wire/outcome.js";
import { type Absence, absenceOf } from "./absence.js";
import type { ComparedBaseline } from "./baselines.js";
import { type ChangedElement, elementKey, type Subject } from "./changed-elements.js";

/** What passes between the releases that a window lets meet, of one element. */
export interface Passages {
  /** Who writes it to whom, and what the reader gets, in both directions. */
  exchanges: Break[];
  /** Writers of the past that leave it out, for readers of this state. */
  leftOutBy: Peer[];
  /** What readers of the past have for it, where this state leaves it out. */
  leftOutFor: { reader: Peer; absence: Absence }[];
  /** Readers of the past that do not have the message or the enum that it stands in. */
  lacking: Peer[];
  /** The gravest exchange that was executed, null where none was. */
  shown: Shown | null;
  /** Set where a type is not at hand, so that an exchange could not be executed. */
  isUntried: boolean;
}

/** An exchange that was executed, with who made it. */
export interface Shown extends Pick<Exchange, "bytes" | "written" | "read" | "outcome" | "error"> {
  writer: Peer;
  reader: Peer;
}

type Bytes = Impact & { kind: "bytes" };

/** Lets this state and each earlier one write an element and the other one read it, as far as a window lets them meet. */
export function passagesOf(
  element: ChangedElement,
  baselines: readonly ComparedBaseline[],
  head: StateName,
): Passages {
  const passages: Passages = {
    exchanges: [],
    leftOutBy: [],
    leftOutFor: [],
    lacking: [],
    shown: null,
    isUntried: false,
  };
  for (const compared of baselines) pass(element, compared, head, passages);
  return passages;
}

function pass(element: ChangedElement, compared: ComparedBaseline, head: StateName, passages: Passages) {
  const { subject } = element;
  const own = compared.elements.get(elementKey(subject.kind, element.fullName));
  if (subject.kind === "field" || subject.kind === "value") {
    const owner = (subject.after ? subject.owner.after : subject.owner.before).fullName;
    const ownerKey = elementKey(subject.kind === "field" ? "message" : "enum", owner);
    if (compared.elements.get(ownerKey)?.subject.before === null) return lack(owner, compared, passages);
  }
  if (own?.subject.kind === "field") passField(own.subject, compared, head, passages);
  if (own?.subject.kind === "value") passValue(own.subject, compared, head, passages);
  if (subject.kind === "method" || subject.kind === "service") call(subject, compared, head, passages);
}

/** A reader without the message meets it only inside of another field that it does not know. */
function lack(owner: string, { baseline, peerPairs }: ComparedBaseline, { lacking }: Passages): void {
  const impact: Bytes = { kind: "bytes", before: owner, after: owner, number: 0 };
  for (const { reader, meetNewWriter } of meetingsOf(impact, peerPairs)) {
    if (meetNewWriter) lacking.push(sideOf(reader, baseline));
  }
}

function passField(
  { owner, before, after, isOther }: Subject & { kind: "field" },
  compared: ComparedBaseline,
  head: StateName,
  passages: Passages,
): void {
  const { before: older, after: newer } = compared.comparison;
  const names = { before: owner.before.fullName, after: owner.after.fullName };
  const impact = ({ number }: Field): Bytes => ({
    kind: "bytes",
    ...names,
    number,
    ...(isOther && { isOther: true as const }),
  });
  const meetings = meetingsOf({ kind: "bytes", ...names, number: 0 }, compared.peerPairs);
  const sides = { older: [older, names.before], newer: [newer, names.after] } as const;
  const made: Made = {
    newWriter: after && tryExchange([...sides.newer], [...sides.older], impact(after)),
    oldWriter: before && tryExchange([...sides.older], [...sides.newer], impact(before)),
  };
  note(made, meetings, compared, head, passages);
  const absence = before && !isOther ? absenceOf(before) : null;
  for (const { writer, reader, meetNewWriter, meetOldWriter } of meetings) {
    if (!before && meetOldWriter) passages.leftOutBy.push(sideOf(writer, compared.baseline));
    if (absence && meetNewWriter) {
      passages.leftOutFor.push({ reader: sideOf(reader, compared.baseline), absence });
    }
  }
}

/** A value needs a field that carries it. */
function passValue(
  { owner, before, after }: Subject & { kind: "value" },
  compared: ComparedBaseline,
  head: StateName,
  passages: Passages,
): void {
  const { before: older, after: newer } = compared.comparison;
  const carrier = carrierOf(owner.after, newer, older, compared.olderName);
  if (!carrier) return;
  const names = { before: carrier.older.owner, after: carrier.newer.owner };
  const impact = (field: Field, { number }: EnumValue): Bytes => ({
    kind: "bytes",
    ...names,
    number: field.number,
    value: { [field.name]: valueIn(field, number) },
  });
  const made: Made = {
    newWriter:
      after && tryExchange([newer, names.after], [older, names.before], impact(carrier.newer, after)),
    oldWriter:
      before && tryExchange([older, names.before], [newer, names.after], impact(carrier.older, before)),
  };
  const enums: Bytes = {
    kind: "bytes",
    before: owner.before.fullName,
    after: owner.after.fullName,
    number: 0,
  };
  note(made, meetingsOf(enums, compared.peerPairs), compared, head, passages);
}

/** A field that has an enum in both schemas; one that holds a single value shows it best. */
function carrierOf(
  { fullName }: Enum,
  newer: Schema,
  older: Schema,
  olderName: ComparedBaseline["olderName"],
): { older: Field; newer: Field } | undefined {
  const carriers = [...newer.messages.values()].flatMap(({ fields }) =>
    fields.flatMap((field) => {
      if (enumIn(field) !== fullName) return [];
      const message = older.messages.get(olderName(field.owner));
      const same = message?.fields.find(({ number }) => number === field.number);
      return same && enumIn(same) === olderName(fullName) ? [{ older: same, newer: field }] : [];
    }),
  );
  return carriers.find(({ newer: { cardinality } }) => cardinality === "singular") ?? carriers[0];
}

function enumIn({ type }: Field): string | undefined {
  const held = type.kind === "map" ? type.value : type;
  return held.kind === "enum" ? held.name : undefined;
}

function valueIn({ cardinality, type }: Field, number: number): unknown {
  if (cardinality === "repeated") return [number];
  if (type.kind !== "map") return number;
  const keys: Partial<Record<typeof type.key, string>> = { string: "key", bool: "true" };
  return { [keys[type.key] ?? "7"]: number };
}

/** What was exchanged: null where nobody writes it, undefined where a type is not at hand. */
interface Made {
  newWriter: Exchange | null | undefined;
  oldWriter: Exchange | null | undefined;
}

function note(
  { newWriter, oldWriter }: Made,
  meetings: readonly Meeting[],
  { baseline }: ComparedBaseline,
  head: StateName,
  passages: Passages,
): void {
  for (const { writer, reader, meetNewWriter, meetOldWriter } of meetings) {
    const there = { writer: sideOf(writer, head), reader: sideOf(reader, baseline) };
    const back = { writer: sideOf(writer, baseline), reader: sideOf(reader, head) };
    if (newWriter && meetNewWriter) show({ ...there, outcome: newWriter.outcome }, newWriter, passages);
    if (oldWriter && meetOldWriter) show({ ...back, outcome: oldWriter.outcome }, oldWriter, passages);
  }
  if (newWriter === undefined || oldWriter === undefined) passages.isUntried = true;
}

function show(exchanged: Break, { bytes, written, read, error }: Exchange, passages: Passages): void {
  const { writer, reader, outcome } = exchanged;
  passages.exchanges.push(exchanged);
  const isGraver =
    passages.shown === null || byGravity.indexOf(outcome) < byGravity.indexOf(passages.shown.outcome);
  if (isGraver) passages.shown = { writer, reader, outcome, bytes, written, read, error };
}

/** A server answers UNIMPLEMENTED to what it does not have: so gRPC defines it, and nothing has to be executed for that. */
function call(
  subject: Subject & { kind: "method" | "service" },
  { baseline, comparison: { before, after }, peerPairs }: ComparedBaseline,
  head: StateName,
  { exchanges }: Passages,
): void {
  const service = (side: "before" | "after") =>
    subject.kind === "method" ? subject[side]?.owner : subject[side]?.fullName;
  const name = (side: "before" | "after") => subject[side]?.fullName;
  const [older, newer] = [callsOf(before), callsOf(after)];
  for (const { client, server, upgrade, downgrade, talksThrough } of peerPairs) {
    const talks = (side: "before" | "after") => talksThrough(service(side) ?? "");
    const [now, was] = [name("after") ?? "", name("before") ?? ""];
    if (upgrade && newer.has(now) && !older.has(now) && talks("after")) {
      const sides = { writer: sideOf(client, head), reader: sideOf(server, baseline) };
      exchanges.push({ ...sides, outcome: "unimplemented" });
    }
    if (downgrade && older.has(was) && !newer.has(was) && talks("before")) {
      const sides = { writer: sideOf(client, baseline), reader: sideOf(server, head) };
      exchanges.push({ ...sides, outcome: "unimplemented" });
    }
  }
}

/** Full names of all services and methods. */
function callsOf({ services }: Schema): ReadonlySet<string> {
  return new Set(
    [...services.values()].flatMap(({ fullName, methods }) => [
      fullName,
      ...methods.map((method) => method.fullName),
    ]),
  );
}

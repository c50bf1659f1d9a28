import type { Change } from "../diff/change.js";
import { groupBy } from "../identity/group-by.js";
import { memberType } from "../identity/of-schema.js";
import { type Evidence, evidenceText } from "../ledger/evidence.js";
import { holdersOf, isInFlight, isSpent, strongestOf } from "../ledger/holders.js";
import type { Form, Holder, Ledger } from "../ledger/ledger.js";
import { rangeText } from "../schema/ranges.js";
import {
  type Enum,
  type EnumValue,
  type Field,
  fieldText,
  type Message,
  type Reserving,
  type Schema,
  typeText,
} from "../schema/schema.js";
import { describeField, describeValue, elementOf, placeOfName, quote, valueElement } from "./describe.js";
import { closedTo, FreeNumbers, freeNumber, numbersOf } from "./free-numbers.js";
import { oncePerElement } from "./once-per-element.js";
import { type Insert, renumber, reserve } from "./repair.js";
import type { Described, Remedy, Violation } from "./violation.js";
import { capitalized } from "./words.js";

type NumberViolation = Violation<"R1/number-reused" | "R1/number-changed">;

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** A number that a field of the older schema has is given to another one. */
export function reused(change: Of<"number-reused">): NumberViolation {
  const { message, before, after } = change;
  return {
    check: "R1/number-reused",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: `${quote(after.name)} takes number ${after.number} of ${message.after.fullName}, which ${quote(before.name)} (${typeText(before)}) has in the older release.`,
    before: describeField(before),
    after: describeField(after),
    impact: {
      kind: "bytes",
      before: message.before.fullName,
      after: message.after.fullName,
      number: after.number,
      isOther: true,
    },
    fix: besideReserved(change),
  };
}

/** The new field takes a free number. What is gone leaves its own behind, where the message can reserve it. */
function besideReserved({ message, before, after, isGone, reservedName }: Of<"number-reused">): Remedy {
  const free = freeNumber(message, after);
  if (!isGone || after.extension !== null) {
    const title = `Leave number ${after.number} to ${quote(before.name)} and take the next free one`;
    return takeFree(title, message.after, after.file, after, free);
  }
  const title = `Take the next free number, and reserve what ${quote(before.name)} had`;
  const numbers = [{ start: before.number, end: before.number }];
  const beside = reserve(message.after, numbers, reservedName ? [] : [before.name]);
  return takeFree(title, message.after, after.file, after, free, beside);
}

/** A new field has a number that was open to extensions. */
export function taken({ message, after }: Of<"extension-number-taken">): NumberViolation {
  return {
    check: "R1/number-reused",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: `${quote(after.name)} takes number ${after.number} of ${message.after.fullName}, which the older release leaves to extensions: somebody may have used it.`,
    before: { extensions: message.before.extensionRanges.map(rangeText) },
    after: describeField(after),
    impact: null,
    fix: takeFree(
      "Take a number that was never open to extensions",
      message.after,
      after.file,
      after,
      freeNumber(message, after),
    ),
  };
}

/** The number of a field changed. */
export function renumbered({ message, before, after }: Of<"field-renumbered">): NumberViolation {
  const isTaken = holds(message.after, before.number);
  const title = "Give it back its number";
  return {
    check: "R1/number-changed",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: `${quote(after.name)} of ${message.after.fullName} has number ${after.number}, and ${before.number} in the older release: to the wire it is another field.`,
    before: describeField(before),
    after: describeField(after),
    impact: {
      kind: "bytes",
      before: message.before.fullName,
      after: message.after.fullName,
      number: before.number,
    },
    fix: isTaken
      ? { title, advice: `${fieldText(after)} = ${before.number};` }
      : { title, repair: renumber(after.file, after, before.number) },
  };
}

/** Numbers of the head that the history gave to another field or value. */
export function reusedNumbers(head: Schema, ledger: Ledger): NumberViolation[] {
  return [...reusedFields(head, ledger), ...reusedValues(head, ledger)];
}

function reusedFields(head: Schema, ledger: Ledger): NumberViolation[] {
  const copies = groupBy(head.copies, ({ fullName }) => fullName);
  return [...head.messages.values(), ...head.extended.values()].flatMap((message) => {
    const others = copies.get(message.fullName);
    return others ? reusedFieldsIn(message, ledger, formsIn(others)) : reusedFieldsOf(message, ledger);
  });
}

const reusedFieldsOf = oncePerElement((message: Message, ledger) =>
  reusedFieldsIn(message, ledger, new Set()),
);

/** `beside` is what other files of the head declare of the message. */
function reusedFieldsIn(message: Message, ledger: Ledger, beside: ReadonlySet<string>): NumberViolation[] {
  const { fullName, fields, reserved } = message;
  const reused = fields.flatMap((field) => {
    const form = formOf(field);
    // What another file of the head declares did not go: that the two differ is another matter.
    const isGone = ({ forms }: Holder) => !forms.some((each) => beside.has(keyOf(field.number, each)));
    const claim = claimOn(ledger, fullName, field.number, form, isGone);
    return claim ? [{ field, claim }] : [];
  });
  if (reused.length === 0) return [];
  const used = [...spentNumbers(ledger, fullName), ...numbersOf(message)];
  const parts = groupBy(reused, ({ field }) => field.extension === null);
  return [...parts.values()].flatMap((part) => {
    const { field: first } = part[0] as (typeof part)[number];
    const free = new FreeNumbers(used, reserved, "message", closedTo(first, [message]));
    return part.map(({ field, claim }) => reusedField(message, field, claim, free.for(field.name)));
  });
}

function formOf(field: Field): Form {
  return { name: field.name, type: memberType(field) };
}

function formsIn(messages: readonly Message[]): Set<string> {
  return new Set(messages.flatMap(({ fields }) => fields.map((field) => keyOf(field.number, formOf(field)))));
}

function keyOf(number: number, { name, type }: Form): string {
  return `${number} ${name} ${type}`;
}

function reusedField(message: Message, field: Field, claim: Claim, free: number | null): NumberViolation {
  return {
    ...claimed(message.fullName, { ...field, type: typeText(field) }, claim),
    element: elementOf("field", field),
    place: placeOfName(field.file, field),
    before: { ...describeHolder(claim.holder, field.number), type: claim.holder.evidence.type },
    after: describeField(field),
    impact: null,
    fix: remedyFor(claim, message, field.file, field, free),
  };
}

function reusedValues(head: Schema, ledger: Ledger): NumberViolation[] {
  return [...head.enums.values()].flatMap((node) => {
    const { fullName, values, reserved } = node;
    const held = new Set(values.map(({ name, number }) => `${number} ${name}`));
    const reused = values.flatMap((value) => {
      const isGone = ({ names }: Holder) => !names.some((name) => held.has(`${value.number} ${name}`));
      const form = { name: value.name, type: "value" };
      const claim = claimOn(ledger, fullName, value.number, form, isGone);
      return claim ? [{ value, claim }] : [];
    });
    if (reused.length === 0) return [];
    const numbers = [...spentNumbers(ledger, fullName), ...values.map(({ number }) => number)];
    const free = new FreeNumbers(numbers, reserved, "enum");
    return reused.map(({ value, claim }) => reusedValue(node, value, claim, free.for(value.name)));
  });
}

function reusedValue(node: Enum, value: EnumValue, claim: Claim, free: number | null): NumberViolation {
  return {
    ...claimed(node.fullName, { ...value, type: "value" }, claim),
    element: valueElement(node, value),
    place: placeOfName(node.file, value),
    before: describeHolder(claim.holder, value.number),
    after: describeValue(value),
    impact: null,
    fix: remedyFor(claim, node, node.file, value, free),
  };
}

/** Whoever comes later takes another number: what is official keeps its own before what may be merged. */
function remedyFor(
  { holder, isOfficial }: Claim,
  owner: Reserving,
  file: string,
  element: Field | EnumValue,
  free: number | null,
): Remedy {
  if (isSpent(holder) || !isOfficial) {
    return takeFree("Take a number that was never used", owner, file, element, free);
  }
  const title = "Keep it, and give the field of that branch another number before it is merged";
  return { title, advice: "// grpc-evolution: allow R1/number-reused -- why that branch is not merged" };
}

/** Another number for a field or a value, if one is left. Only one of them can have it. */
function takeFree(
  title: string,
  { fullName }: Reserving,
  file: string,
  element: Field | EnumValue,
  free: number | null,
  beside?: Insert,
): Remedy {
  if (free === null) return { title, advice: "No number is left: the field needs another message or enum." };
  return { title, repair: renumber(file, element, free, `${fullName} ${free}`, beside) };
}

/** The numbers of a message, found once: many of its fields may have lost theirs at once. */
const numbersIn = new WeakMap<Message, ReadonlySet<number>>();

function holds(message: Message, number: number): boolean {
  const numbers = numbersIn.get(message) ?? new Set(numbersOf(message));
  numbersIn.set(message, numbers);
  return numbers.has(number);
}

/** What else has or had the number of a field or value: the strongest of all, and how many there are besides. */
interface Claim {
  holder: Holder;
  others: number;
  /** Whether an official revision gave the number to the field or value that is claimed against. */
  isOfficial: boolean;
}

/**
 * Who else spent a number; otherwise who may, on a branch that is not merged, as long as no release has settled to whom it
 * belongs. What only the checked revision's own work or a merged branch tried is nobody's.
 */
function claimOn(
  ledger: Ledger,
  owner: string,
  number: number,
  form: Form,
  counts: (holder: Holder) => boolean,
): Claim | null {
  const { own, others: all } = holdersOf(ledger, owner, number, form);
  // Nearly every number was only ever held by what has it now.
  if (all.length === 0) return null;
  const others = all.filter(counts);
  const spent = others.filter(isSpent);
  const isReleased = own.some(({ evidence }) => evidence.kind === "release");
  const claims = spent.length > 0 || isReleased ? spent : others.filter(isInFlight);
  const holder = strongestOf(claims);
  return holder ? { holder, others: claims.length - 1, isOfficial: own.some(isSpent) } : null;
}

/** What a claim makes of the use of a number: wrong where it is spent, worth knowing where it is not. */
function claimed(
  owner: string,
  { name, number, type }: { name: string; number: number; type: string },
  { holder: { evidence }, others }: Claim,
): Pick<NumberViolation, "check" | "message" | "severity" | "tier"> {
  const check = "R1/number-reused";
  if (evidence.kind === "other") {
    const besides = others === 0 ? "" : `, and others take it, too (${others})`;
    const message = `${capitalized(evidenceText(evidence))} takes ${number} for ${shownAs(evidence)}${besides}; here ${quote(name)} of ${owner} has it, and only one of them can keep it.`;
    return { check, severity: "info", tier: "conditional", message };
  }
  const besides = others === 0 ? "" : ` Others had it as well (${others}).`;
  const taker = name === evidence.name ? `${quote(name)} (${type})` : quote(name);
  const message = `${taker} takes number ${number} of ${owner}, which ${usedBy(evidence)}.${besides}`;
  return { check, message };
}

function usedBy(evidence: Evidence): string {
  const verb = evidence.kind === "release" ? "had in" : "has used since";
  return `${shownAs(evidence)} ${verb} ${evidenceText(evidence)}`;
}

function shownAs({ name, type }: Evidence): string {
  return `${quote(name)} (${type})`;
}

function describeHolder({ first, last, evidence }: Holder, number: number): Described {
  return { name: evidence.name, number, first: { ...first }, last: { ...last }, evidence: { ...evidence } };
}

function spentNumbers(ledger: Ledger, owner: string): number[] {
  return [...(ledger.owners.get(owner)?.numbers.keys() ?? [])];
}

import type { Change, Comparison, InBoth } from "../diff/change.js";
import { NumberSet } from "../diff/reserved.js";
import { groupBy } from "../identity/group-by.js";
import { type Evidence, evidenceText } from "../ledger/evidence.js";
import { isInFlight, isSpent, otherHolders, strongestOf } from "../ledger/holders.js";
import type { Holder, Ledger } from "../ledger/ledger.js";
import { nextFree } from "../ledger/next-free.js";
import { maxFieldNumber } from "../schema/parse.js";
import { type NumberRange, rangeText } from "../schema/ranges.js";
import {
  type Enum,
  type EnumValue,
  type Field,
  type Message,
  type Reserving,
  type Schema,
  typeText,
} from "../schema/schema.js";
import { describeField, describeValue, elementOf, placeOfName, valueElement } from "./describe.js";
import { keepExtension } from "./keep-extension.js";
import { rename, renumber, reserve, reservedStatements } from "./repair.js";
import type { Check, FindingElement } from "./rule.js";
import type { Described, Remedy, Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "R1/number-reused",
    severity: "error",
    tier: "unsafe",
    oncePerElement: true,
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: {
      field: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
      value: ["ENUM_VALUE_SAME_NAME"],
    },
    sees: "A number that any earlier revision gave to another field or enum value carries a new one, over the whole history",
    answers: ["R1-1"],
  },
  {
    id: "R1/removed-without-reserved",
    severity: "error",
    tier: "conditional",
    impliedBy: "R3/value-removed",
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: {
      field: ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"],
      value: ["ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", "ENUM_VALUE_NO_DELETE"],
    },
    sees: "A field or enum value is gone and its number is not reserved",
    answers: ["R1-2"],
  },
  {
    id: "R1/name-not-reserved",
    severity: "warning",
    tier: "conditional",
    ignoresWindow: true,
    isDated: true,
    bump: "rename",
    buf: {
      field: ["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE"],
      value: ["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE"],
    },
    sees: "A field or enum value is gone and its number is reserved, but its name is not: JSON and text format still carry names",
    answers: ["R1-2"],
  },
  {
    id: "R1/reservation-removed",
    severity: "error",
    tier: "conditional",
    ignoresWindow: true,
    bump: "number",
    buf: { message: ["RESERVED_MESSAGE_NO_DELETE"], enum: ["RESERVED_ENUM_NO_DELETE"] },
    sees: "A reserved number or name was deleted",
    answers: ["R1-3"],
  },
  {
    id: "R1/extension-range-removed",
    severity: "error",
    tier: "conditional",
    ignoresWindow: true,
    bump: "number",
    buf: { message: ["EXTENSION_MESSAGE_NO_DELETE"] },
    sees: "Numbers that were open to extensions are not any more, and are not reserved: whoever extended the message may use them",
    answers: ["R1-3"],
  },
  {
    id: "R1/number-changed",
    severity: "error",
    tier: "unsafe",
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: { field: ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"] },
    sees: "The same field has another number",
    answers: ["R1-4"],
  },
  {
    id: "R1/renamed",
    severity: "warning",
    tier: "safe",
    ignoresWindow: true,
    isDated: true,
    bump: "rename",
    buf: {
      field: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
      value: ["ENUM_VALUE_SAME_NAME"],
    },
    sees: "The same number and type under another name: safe on the wire, breaks JSON and generated code",
    answers: ["R1-4"],
  },
  {
    id: "R1/move-ambiguous",
    severity: "info",
    tier: "safe",
    ignoresWindow: true,
    bump: "rename",
    sees: "Several messages or enums fit where one went: none is followed, what was there keeps its numbers under its old name",
    answers: ["R1-1"],
  },
] as const satisfies readonly Check[];

type R1Violation = Violation<(typeof checks)[number]["id"]>;

export const r1 = {
  id: "R1",
  kind: "rule",
  slug: "r1-field-numbers",
  title: "Never re-use a field number",
  sentence:
    "A field number that was ever checked in **must not** carry another field again; reserve the number and the name when you remove the field.",
  because: "The other release reads the old bytes as the new field, and nothing reports an error.",
  checks,
  review: [
    {
      id: "R1-1",
      holds: "Every new field and enum value takes a number that no revision ever used.",
      verify:
        "Search the whole history of the message, all branches included, not only the last release: `git log --all -p -- '*.proto'`.",
    },
    {
      id: "R1-2",
      holds: "Every removed field or enum value leaves a `reserved` number and a `reserved` name behind.",
      verify:
        "For each deleted line of the diff, find the two `reserved` statements in the same message or enum.",
    },
    {
      id: "R1-3",
      holds: "No `reserved` statement was deleted or narrowed.",
      verify:
        "Look for deleted lines that contain `reserved`; a range may only be split when every number stays covered.",
    },
    {
      id: "R1-4",
      holds: "No existing field changed its number, and a rename is deliberate.",
      verify:
        "Compare number and name of each changed line; for a rename, list who reads the message as JSON, in text format or in generated code.",
    },
  ],
  // A number is spent, whoever meets whom: no check of this rule looks at the window.
  compare: ({ changes, after }: Comparison) => changes.flatMap((change) => evaluate(change, after)),
  remember: (head: Schema, ledger: Ledger) => [...reusedFields(head, ledger), ...reusedValues(head, ledger)],
} satisfies Rule;

function evaluate(change: Change, newer: Schema): R1Violation[] {
  switch (change.kind) {
    case "number-reused":
      return [reused(change)];
    case "extension-number-taken":
      return [taken(change)];
    case "extension-range-removed":
      return [closed(change)];
    case "field-removed":
      return change.before.extension === null ? removedField(change) : removedExtension(change, newer);
    case "value-removed":
      return removedValue(change);
    case "reservation-removed":
      return [unreserved(change)];
    case "field-renumbered":
      return [renumbered(change)];
    case "field-renamed":
    case "field-json-name-changed":
      return [renamed(change)];
    case "value-renamed":
      return [renamedValue(change)];
    case "move-ambiguous":
      return [notFollowed(change)];
    default:
      return [];
  }
}

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

function reused({ message, before, after }: Of<"number-reused">): R1Violation {
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
    },
    fix: takeFree(
      `Leave number ${after.number} to ${quote(before.name)} and take the next free one`,
      message.after,
      after.file,
      after,
      freeNumber(message, after),
    ),
  };
}

function taken({ message, after }: Of<"extension-number-taken">): R1Violation {
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

/** Those of each message, for its fields and for its extensions: many of their numbers may go to others at once. */
const freeNumbers = {
  fields: new WeakMap<InBoth<Message>, FreeNumbers>(),
  extensions: new WeakMap<InBoth<Message>, FreeNumbers>(),
};

function freeNumber(message: InBoth<Message>, field: Field): number | null {
  const { before, after } = message;
  const known = field.extension === null ? freeNumbers.fields : freeNumbers.extensions;
  const ranges = field.extension === null ? [before, after] : [after];
  const free =
    known.get(message) ??
    new FreeNumbers(numbersOf(before, after), after.reserved, "message", closedTo(field, ranges));
  known.set(message, free);
  return free.for(field.name);
}

/** Numbers that a message has, and not for this field: a plain one stays out of the extension ranges, an extension in them. */
function closedTo({ extension }: Field, messages: readonly Message[]): NumberRange[] {
  const ranges = messages.flatMap(({ extensionRanges }) => extensionRanges);
  if (extension === null || ranges.length === 0) return ranges;
  return new NumberSet(ranges).missing({ start: 1, end: maxFieldNumber });
}

/**
 * Hands out the free numbers of a message or an enum, to each name another one, as long as there are some. What is used
 * among the `closed` numbers does not matter to the others.
 */
class FreeNumbers {
  readonly #taken: readonly NumberRange[];
  readonly #kind: "message" | "enum";
  readonly #given = new Map<string, number | null>();
  #next: number | null;

  constructor(
    used: readonly number[],
    reserved: readonly NumberRange[],
    kind: "message" | "enum",
    closed: readonly NumberRange[] = [],
  ) {
    const closedNumbers = new NumberSet(closed);
    this.#taken = [...reserved, ...closed];
    this.#kind = kind;
    this.#next = nextFree(
      used.filter((number) => !closedNumbers.has(number)),
      this.#taken,
      kind,
    );
  }

  for(name: string): number | null {
    const known = this.#given.get(name);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#given.set(name, number);
    if (number !== null) {
      const later = nextFree([number], this.#taken, this.#kind);
      // Where none is left above, the same one is offered again: one field may take it.
      if (later !== null && later > number) this.#next = later;
    }
    return number;
  }
}

function removedField(change: Of<"field-removed">): R1Violation[] {
  const { message, before } = change;
  return removed({
    ...change,
    noun: "Field",
    element: elementOf("field", before),
    owner: message.after,
    described: describeField(before),
  });
}

/** What extends a message cannot reserve numbers in it: who declares the range can, or the extension stays. */
function removedExtension(
  { message, before, reservedNumber }: Of<"field-removed">,
  newer: Schema,
): R1Violation[] {
  if (reservedNumber) return [];
  const { name, number, owner } = before;
  const title = `Keep the extension, marked as deprecated, or declare its number as reserved in ${owner}: extensions ${number} [declaration = { number: ${number}, reserved: true }];`;
  return [
    {
      check: "R1/removed-without-reserved",
      element: elementOf("field", before),
      place: placeOfName(message.after.file, message.after),
      message: `Extension ${quote(name)} is gone from ${owner}, and nothing keeps its number ${number} from the next extension.`,
      before: describeField(before),
      after: null,
      impact: null,
      fix: { ...keepExtension(title, message.after, before, "deprecated", newer), suitsPublished: true },
      buf: ["EXTENSION_NO_DELETE", "PACKAGE_EXTENSION_NO_DELETE"],
    },
  ];
}

function removedValue(change: Of<"value-removed">): R1Violation[] {
  const { enum: pair, before } = change;
  const element = valueElement(pair.before, before);
  return removed({ ...change, noun: "Value", element, owner: pair.after, described: describeValue(before) });
}

interface Removal {
  noun: "Field" | "Value";
  element: FindingElement;
  /** The message or enum that it is gone from. */
  owner: Reserving;
  before: { name: string; number: number };
  described: Described;
  reservedNumber: boolean;
  reservedName: boolean;
}

function removed({
  noun,
  element,
  owner,
  before,
  described,
  reservedNumber,
  reservedName,
}: Removal): R1Violation[] {
  if (reservedNumber && reservedName) return [];
  const gone = `${noun} ${quote(before.name)} is gone from ${owner.fullName}`;
  const numbers = reservedNumber ? [] : [{ start: before.number, end: before.number }];
  const names = reservedName ? [] : [before.name];
  return [
    {
      check: reservedNumber ? "R1/name-not-reserved" : "R1/removed-without-reserved",
      element,
      place: placeOfName(owner.file, owner),
      message: reservedNumber
        ? `${gone}: number ${before.number} is reserved, its name is not.`
        : `${gone} and its number ${before.number} is not reserved.`,
      before: described,
      after: null,
      impact: null,
      fix: { title: "Reserve what is gone", repair: reserve(owner, numbers, names), suitsPublished: true },
    },
  ];
}

function unreserved({ owner, numbers, names }: Of<"reservation-removed">): R1Violation {
  const spelled = names.map(({ name }) => name);
  // In a fingerprint and a sentence the names stand as most schemas write them, in quotes.
  const statements = reservedStatements("proto3", numbers, spelled);
  return {
    check: "R1/reservation-removed",
    element: elementOf("values" in owner.after ? "enum" : "message", owner.after),
    place: placeOfName(owner.after.file, owner.after),
    message: `${owner.after.fullName} no longer reserves what the older release does: ${statements.join(" ")}`,
    before: { reserved: statements },
    after: { reserved: [] },
    impact: null,
    fix: {
      title: "Put the reservation back",
      repair: reserve(owner.after, numbers, spelled),
      suitsPublished: true,
    },
  };
}

function closed({ message: { after }, numbers }: Of<"extension-range-removed">): R1Violation {
  const ranges = numbers.map(rangeText);
  return {
    check: "R1/extension-range-removed",
    element: elementOf("message", after),
    place: placeOfName(after.file, after),
    message: `${after.fullName} is no longer open to extensions with the numbers ${ranges.join(", ")}, and does not reserve them: whoever extended it may use them.`,
    before: { extensions: ranges },
    after: { extensions: [] },
    impact: null,
    fix: {
      title: "Reserve the numbers that are given up",
      repair: reserve(after, numbers, []),
      suitsPublished: true,
    },
  };
}

function renumbered({ message, before, after }: Of<"field-renumbered">): R1Violation {
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
      ? { title, advice: `${typeText(after)} ${after.name} = ${before.number};` }
      : { title, repair: renumber(after.file, after, before.number) },
  };
}

function renamed({
  message,
  before,
  after,
}: Of<"field-renamed"> | Of<"field-json-name-changed">): R1Violation {
  const onlyJson = before.name === after.name;
  return {
    check: "R1/renamed",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: onlyJson
      ? `Number ${after.number} of ${message.after.fullName} is ${quote(after.jsonName)} in JSON, and ${quote(before.jsonName)} in the older release.`
      : `Number ${after.number} of ${message.after.fullName} is called ${quote(after.name)}, and ${quote(before.name)} in the older release: safe on the wire, not in JSON, text format and generated code.`,
    before: describeField(before),
    after: describeField(after),
    impact: null,
    fix: onlyJson
      ? { title: "Keep the name in JSON", advice: `[json_name = "${before.jsonName}"]` }
      : keepName(before, after),
  };
}

/** The name of an extension is its full one: an edit of its last part brings it back only in the same scope. */
function keepName(before: Field, after: Field): Remedy {
  const title = "Keep the name";
  if (scopeOf(before.name) !== scopeOf(after.name)) {
    const advice =
      before.extension === null
        ? `${typeText(before)} ${before.name} = ${before.number};`
        : `Declare it where its full name stays ${before.name}.`;
    return { title, advice };
  }
  const repair = rename({ file: before.file, element: before }, { file: after.file, element: after });
  return { title, repair };
}

function scopeOf(name: string): string {
  return name.slice(0, name.lastIndexOf(".") + 1);
}

function renamedValue({ enum: pair, before, after }: Of<"value-renamed">): R1Violation {
  return {
    check: "R1/renamed",
    element: valueElement(pair.after, after),
    place: placeOfName(pair.after.file, after),
    message: `Number ${after.number} of ${pair.after.fullName} is called ${quote(after.name)}, and ${quote(before.name)} in the older release: safe on the wire, not in JSON, text format and generated code.`,
    before: describeValue(before),
    after: describeValue(after),
    impact: null,
    fix: {
      title: "Keep the name",
      repair: rename({ file: pair.before.file, element: before }, { file: pair.after.file, element: after }),
    },
  };
}

/** More candidates than these are counted, not named. */
const maxNamed = 3;

function notFollowed({ before, candidates }: Of<"move-ambiguous">): R1Violation {
  const names = candidates.map(({ fullName }) => fullName);
  const others = names.length > maxNamed ? ` and ${names.length - maxNamed} more` : "";
  const fitting = names.slice(0, maxNamed).join(", ") + others;
  const [place = before] = candidates;
  return {
    check: "R1/move-ambiguous",
    element: elementOf("values" in before ? "enum" : "message", { fullName: before.fullName, owner: null }),
    place: placeOfName(place.file, place),
    message: `${before.fullName} is gone, and it cannot be told where it went (${fitting}): none is followed, what was there keeps its numbers under its old name.`,
    before: { name: before.fullName },
    after: { names },
    impact: null,
    fix: null,
  };
}

function reusedFields(head: Schema, ledger: Ledger): R1Violation[] {
  return [...head.messages.values(), ...head.extended.values()].flatMap((message) => {
    const { fullName, fields, reserved } = message;
    const reused = fields.flatMap((field) => {
      const claim = claimOn(ledger, fullName, field, () => true);
      return claim ? [{ field, claim }] : [];
    });
    if (reused.length === 0) return [];
    const used = [...spentNumbers(ledger, fullName), ...numbersOf(message)];
    const freeFor = ({ field }: { field: Field }) =>
      new FreeNumbers(used, reserved, "message", closedTo(field, [message]));
    const parts = groupBy(reused, ({ field }) => field.extension === null);
    return [...parts.values()].flatMap((part) => {
      const free = freeFor(part[0] as { field: Field });
      return part.map(({ field, claim }) => reusedField(message, field, claim, free.for(field.name)));
    });
  });
}

function reusedField(message: Message, field: Field, claim: Claim, free: number | null): R1Violation {
  return {
    ...claimed(message.fullName, field, claim),
    element: elementOf("field", field),
    place: placeOfName(field.file, field),
    before: { ...describeHolder(claim.holder, field.number), type: claim.holder.evidence.type },
    after: describeField(field),
    impact: null,
    fix: remedyFor(claim, message, field.file, field, free),
  };
}

function reusedValues(head: Schema, ledger: Ledger): R1Violation[] {
  return [...head.enums.values()].flatMap((node) => {
    const { fullName, values, reserved } = node;
    const held = new Set(values.map(({ name, number }) => `${number} ${name}`));
    const reused = values.flatMap((value) => {
      const isGone = ({ names }: Holder) => !names.some((name) => held.has(`${value.number} ${name}`));
      const claim = claimOn(ledger, fullName, value, isGone);
      return claim ? [{ value, claim }] : [];
    });
    if (reused.length === 0) return [];
    const numbers = [...spentNumbers(ledger, fullName), ...values.map(({ number }) => number)];
    const free = new FreeNumbers(numbers, reserved, "enum");
    return reused.map(({ value, claim }) => reusedValue(node, value, claim, free.for(value.name)));
  });
}

function reusedValue(node: Enum, value: EnumValue, claim: Claim, free: number | null): R1Violation {
  return {
    ...claimed(node.fullName, value, claim),
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
): Remedy {
  if (free === null) return { title, advice: "No number is left: the field needs another message or enum." };
  return { title, repair: renumber(file, element, free, `${fullName} ${free}`) };
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
  { number, name }: { number: number; name: string },
  counts: (holder: Holder) => boolean,
): Claim | null {
  const others = otherHolders(ledger, owner, number, name).filter(counts);
  const spent = others.filter(isSpent);
  const holders = ledger.owners.get(owner)?.numbers.get(number) ?? [];
  const own = holders.filter(({ names }) => names.includes(name));
  const isReleased = own.some(({ evidence }) => evidence.kind === "release");
  const claims = spent.length > 0 || isReleased ? spent : others.filter(isInFlight);
  const holder = strongestOf(claims);
  return holder ? { holder, others: claims.length - 1, isOfficial: own.some(isSpent) } : null;
}

/** What a claim makes of the use of a number: wrong where it is spent, worth knowing where it is not. */
function claimed(
  owner: string,
  { name, number }: { name: string; number: number },
  { holder: { evidence }, others }: Claim,
): Pick<R1Violation, "check" | "message" | "severity" | "tier"> {
  const check = "R1/number-reused";
  if (evidence.kind === "other") {
    const branch = evidenceText(evidence);
    const besides = others === 0 ? "" : `, and others take it, too (${others})`;
    const message = `${branch.charAt(0).toUpperCase()}${branch.slice(1)} takes ${number} for ${shownAs(evidence)}${besides}; here ${quote(name)} of ${owner} has it, and only one of them can keep it.`;
    return { check, severity: "info", tier: "conditional", message };
  }
  const besides = others === 0 ? "" : ` Others had it as well (${others}).`;
  const message = `${quote(name)} takes number ${number} of ${owner}, which ${usedBy(evidence)}.${besides}`;
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

function numbersOf(...messages: Message[]): number[] {
  return messages.flatMap((message) => message.fields.map((field) => field.number));
}

function quote(name: string): string {
  return `"${name}"`;
}

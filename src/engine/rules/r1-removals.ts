import type { Change } from "../diff/change.js";
import { rangeText } from "../schema/ranges.js";
import type { Reserving, Schema } from "../schema/schema.js";
import { describeField, describeValue, elementOf, placeOfName, quote, valueElement } from "./describe.js";
import { keepExtension } from "./keep-extension.js";
import { reserve, reservedStatements } from "./repair.js";
import type { FindingElement } from "./rule.js";
import type { Described, Violation } from "./violation.js";

type RemovalViolation = Violation<
  | "R1/removed-without-reserved"
  | "R1/name-not-reserved"
  | "R1/reservation-removed"
  | "R1/extension-range-removed"
>;

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** A field is gone. */
export function removedField(change: Of<"field-removed">): RemovalViolation[] {
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
export function removedExtension(
  { message, before, reservedNumber }: Of<"field-removed">,
  newer: Schema,
): RemovalViolation[] {
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
      fix: keepExtension(title, message.after, before, "deprecated", newer),
      buf: ["EXTENSION_NO_DELETE", "PACKAGE_EXTENSION_NO_DELETE"],
    },
  ];
}

/** An enum value is gone. */
export function removedValue(change: Of<"value-removed">): RemovalViolation[] {
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
}: Removal): RemovalViolation[] {
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

/** A reservation is gone. */
export function unreserved({ owner, numbers, names }: Of<"reservation-removed">): RemovalViolation {
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

/** Numbers that were open to extensions are not any more. */
export function closed({ message: { after }, numbers }: Of<"extension-range-removed">): RemovalViolation {
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

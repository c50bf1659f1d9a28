import type { Change } from "../diff/change.js";
import { rangeText } from "../schema/ranges.js";
import { fieldText, typeText } from "../schema/schema.js";
import type { ChangedElement } from "./changed-elements.js";

/** What happened with an element, each in a few words: `new`, `gone, its number reserved`. */
export function happeningsOf({ changes, isDeprecatedNow }: ChangedElement): string[] {
  return [...changes.map(happeningText), ...(isDeprecatedNow ? ["deprecated"] : [])];
}

function happeningText(change: Change): string {
  switch (change.kind) {
    case "field-added":
    case "message-added":
    case "enum-added":
    case "value-added":
    case "service-added":
    case "method-added":
      return "new";
    case "field-removed":
    case "value-removed":
      return `gone, ${reservationText(change)}`;
    case "message-removed":
    case "enum-removed":
    case "service-removed":
    case "method-removed":
      return "gone";
    case "alias-added":
      return `new, another name of ${change.after.number}`;
    case "alias-removed":
      return `gone, ${change.after.number} is called ${change.after.name}`;
    case "move-ambiguous":
      return `may have become ${change.candidates.map(({ fullName }) => fullName).join(" or ")}`;
    case "message-moved":
    case "enum-moved":
    case "service-moved":
      return `was called ${change.before.fullName}`;
    case "field-renamed":
    case "value-renamed":
      return `was called ${change.before.name}`;
    case "field-renumbered":
    case "value-renumbered":
      return `was number ${change.before.number}`;
    case "number-reused":
      return `takes number ${change.after.number}, which was ${fieldText(change.before)}`;
    case "extension-number-taken":
      return `takes number ${change.after.number}, which was open to extensions`;
    case "name-taken":
      return `takes the name ${change.name}, which belonged to another field`;
    case "field-type-changed":
    case "field-cardinality-changed":
      return `was ${typeText(change.before)}`;
    case "field-packing-changed":
      return change.after.packed ? "packed now" : "not packed any more";
    case "field-presence-changed":
      return `had ${change.before.presence} presence, has ${change.after.presence}`;
    case "field-oneof-changed":
      return oneofText(change.before.oneof, change.after.oneof);
    case "field-default-changed":
      return `default was ${change.before.default?.text || "empty"}`;
    case "field-utf8-changed":
      return change.after.verifiesUtf8 ? "verified to be UTF-8 now" : "not verified to be UTF-8 any more";
    case "field-constraint-changed":
    case "message-constraint-changed":
      return `${acceptedText[change.constraint.relation]} now`;
    case "field-json-name-changed":
      return `was called ${change.before.jsonName} in JSON`;
    case "extension-range-removed":
      return `closed ${change.numbers.map(rangeText).join(", ")} to extensions`;
    case "reservation-removed": {
      const names = change.names.map(({ name }) => name);
      return `no longer reserves ${[...change.numbers.map(rangeText), ...names].join(", ")}`;
    }
    case "enum-closedness-changed":
      return change.enum.after.closed ? "closed now" : "open now";
    case "alias-put-first":
      return `first name of ${change.after.number} now`;
    case "method-changed":
      return "of another shape";
    case "package-changed":
      return `was ${change.before.package || "without a name"}`;
  }
}

function reservationText({
  reservedNumber,
  reservedName,
}: {
  reservedNumber: boolean;
  reservedName: boolean;
}): string {
  if (reservedNumber) return reservedName ? "number and name reserved" : "number reserved, name not";
  return reservedName ? "name reserved, number not" : "neither number nor name reserved";
}

function oneofText(before: string, after: string): string {
  if (before === "") return `moved into the oneof ${after}`;
  return after === "" ? `moved out of the oneof ${before}` : `moved from the oneof ${before} into ${after}`;
}

const acceptedText = {
  narrower: "accepts less",
  wider: "accepts more",
  other: "checked by other rules",
} as const;

import type { Change } from "../diff/change.js";
import { type ChangeKind, changeKinds } from "./review.js";
import type { FindingElement } from "./rule.js";

/** What a reader of the diff would say that these changes do, in the order of the checklist. */
export function kindsOfChanges(changes: readonly Change[]): ChangeKind[] {
  return inOrder(changes.flatMap(kindsOf));
}

/** Kinds of change, each once, in the order of the checklist. */
export function inOrder(kinds: readonly ChangeKind[]): ChangeKind[] {
  return changeKinds.map(({ id }) => id).filter((kind) => kinds.includes(kind));
}

/** What it does to mark an element as deprecated, which is no difference on the wire. */
export function kindOfDeprecation(element: FindingElement["kind"]): ChangeKind {
  return element === "method" || element === "service" ? "method" : "removes";
}

/**
 * What a release does that enables a declared feature: its programs send by default what they did not send before, and
 * whoever receives it behaves in another way.
 */
export const kindsOfEnabling: readonly ChangeKind[] = ["default", "selects"];

/** What one change does. A change that looks like two things to different readers is both. */
export function kindsOf(change: Change): readonly ChangeKind[] {
  switch (change.kind) {
    case "field-added":
    case "message-added":
    case "extension-number-taken":
      return ["adds"];
    // To some this is a new field, to others the old one with another name.
    case "number-reused":
      return ["adds", "renames"];
    case "name-taken":
      return [change.own === null ? "adds" : "renames"];
    case "field-removed":
    case "message-removed":
    case "enum-removed":
    case "extension-range-removed":
    case "reservation-removed":
      return ["removes"];
    case "enum-added":
    case "value-added":
      return ["adds-value"];
    case "value-removed":
    case "alias-removed":
    case "alias-put-first":
    case "value-renumbered":
      return ["removes-value"];
    case "field-renumbered":
    case "field-renamed":
    case "field-json-name-changed":
    case "message-moved":
    case "move-ambiguous":
    case "enum-moved":
    case "value-renamed":
    // Another name of a number is how a rename begins.
    case "alias-added":
      return ["renames"];
    case "service-moved":
    case "package-changed":
      return ["renames", "method"];
    case "field-type-changed":
    case "field-cardinality-changed":
    case "field-packing-changed":
    case "field-presence-changed":
    case "field-oneof-changed":
    case "field-utf8-changed":
    case "enum-closedness-changed":
      return ["retypes"];
    case "field-constraint-changed":
    case "message-constraint-changed":
      return ["meaning"];
    // The first value of a closed enum is the default of its fields.
    case "field-default-changed":
      return change.after.type.kind === "enum" ? ["default", "removes-value"] : ["default"];
    case "service-added":
    case "service-removed":
    case "method-added":
    case "method-removed":
    case "method-changed":
      return ["method"];
  }
}

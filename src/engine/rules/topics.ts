import type { Change } from "../diff/change.js";
import type { Field, FieldType } from "../schema/schema.js";

/** What a change does, as coarse as a reviewer asks. It decides which items of the checklist are asked of it. */
export type Topic =
  /** Something that is written is new: a field, a value, a message, an enum. */
  | "added"
  | "field-added"
  /** A field or a value is gone. */
  | "removed"
  | "type-removed"
  /** Numbers or names are free again that were reserved, or are closed to extensions. */
  | "unreserved"
  | "renumbered"
  | "renamed"
  /** A message, an enum or a package has another full name. */
  | "type-renamed"
  /** Another type, cardinality, presence or oneof. */
  | "retyped"
  | "default-changed"
  | "deprecated"
  /** A declared feature is used by default from this release on. */
  | "enabled"
  | "method-added"
  /** A method, a service or a package is gone, has another name, or is of another shape. */
  | "method-changed"
  /** Anything about an enum, or a field that starts using one. */
  | "enum"
  /** A field that holds strings, which may be an enum in disguise. */
  | "string";

/** What a change of a schema does. */
export function topicsOf(change: Change): Topic[] {
  switch (change.kind) {
    case "field-added":
      return ["added", "field-added", ...requirement(change.after), ...topicsOfType(change.after)];
    case "extension-number-taken":
      return ["added", "field-added", "unreserved", ...topicsOfType(change.after)];
    case "field-removed":
      return ["removed", ...requirement(change.before)];
    case "field-renumbered":
      return ["renumbered"];
    case "number-reused":
      return ["added", "field-added", "removed", "renumbered", ...topicsOfType(change.after)];
    case "field-renamed":
    case "field-json-name-changed":
      return ["renamed"];
    case "name-taken":
      return ["added", "renamed"];
    case "field-type-changed":
      return ["retyped", ...topicsOfType(change.after)];
    case "field-cardinality-changed":
    case "field-packing-changed":
    case "field-oneof-changed":
    case "field-utf8-changed":
      return ["retyped"];
    case "field-presence-changed":
      return ["retyped", "default-changed"];
    case "field-default-changed":
      return ["default-changed"];
    case "extension-range-removed":
    case "reservation-removed":
      return ["unreserved"];
    case "message-added":
      return ["added", "field-added", ...change.after.fields.flatMap(topicsOfType)];
    case "message-removed":
      return ["type-removed"];
    case "message-moved":
    case "enum-moved":
      return ["type-renamed"];
    case "move-ambiguous":
      return ["added", "type-removed", "type-renamed"];
    case "enum-added":
    case "value-added":
      return ["added", "enum"];
    case "enum-removed":
      return ["type-removed", "enum"];
    case "value-removed":
      return ["removed", "enum"];
    case "value-renamed":
      return ["renamed", "enum"];
    case "enum-closedness-changed":
      return ["enum"];
    case "value-renumbered":
      return ["renumbered", "enum"];
    case "alias-removed":
      return ["removed", "renamed", "enum"];
    case "alias-put-first":
      return ["renamed", "default-changed", "enum"];
    case "service-added":
    case "method-added":
      return ["method-added"];
    case "service-removed":
    case "service-moved":
    case "method-removed":
    case "method-changed":
      return ["method-changed"];
    case "package-changed":
      return ["method-changed", "type-renamed"];
  }
}

/** A message that needs a field, or needs it no more, is of another shape. */
function requirement({ presence }: Field): Topic[] {
  return presence === "required" ? ["retyped"] : [];
}

function topicsOfType({ type }: Field): Topic[] {
  return topicOf(type);
}

function topicOf(type: FieldType): Topic[] {
  if (type.kind === "map") return topicOf(type.value);
  if (type.kind === "enum") return ["enum"];
  return type.kind === "scalar" && type.name === "string" ? ["string"] : [];
}

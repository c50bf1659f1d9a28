import { type Field, nameOfType } from "../schema/schema.js";

/** What a reader has where nobody wrote a field, as its schema says. */
export interface Absence {
  kind: "value" | "message" | "list" | "map" | "open";
  /** What is read then; empty for what has no value of its own, and for a type that is not at hand. */
  text: string;
  /** The name of its type, where that decides what it means, and is not at hand. */
  openType: string;
  /** Whether the reader can tell it from a field that was set to that. */
  isTold: boolean;
  /** Whether a message without the field is incomplete. */
  isRequired: boolean;
  /** Name of the oneof that it is a member of, empty outside. */
  oneof: string;
}

/** What it means that a field is absent. */
export function absenceOf(field: Field): Absence {
  const { presence, isPresenceOpen, oneof, cardinality, type } = field;
  return {
    kind: isPresenceOpen ? "open" : kindOf(cardinality, type.kind),
    text: defaultText(field),
    openType: isPresenceOpen ? nameOfType(type) : "",
    isTold: presence === "explicit" || presence === "required",
    isRequired: presence === "required",
    oneof,
  };
}

function kindOf(cardinality: Field["cardinality"], type: Field["type"]["kind"]): Absence["kind"] {
  if (cardinality === "repeated") return "list";
  if (cardinality === "map") return "map";
  return type === "message" ? "message" : "value";
}

function defaultText({ default: value, type }: Field): string {
  if (!value) return "";
  if (value.number !== null) return `${value.text} (${value.number})`;
  const isText = type.kind === "scalar" && (type.name === "string" || type.name === "bytes");
  return isText ? `"${value.text}"` : value.text;
}

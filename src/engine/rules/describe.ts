import { type EnumValue, type Field, typeText } from "../schema/schema.js";
import type { Described } from "./violation.js";

/** A field as programs read it. */
export function describeField(field: Field): Described {
  return { name: field.name, number: field.number, type: typeText(field), file: field.file };
}

/** An enum value as programs read it. */
export function describeValue(value: EnumValue): Described {
  return { name: value.name, number: value.number };
}

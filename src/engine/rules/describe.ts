import { type EnumValue, type Field, typeText } from "../schema/schema.js";
import type { Described } from "./verdict.js";

/** A field as programs read it. */
export function describeField(field: Field): Described {
  return { name: field.name, number: field.number, type: typeText(field), file: field.file };
}

/** An enum value as programs read it. */
export function describeValue(value: EnumValue): Described {
  return { name: value.name, number: value.number };
}

/** `1`, `4 to 7`: as a `reserved` statement has it. */
export function rangeText({ start, end }: { start: number; end: number }): string {
  return start === end ? `${start}` : `${start} to ${end}`;
}

import { type EnumValue, type Field, typeText } from "../schema/schema.js";
import type { Element, ElementKind } from "./rule.js";
import type { Described } from "./violation.js";

/** A field as programs read it. */
export function describeField(field: Field): Described {
  return { name: field.name, number: field.number, type: typeText(field), file: field.file };
}

/** An enum value as programs read it. */
export function describeValue(value: EnumValue): Described {
  return { name: value.name, number: value.number };
}

/** A member of a message, enum or service, as what a finding is about. */
export function memberElement(kind: ElementKind, owner: string, name: string): Element {
  return { kind, fullName: `${owner}.${name}`, owner };
}

/** A field, as what a finding is about. */
export function fieldElement(owner: { fullName: string }, { name }: { name: string }): Element {
  return memberElement("field", owner.fullName, name);
}

/** A value of an enum, as what a finding is about. */
export function valueElement(owner: { fullName: string }, { name }: { name: string }): Element {
  return memberElement("value", owner.fullName, name);
}

/** What stands by itself, as what a finding is about. */
export function topElement(kind: ElementKind, fullName: string): Element {
  return { kind, fullName, owner: null };
}

import { simpleName } from "../identity/declaration.js";
import { type Enum, type EnumValue, type Field, typeText } from "../schema/schema.js";
import type { FindingElement } from "./rule.js";
import type { Described, Violation } from "./violation.js";

/** A field as programs read it. */
export function describeField(field: Field): Described {
  const extended = field.extension === null ? {} : { extends: field.owner };
  return { name: field.name, number: field.number, type: typeText(field), ...extended, file: field.file };
}

/** An enum value as programs read it. */
export function describeValue(value: EnumValue): Described {
  return { name: value.name, number: value.number };
}

/** What a finding is about: something that a schema declares. */
export function elementOf(
  kind: FindingElement["kind"],
  { fullName, owner }: Pick<Field, "fullName"> & { owner: string | null },
): FindingElement {
  return { kind, fullName, owner };
}

/** What a finding is about: a value, by the full name of its enum and its own name. */
export function valueElement({ fullName }: Enum, { name }: EnumValue): FindingElement {
  return { kind: "value", fullName: `${fullName}.${name}`, owner: fullName };
}

/** The place of a name. The text has the last part of it. */
export function placeOfName(file: string, { at, name }: { at: number; name: string }): Violation["place"] {
  return { file, from: at, to: at + simpleName(name).length };
}

/** A name in a sentence. */
export function quote(name: string): string {
  return `"${name}"`;
}

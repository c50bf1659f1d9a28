import type { DescEnum } from "@bufbuild/protobuf";
import type { DecodedField, Item } from "./decode.js";
import { bytesText, cut, enumText, firstOf, plainText } from "./short-text.js";

/** A longer text is cut: a strip shows what a value is, not all of it. */
const maxLength = 120;

/** What a schema makes of a field, in a line: `cpus = [8, 1]`, `unknown field 3`, or what the decoder says against it. */
export function readingText(field: DecodedField): string {
  return cut(wholeText(field), maxLength);
}

/** The name alone, for a message whose fields are shown apart: `linux`, `mounts[1]`, `labels["a"]`. */
export function nameText({ slot, number, index, inside }: DecodedField): string {
  if (!slot) return number === 0 ? "" : `unknown field ${number}`;
  if (slot.isMap) {
    const key = inside?.fields.findLast((field) => field.number === 1)?.items[0];
    return `${slot.name}[${key ? cut(scalarText(key.value), maxLength) : ""}]`;
  }
  return index === null ? slot.name : `${slot.name}[${index}]`;
}

/** A default, as a reader has it that finds no bytes for the field. */
export function defaultText(name: string, value: unknown, of: DescEnum | undefined): string {
  return cut(`${name} = ${of ? enumText(value, of) : scalarText(value)}`, maxLength);
}

function wholeText(field: DecodedField): string {
  const name = nameText(field);
  if (field.error !== "") return [name, field.error].filter(Boolean).join(": ");
  if (!field.slot) return name;
  return `${name} = ${valueText(field)}`;
}

function valueText(field: DecodedField): string {
  if (field.inside) return insideText(field, field.inside.fields);
  const texts = firstOf(field.items, (item) => itemText(item, field), maxLength);
  return field.isPacked ? `[${texts}]` : texts;
}

function insideText({ slot }: DecodedField, fields: readonly DecodedField[]): string {
  if (!slot?.isMap) return fields.length === 0 ? "{}" : `{ ${firstOf(fields, wholeText, maxLength)} }`;
  const value = fields.findLast((field) => field.number === 2);
  return value ? valueText(value) : "";
}

function itemText({ value }: Item, { slot }: DecodedField): string {
  return slot?.encoding.kind === "enum" ? enumText(value, slot.encoding.enum) : scalarText(value);
}

function scalarText(value: unknown): string {
  if (typeof value === "string") return quote(value);
  return value instanceof Uint8Array ? bytesText(value, maxLength) : plainText(value);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, maxLength)).replace(/\\u00(..)/g, "\\x$1");
}

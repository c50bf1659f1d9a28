import type { DescEnum, DescField } from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
} from "@bufbuild/protobuf/reflect";
import { bytesText, cut, enumText, firstOf, plainText } from "./short-text.js";

/** A longer value is cut: what is read is its beginning, and that it goes on. */
const maxLength = 200;

/** A field of a message as a line of text: `"hi"`, `[1, 2]`, `1 (ON)`, `{ name: "a" }`, bytes in hexadecimal. */
export function fieldText(message: ReflectMessage, field: DescField): string {
  return cut(wholeText(message.get(field), field.enum), maxLength);
}

/** The key of an entry of a map as a line of text. */
export function keyText(key: unknown): string {
  return cut(wholeText(key, undefined), maxLength);
}

/** `named` has the names of numbers that are values of an enum. */
function wholeText(value: unknown, named: DescEnum | undefined): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, maxLength + 1));
  if (value instanceof Uint8Array) return bytesText(value, maxLength);
  if (isReflectList(value)) return `[${firstOf(value, (item) => wholeText(item, named), maxLength)}]`;
  if (isReflectMap(value)) {
    return `{${firstOf(value, ([key, item]) => `${wholeText(key, undefined)}: ${wholeText(item, named)}`, maxLength)}}`;
  }
  if (isReflectMessage(value)) return messageText(value);
  return named ? enumText(value, named) : plainText(value);
}

function messageText(message: ReflectMessage): string {
  const set = message.fields.filter((field) => message.isSet(field));
  const unknown = new Set((message.getUnknown() ?? []).map(({ no }) => no));
  const parts = [
    ...set.map((field) => `${field.name}: ${wholeText(message.get(field), field.enum)}`),
    ...[...unknown].map((number) => `unknown field ${number}`),
  ];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

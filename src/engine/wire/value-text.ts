import { isReflectList, isReflectMap, isReflectMessage } from "@bufbuild/protobuf/reflect";
import { bytesText, cut, firstOf } from "./short-text.js";

/** A longer value is cut: what is read is its beginning, and that it goes on. */
const maxLength = 200;

/** A value of protobuf-es as a line of text: `"hi"`, `[1, 2]`, `{ name: "a" }`, bytes in hexadecimal. */
export function valueText(value: unknown): string {
  return cut(wholeText(value), maxLength);
}

function wholeText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, maxLength + 1));
  if (value instanceof Uint8Array) return bytesText(value, maxLength);
  if (isReflectList(value)) return `[${firstOf(value, wholeText, maxLength)}]`;
  if (isReflectMap(value)) {
    return `{${firstOf(value, ([key, item]) => `${wholeText(key)}: ${wholeText(item)}`, maxLength)}}`;
  }
  if (!isReflectMessage(value)) return String(value);
  const known = value.fields.filter((field) => value.isSet(field));
  const unknown = new Set((value.getUnknown() ?? []).map(({ no }) => no));
  const parts = [
    ...known.map((field) => `${field.name}: ${wholeText(value.get(field))}`),
    ...[...unknown].map((number) => `unknown field ${number}`),
  ];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

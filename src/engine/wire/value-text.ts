import { isReflectList, isReflectMap, isReflectMessage } from "@bufbuild/protobuf/reflect";

/** A longer value is cut: what is read is its beginning, and that it goes on. */
const maxLength = 200;

/** A value of protobuf-es as a line of text: `"hi"`, `[1, 2]`, `{ name: "a" }`, bytes in hexadecimal. */
export function valueText(value: unknown): string {
  const text = wholeText(value);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

function wholeText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, maxLength + 1));
  if (value instanceof Uint8Array) return bytesText(value);
  if (isReflectList(value)) return `[${firstOf(value, wholeText)}]`;
  if (isReflectMap(value)) {
    return `{${firstOf(value, ([key, item]) => `${wholeText(key)}: ${wholeText(item)}`)}}`;
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

/** Of a long list only what can be shown is made into text. */
function firstOf<T>(items: Iterable<T>, text: (item: T) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    if (length > maxLength) break;
    const part = text(item);
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join(", ");
}

function bytesText(bytes: Uint8Array): string {
  if (bytes.length === 0) return "no bytes";
  const pairs = Array.from(bytes.subarray(0, maxLength), (byte) => byte.toString(16).padStart(2, "0"));
  return pairs.join(" ");
}

import type { DescEnum } from "@bufbuild/protobuf";

/** Pieces of one-line texts about values: what is long is cut, and no more of it is made than can be shown. */

/** The beginning of a text, with a sign that it goes on. */
export function cut(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

/** The texts of the first things, with commas between them, until they are long enough. */
export function firstOf<T>(things: Iterable<T>, text: (thing: T) => string, maxLength: number): string {
  const parts: string[] = [];
  let length = 0;
  for (const thing of things) {
    if (length > maxLength) break;
    const part = text(thing);
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join(", ");
}

/** A number, or true or false. JavaScript would leave out the sign of a negative zero. */
export function plainText(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A value of an enum: its number and its name, or the bare number where it has no name here. */
export function enumText(value: unknown, { values }: DescEnum): string {
  const name = values.find((each) => each.number === value)?.name;
  return name ? `${value} (${name})` : String(value);
}

/** Bytes as pairs of digits with a blank between them; of many only the first. */
export function bytesText(bytes: Uint8Array, maxBytes: number): string {
  return bytes.length === 0 ? "no bytes" : hexOf(bytes.subarray(0, maxBytes));
}

/** Bytes as pairs of digits. */
export function hexOf(bytes: Uint8Array, separator = " "): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(separator);
}

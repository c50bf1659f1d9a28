import { bytesToText, textOfByte } from "./utf8.js";

/** Values of number and string tokens (https://protobuf.com/docs/language-spec#literals). */

const wholeNumber = /^(?:0[0-7]*|[1-9]\d*|0[xX][0-9a-fA-F]+)$/;

/** The value of a whole number as written, decimal, hexadecimal or octal; NaN where it is none. */
export function integerValue(raw: string): number {
  if (!wholeNumber.test(raw)) return Number.NaN;
  const octal = raw.length > 1 && raw.startsWith("0") && !/[xX]/.test(raw);
  return octal ? Number.parseInt(raw, 8) : Number(raw);
}

const escapedCharacters: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "?": "?",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const stringEscape =
  /\\(?:[xX]([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

/**
 * The characters of a string token; a byte that an escape gives stands for itself (see `textOfByte`), since the next
 * token may complete it. `wrong` is the offset of an escape that is none, -1 where all are fine.
 */
export function unescapeString(raw: string): { text: string; wrong: number } {
  const inner = raw.slice(1, -1);
  if (!inner.includes("\\")) return { text: inner, wrong: -1 };
  let wrong = -1;
  const text = inner.replace(stringEscape, (_all, hex, octal, short, long, other: string, offset: number) => {
    if (hex) return textOfByte(Number.parseInt(hex, 16));
    if (octal) return textOfByte(Number.parseInt(octal, 8) & 0xff);
    const character =
      other === undefined ? codePoint(Number.parseInt(short ?? long, 16)) : escapedCharacters[other];
    if (character === undefined && wrong === -1) wrong = offset + 1;
    return character ?? "";
  });
  return { text, wrong };
}

/** Adjacent strings make up one; bytes that make up a character become it. */
export function joinStrings(parts: readonly string[]): string {
  return bytesToText(parts.join(""));
}

function codePoint(value: number): string | undefined {
  const surrogate = value >= 0xd800 && value <= 0xdfff;
  return value > 0x10ffff || surrogate ? undefined : String.fromCodePoint(value);
}

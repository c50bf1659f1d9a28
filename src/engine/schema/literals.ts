/** Values of number and string tokens (https://protobuf.com/docs/language-spec#numeric-literals). */

/** The value of a number as written: decimal, hexadecimal, octal or with a fraction; NaN where it is none. */
export function numberValue(raw: string): number {
  if (/^0[0-7]+$/.test(raw)) return Number.parseInt(raw, 8);
  if (/^0\d/.test(raw)) return Number.NaN;
  return Number(raw);
}

const simple: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escape = /\\(?:[xX]([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

/** The characters of a string token; an escaped byte becomes the character with its number. */
export function stringValue(raw: string): string {
  const inner = raw.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  return inner.replace(escape, (_all, hex, octal, short, long, other: string) => {
    if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (short) return String.fromCharCode(Number.parseInt(short, 16));
    if (long) return codePoint(Number.parseInt(long, 16));
    return simple[other] ?? other;
  });
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}

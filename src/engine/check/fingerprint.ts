import type { Said } from "../rules/finding.js";

/** Identifies what a finding says of its element. */
export function fingerprintOf({
  check,
  element,
  before,
  after,
}: Omit<Said, "rule" | "severity" | "message">): string {
  return fingerprint(check, element.fullName, before, after);
}

/** The offset basis of FNV-1a with 64 bits, as two halves. */
const offset = { high: 0xcbf29ce4, low: 0x84222325 };

/** Its prime is 2^40 and this much more. */
const prime = 0x1b3;

/** FNV-1a over the code points, 64 bits in hexadecimal: stable everywhere, and not meant against forgery. */
export function fingerprint(...parts: unknown[]): string {
  let { high, low } = offset;
  for (const character of JSON.stringify(parts)) {
    low = (low ^ (character.codePointAt(0) ?? 0)) >>> 0;
    const product = low * prime;
    // What the lower half times 2^40 adds to the upper one is that half moved by 8 bits.
    high = (Math.imul(high, prime) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return hexOf(high) + hexOf(low);
}

function hexOf(half: number): string {
  return half.toString(16).padStart(8, "0");
}

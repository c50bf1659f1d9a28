import { ScalarType } from "@bufbuild/protobuf";

/** A scalar as answers have it. */
export function scalar(type: ScalarType, value: unknown): boolean | string {
  switch (type) {
    case ScalarType.BOOL:
      return value as boolean;
    case ScalarType.STRING:
      return text(value as string);
    case ScalarType.BYTES:
      return `h${Buffer.from(value as Uint8Array).toString("hex")}`;
    case ScalarType.FLOAT:
      return float(value as number, 4);
    case ScalarType.DOUBLE:
      return float(value as number, 8);
    default:
      return integer(value);
  }
}

/**
 * An integer in decimals, whether a number, a bigint, a string or an object that prints itself so. A library that does not
 * check may have something else in its place: it is shown as what it is.
 */
export function integer(value: unknown): string {
  if (typeof value === "number" && !Number.isInteger(value)) return float(value, 8);
  const digits = String(typeof value === "number" ? BigInt(value) : value);
  return /^-?\d+$/.test(digits) ? digits : text(digits);
}

function float(value: number, size: 4 | 8): string {
  if (Number.isNaN(value)) return "NaN";
  const bytes = Buffer.alloc(size);
  if (size === 4) bytes.writeFloatBE(value);
  else bytes.writeDoubleBE(value);
  return `0x${bytes.toString("hex")}`;
}

/** Half of a pair of surrogates is text in JavaScript, but not in Unicode. */
const half = /\p{Surrogate}/u;

function text(value: string): string {
  return half.test(value) ? `'${Array.from(value, hexOf).join("")}` : `"${value}`;
}

/** UTF-8, carried on to halves of pairs. */
function hexOf(character: string): string {
  const unit = character.charCodeAt(0);
  if (!half.test(character)) return Buffer.from(character).toString("hex");
  return Buffer.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)).toString("hex");
}

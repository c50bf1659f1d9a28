import type { EnumNode, OptionValue } from "./ast.js";
import { integerValue } from "./literals.js";
import type { DefaultValue, FieldType, ScalarName } from "./schema.js";
import { bytesOf, wellFormed } from "./utf8.js";

/** Smallest and largest value of the integer types. */
const bounds: Partial<Record<ScalarName, [min: bigint, max: bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  fixed32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

/**
 * A declared default of a scalar field as descriptors write it: integers in decimal, floating-point numbers in their
 * shortest form, bytes with C escapes. Null where the value is none of the type.
 */
export function defaultValue(type: ScalarName, value: OptionValue): string | null {
  if (type === "string") return value.kind === "string" ? wellFormed(value.text) : null;
  if (type === "bytes") return value.kind === "string" ? escapeBytes(value.text) : null;
  if (type === "bool")
    return value.kind === "name" && /^(?:true|false)$/.test(value.text) ? value.text : null;
  if (value.kind !== "name" && value.kind !== "number") return null;
  if (type === "float" || type === "double") return floatText(value.text, type);
  return integerText(value.text, type);
}

/**
 * The default of a field that is no list: the declared one, or what its type has. `values` are those of its enum, the first of
 * which is the default; none where it is not at hand. Null where a type has no default, or nothing is known of it.
 */
export function fieldDefault(
  type: FieldType,
  declared: OptionValue | undefined,
  values: EnumNode["values"],
): DefaultValue | null {
  if (declared !== undefined && "text" in declared) {
    const text = (type.kind === "scalar" ? defaultValue(type.name, declared) : null) ?? declared.text;
    const value = values.find(({ name }) => name === text);
    return { text, number: value?.number ?? null, isDeclared: true };
  }
  if (type.kind === "scalar") return ofScalar[type.name] ?? zero;
  const first = type.kind === "enum" ? values[0] : undefined;
  return first ? { text: first.name, number: first.number, isDeclared: false } : null;
}

const empty: DefaultValue = { text: "", number: null, isDeclared: false };
const zero: DefaultValue = { ...empty, text: "0" };
const ofScalar: Partial<Record<ScalarName, DefaultValue>> = {
  bool: { ...empty, text: "false" },
  string: empty,
  bytes: empty,
};

function integerText(text: string, type: ScalarName): string | null {
  const value = bigIntValue(text);
  const [min, max] = bounds[type] ?? [0n, -1n];
  return value !== null && value >= min && value <= max ? `${value}` : null;
}

/** The value of a whole number with its sign; of any size. */
export function bigIntValue(text: string): bigint | null {
  const digits = text.replace(/^[-+]/, "");
  if (Number.isNaN(integerValue(digits))) return null;
  const octal = /^0[0-7]+$/.test(digits);
  const magnitude = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return text.startsWith("-") ? -magnitude : magnitude;
}

function floatText(text: string, type: "float" | "double"): string | null {
  const value = floatValue(text);
  if (value === null) return null;
  const stored = type === "float" ? Math.fround(value) : value;
  if (Number.isNaN(stored)) return "nan";
  if (!Number.isFinite(stored)) return stored > 0 ? "inf" : "-inf";
  const read = type === "float" ? Math.fround : Number;
  const [digits, more] = type === "float" ? [6, 9] : [15, 17];
  const short = generalFormat(stored, digits);
  return read(Number(short)) === stored ? short : generalFormat(stored, more);
}

/** The value of a floating-point literal with its sign, `inf` and `nan` included; null where it is none. */
export function floatValue(text: string): number | null {
  const magnitude = text.replace(/^[-+]/, "");
  const sign = text.startsWith("-") ? -1 : 1;
  if (/^(?:inf|infinity)$/i.test(magnitude)) return sign * Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(magnitude)) return Number.NaN;
  const whole = integerValue(magnitude);
  const value = Number.isNaN(whole) ? Number(magnitude.replace(/[fF]$/, "")) : whole;
  return Number.isNaN(value) ? null : sign * value;
}

/** What `%.<digits>g` of C prints, which protoc uses. */
function generalFormat(value: number, digits: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, power] = value.toExponential(digits - 1).split("e") as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return trimZeros(value.toFixed(digits - 1 - exponent));
  const sign = exponent < 0 ? "-" : "+";
  return `${trimZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function trimZeros(number: string): string {
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}

const escapes: Record<number, string> = {
  9: "\\t",
  10: "\\n",
  13: "\\r",
  34: '\\"',
  39: "\\'",
  92: "\\\\",
};

function escapeBytes(text: string): string {
  const parts = bytesOf(text).map((byte) => {
    const printable = byte >= 32 && byte < 127;
    return (
      escapes[byte] ?? (printable ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`)
    );
  });
  return parts.join("");
}

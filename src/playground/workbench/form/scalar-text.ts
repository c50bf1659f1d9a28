import type { JsonValue } from "@bufbuild/protobuf";

/** What somebody typed: a value for JSON, or why it is none. */
export type Typed = { value: JsonValue } | { problem: string };

const integers: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ...["int32", "sint32", "sfixed32"].map((name) => [name, [-(2n ** 31n), 2n ** 31n - 1n]] as const),
  ...["uint32", "fixed32"].map((name) => [name, [0n, 2n ** 32n - 1n]] as const),
  ...["int64", "sint64", "sfixed64"].map((name) => [name, [-(2n ** 63n), 2n ** 63n - 1n]] as const),
  ...["uint64", "fixed64"].map((name) => [name, [0n, 2n ** 64n - 1n]] as const),
]);

/** A scalar of the JSON form as a text field shows it: bytes in hexadecimal, everything else as it reads. */
export function scalarText(type: string, value: JsonValue | undefined): string {
  if (type === "bytes") return typeof value === "string" ? hexOfBase64(value) : "";
  return value === undefined || value === null ? "" : String(value);
}

/** What a text field holds, in the JSON form of its type. 64-bit integers stay text, as JSON has them. */
export function typedScalar(type: string, text: string): Typed {
  const range = integers.get(type);
  if (range) return typedInteger(text.trim(), range, type.endsWith("64"));
  switch (type) {
    case "bytes":
      return typedBytes(text);
    case "float":
    case "double":
      return typedFloat(text.trim());
    default:
      return { value: text };
  }
}

/** What a field of this type takes, for the line below it; empty where everything is taken. */
export function hintOf(type: string): string {
  const range = integers.get(type);
  if (range) return `${range[0]} to ${range[1]}`;
  if (type === "bytes") return "bytes in hexadecimal: 0a ff";
  return type === "float" || type === "double" ? "a number, NaN, Infinity or -Infinity" : "";
}

function typedInteger(text: string, [lowest, highest]: readonly [bigint, bigint], asText: boolean): Typed {
  const problem = `type a whole number from ${lowest} to ${highest}`;
  if (!/^-?\d{1,20}$/.test(text)) return { problem };
  const number = BigInt(text);
  if (number < lowest || number > highest) return { problem };
  return { value: asText ? String(number) : Number(number) };
}

function typedFloat(text: string): Typed {
  if (["NaN", "Infinity", "-Infinity"].includes(text)) return { value: text };
  const number = text === "" ? Number.NaN : Number(text);
  // JSON has a negative zero, but JavaScript writes it without its sign.
  if (Object.is(number, -0)) return { value: "-0" };
  return Number.isFinite(number)
    ? { value: number }
    : { problem: "type a number, NaN, Infinity or -Infinity" };
}

function typedBytes(text: string): Typed {
  const digits = text.replace(/\s+/g, "");
  if (!/^(?:[\da-f]{2})*$/i.test(digits))
    return { problem: "type pairs of hexadecimal digits, such as 0a ff" };
  const pairs = digits.match(/../g) ?? [];
  return { value: btoa(pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join("")) };
}

/** What is no base64 is shown as it is, so that the form hides nothing. */
function hexOfBase64(text: string): string {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join(" ");
  } catch {
    return text;
  }
}

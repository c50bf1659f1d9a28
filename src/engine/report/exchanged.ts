import { fittingCode } from "./fitting.js";
import { jsonText } from "./values.js";

/** Fields with their values, `with_io: true`; what was kept as unknown is named alone. */
export function valuesCode(values: Record<string, unknown>): string {
  const texts = Object.entries(values).map(([key, value]) =>
    key.startsWith("unknown field ") ? key : `${key}: ${jsonText(value)}`,
  );
  return fittingCode(texts.join(", ") || "nothing");
}

/** Bytes in hexadecimal, apart from each other. */
export function bytesCode(bytes: string): string {
  return fittingCode(bytes.replace(/..(?=.)/g, "$& "), 100);
}

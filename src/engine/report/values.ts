import { anywhereInLine } from "./printable.js";

/**
 * JSON text; 64-bit integers become text, as in protobuf's JSON mapping. `space` is the depth of indentation.
 * Control and format characters are escaped even where JSON would allow them, so that a terminal obeys none, and so is
 * a character of what a build server would obey.
 */
export function jsonText(value: unknown, space = 0): string {
  const bigintAsText = (_: string, part: unknown) => (typeof part === "bigint" ? String(part) : part);
  const text = JSON.stringify(value, bigintAsText, space) ?? "null";
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits).replace(anywhereInLine, escapeUnits);
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

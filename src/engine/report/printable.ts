/**
 * Text of others, made harmless for one line of output: control and format characters (terminal escapes, line
 * breaks, direction overrides) and halves of surrogate pairs become visible, `\x1b`.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}

/** Text that may have several lines, each of them made harmless. A tab stays what it is. */
export function printableLines(text: string): string[] {
  return text.split(/\r\n|\n/).map((line) => line.split("\t").map(printable).join("\t"));
}

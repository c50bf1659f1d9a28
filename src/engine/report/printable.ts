/**
 * Text of others, made harmless for one line of output: control and format characters (terminal escapes, line
 * breaks, direction overrides) and halves of surrogate pairs become visible, `\x1b`, and so does a character of what a
 * build server would obey.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, escapeCharacter)
    .replace(anywhereInLine, escapeCharacter)
    .replace(atStartOfLine, escapeCharacter);
}

/**
 * The second sign of `##[error]` (GitHub, Azure Pipelines) and `##vso[task]` (Azure Pipelines), which are looked for
 * everywhere in a line. Source: ActionCommand.cs in github.com/actions/runner, Command.cs of Azure's agent.
 */
export const anywhereInLine = /(?<=#)#(?=(?:vso)?\[)/gi;

/**
 * The first sign of `::error::` (GitHub), which is looked for behind the blanks that a line begins with. Lines are
 * broken at blanks: any word may come to stand there.
 */
const atStartOfLine = /(?<=^|\s):(?=:)/g;

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

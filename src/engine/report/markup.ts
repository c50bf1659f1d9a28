import { printable, printableLines } from "./printable.js";

/**
 * Text of others as plain words of Markdown: no markup, no HTML, nobody is mentioned. A mention is looked for in what
 * was rendered, so that a backslash does not prevent it; a zero-width space behind the `@` does. So it is with addresses,
 * which GitHub turns into links without any markup.
 */
export function prose(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]#~$]|^[-+]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "@\u200b")
    .replace(/:(?=\/\/)|\bwww(?=\.)/gi, "$&\u200b");
}

/** Text of others as code of Markdown. The fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const content = printable(text);
  const fence = fenceFor(content, 1);
  const padding = /^`|`$|^ .* $|^$/.test(content) ? " " : "";
  return `${fence}${padding}${content}${padding}${fence}`;
}

/** Lines of others as a block of code of Markdown. */
export function codeBlock(text: string, language: string): string {
  const content = printableLines(text).join("\n");
  const fence = fenceFor(content, 3);
  return `${fence}${language}\n${content}\n${fence}`;
}

/** A row of a table of Markdown. In a table a pipe ends the cell, even inside code, unless a backslash stands before it. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
}

function fenceFor(content: string, least: number): string {
  let length = least;
  for (const [run] of content.matchAll(/`+/g)) length = Math.max(length, run.length + 1);
  return "`".repeat(length);
}

/** Text of others inside of XML. What XML 1.0 forbids is gone after `printable`; `>` is escaped for the sake of `]]>`. */
export function xml(text: string): string {
  return printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

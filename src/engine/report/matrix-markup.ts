import { printable } from "./printable.js";

/**
 * Text of others as plain words of Markdown: no markup, no HTML, nobody is mentioned. A mention is looked for in what
 * was rendered, so that a backslash does not prevent it; a zero-width space behind the `@` does.
 */
export function prose(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]#~$|]|^[-+]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "@\u200b");
}

/** Lines of others as a block of Markdown. The fence is longer than any run of backticks in it. */
export function codeBlock(lines: readonly string[]): string {
  const content = lines.map(printable).join("\n");
  const longer = [...content.matchAll(/`+/g)].map(([run]) => run.length + 1);
  const fence = "`".repeat(Math.max(3, ...longer));
  return `${fence}text\n${content}\n${fence}`;
}

/** Text of others inside of XML. What XML 1.0 forbids is gone after `printable`; `>` is escaped for the sake of `]]>`. */
export function xml(text: string): string {
  return printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

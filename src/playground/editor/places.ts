/** Places in a text: lines and columns count from 1, offsets from 0. */

/** Something to say about a place. */
export interface Mark {
  line: number;
  column: number;
  message: string;
  severity: "error" | "info";
}

/** A marked word, with the text of its line up to it. */
export interface Underline {
  /** Line ends between the last underlined line, or the beginning, and this word's line. */
  skipped: number;
  before: string;
  word: string;
  severity: Mark["severity"];
}

/** The offset of a place; the end of the line or of the text where it is shorter. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let count = 1; count < line; count += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + Math.max(column, 1) - 1, end < 0 ? text.length : end);
}

/** The word at an offset, at least one character of the line where it has one: where a mark's underline goes. */
export function wordAt(text: string, offset: number): { start: number; end: number } {
  const word = /[\w$]+|[^\n]/y;
  word.lastIndex = offset;
  const match = word.exec(text);
  if (match) return { start: offset, end: word.lastIndex };
  const isAfterSomething = offset > 0 && text[offset - 1] !== "\n";
  return { start: isAfterSomething ? offset - 1 : offset, end: offset };
}

/** What to underline, in the order of the text; of marks that overlap, the first. */
export function underlinesOf(text: string, marks: readonly Mark[]): Underline[] {
  const words = marks
    .map(({ line, column, severity }) => ({ ...wordAt(text, offsetOf(text, line, column)), severity }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  const underlines: Underline[] = [];
  let underlinedTo = 0;
  for (const { start, end, severity } of words) {
    if (start < underlinedTo) continue;
    const between = text.slice(underlinedTo, start);
    const before = between.slice(between.lastIndexOf("\n") + 1);
    const skipped = between.split("\n").length - 1;
    underlines.push({ skipped, before, word: text.slice(start, end), severity });
    underlinedTo = end;
  }
  return underlines;
}

/** Places in a text that is edited. */

import { type LineColumn, LineIndex } from "@grpc-evolution/engine/source/source.js";

/** Something to say about a place. */
export interface Mark extends LineColumn {
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
  if (marks.length === 0) return [];
  const lines = new LineIndex(text);
  const words = marks
    .map(({ line, column, severity }) => ({ ...wordAt(text, lines.offsetOf(line, column)), severity }))
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

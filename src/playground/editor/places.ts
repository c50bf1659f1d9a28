/** Places in a text that is edited. */

import { type LineColumn, LineIndex } from "@grpc-evolution/engine/source/source.js";

/** Something to say about a place. */
export interface Mark extends LineColumn {
  message: string;
  severity: "error" | "warning" | "info";
}

/** A mark that is told elsewhere on the page: a sign in the gutter leads there. */
export interface GutterMark extends Mark {
  onOpen(): void;
}

/** Marks of one line, which share a sign. */
export interface GutterLine {
  line: number;
  severity: Mark["severity"];
  marks: GutterMark[];
}

/** The marks by line, the gravest severity of each. */
export function gutterLines(marks: readonly GutterMark[]): GutterLine[] {
  const lines = new Map<number, GutterLine>();
  for (const mark of marks) {
    const { line, severity } = mark;
    const same = lines.get(line);
    if (!same) lines.set(line, { line, severity, marks: [mark] });
    else {
      same.marks.push(mark);
      if (gravity.indexOf(severity) < gravity.indexOf(same.severity)) same.severity = severity;
    }
  }
  return [...lines.values()].sort((one, other) => one.line - other.line);
}

const gravity: readonly Mark["severity"][] = ["error", "warning", "info"];

/** Lines that follow each other, from the first to the last. */
export interface LineRun {
  first: number;
  last: number;
}

/** Numbers of lines in ascending order as runs. */
export function runsOf(lines: readonly number[]): LineRun[] {
  const runs: LineRun[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && run.last === line - 1) run.last = line;
    else runs.push({ first: line, last: line });
  }
  return runs;
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

/** What each line is called, where that is not its number in the text; null for a line without a name. */
export type LineNames = readonly (number | null)[];

/** `Line 7`, or what a line without a name is called. */
export function lineName(line: number, names: LineNames | undefined): string {
  const name = names ? names[line - 1] : line;
  return name === null ? "A line that is not in the file" : `Line ${name ?? line}`;
}

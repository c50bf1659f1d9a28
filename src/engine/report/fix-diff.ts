import { applyEdits } from "../check/edits.js";
import { groupBy } from "../identity/group-by.js";
import type { Edit } from "../rules/finding.js";
import { linesOf, placeIn, type SourceText } from "../source/source.js";

/** A line that edits take away or add, by its number before or behind them. */
export interface DiffLine {
  sign: "-" | "+";
  line: number;
  text: string;
}

/** What edits do to a file, in whole lines. */
export interface FileDiff {
  file: string;
  lines: DiffLine[];
}

/**
 * What edits change, file by file; null where a file is not at hand. Of a line longer than `room` only what is around
 * the edits: a file may be one line of a megabyte.
 */
export function diffOf(
  edits: readonly Edit[],
  fileOf: (path: string) => SourceText | undefined,
  room: number,
): FileDiff[] | null {
  const diffs: FileDiff[] = [];
  for (const [path, own] of groupBy(edits, ({ file }) => file)) {
    const source = fileOf(path);
    if (!source) return null;
    diffs.push({ file: path, lines: linesOfEdits(source, own, room) });
  }
  return diffs;
}

function linesOfEdits(source: SourceText, edits: readonly Edit[], room: number): DiffLine[] {
  const lines: DiffLine[] = [];
  let shift = 0;
  for (const hunk of hunksOf(source, edits, room)) {
    const { line, column } = placeIn(source, hunk.from, hunk.from).start;
    const cut = column > 1 ? "…" : "";
    const before = source.text.slice(hunk.from, hunk.to);
    const after = applyEdits(
      before,
      hunk.edits.map((edit) => ({ ...edit, from: edit.from - hunk.from, to: edit.to - hunk.from })),
    );
    if (after === null) continue;
    const [older, newer] = [linesOfText(cut + before), linesOfText(cut + after)];
    const { head, tail } = commonEnds(older, newer);
    const numbered = (sign: DiffLine["sign"], texts: readonly string[], first: number) =>
      texts.slice(head, texts.length - tail).map((text, at) => ({ sign, line: first + head + at, text }));
    lines.push(...numbered("-", older, line), ...numbered("+", newer, line + shift));
    shift += newer.length - older.length;
  }
  return lines;
}

function linesOfText(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/\r$/, ""));
}

/** How many lines are the same at the beginning, and at the end. */
function commonEnds(older: readonly string[], newer: readonly string[]): { head: number; tail: number } {
  const most = Math.min(older.length, newer.length);
  let head = 0;
  while (head < most && older[head] === newer[head]) head += 1;
  let tail = 0;
  while (tail < most - head && older.at(-1 - tail) === newer.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** A part of a file, of whole lines where they are not too long, with the edits in it. */
interface Hunk {
  from: number;
  to: number;
  edits: Edit[];
}

function hunksOf(source: SourceText, edits: readonly Edit[], room: number): Hunk[] {
  const lines = linesOf(source);
  const hunks: Hunk[] = [];
  for (const edit of edits.toSorted((one, other) => one.from - other.from)) {
    const place = placeIn(source, edit.from, edit.to);
    const start = lines.offsetOf(place.start.line, 1);
    const end = lines.offsetOf(place.end.line, Number.POSITIVE_INFINITY);
    const isLong = end - start > room + (edit.to - edit.from);
    const from = isLong && edit.from - start > room / 2 ? edit.from - Math.floor(room / 3) : start;
    const to = isLong ? Math.min(end, edit.to + room) : end;
    const last = hunks.at(-1);
    if (last && from <= last.to) {
      last.edits.push(edit);
      last.to = Math.max(last.to, to);
    } else hunks.push({ from, to, edits: [edit] });
  }
  return hunks;
}

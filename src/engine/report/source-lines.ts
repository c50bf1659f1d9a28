import type { Finding, Fix } from "../rules/finding.js";
import { type DiffLine, diffOf, type FileDiff } from "./fix-diff.js";
import type { ElementFindings } from "./groups.js";
import { printableLines } from "./printable.js";
import type { Quote, Quotes } from "./quotes.js";

/** A line of source as it is shown. */
export interface SourceLine {
  /** The number of the line, or `was` for one of an older state. */
  gutter: string;
  /** A line that is or was, one that the fix takes away or adds, or one to paste. */
  sign: "|" | "-" | "+" | " ";
  text: string;
  /** Set on the line below a quote: what stands before the mark, and the mark; its text then is about the fix. */
  mark?: { blank: string; carets: string };
}

/** The source of an element with what the first fix that is edits does to it, and the other fixes. */
export interface ElementSource {
  lines: SourceLine[];
  /** Whether the lines show a fix, or what it advises. */
  isMended: boolean;
  /** What else would help. */
  others: Fix[];
}

/** Columns of the number of a line. */
const gutterWidth = 5;

/** Columns before the text of a line: two blanks, the number, and a sign between blanks. */
const margin = 2 + gutterWidth + 3;

/** More lines of a fix than these are counted only. */
const linesShown = 12;

/** The lines that show what is said of an element: how it was, how it is, and what would mend it. */
export function sourceLines(group: ElementFindings, quotes: Quotes, width: number): ElementSource {
  const [finding] = group;
  const room = width - margin;
  const fixes = fixesOf(group);
  const diffs = fixes.flatMap((fix) => diffedFix(fix, quotes, room) ?? []);
  const older = quotes.older(finding, room);
  const newer = quotes.newer(finding.place, room);
  const shown = diffs[0] ?? (newer && fixes[0] ? { fix: fixes[0], diff: [] } : null);
  return {
    lines: linesOf({ finding, older, newer, shown }, room),
    isMended: shown !== null,
    others: fixes.filter((fix) => fix !== shown?.fix),
  };
}

/** A fix whose edits change a file that is at hand, with what they do to it. */
function diffedFix(fix: Fix, quotes: Quotes, room: number): ShownFix | null {
  const diff = fix.edits.length > 0 ? diffOf(fix.edits, (path) => quotes.file(path), room) : null;
  return diff?.some(({ lines }) => lines.length > 0) ? { fix, diff } : null;
}

/** `Fix: reserve what is gone`. */
export function titleText(word: "Fix" | "Or", { title }: Fix): string {
  return `${word}: ${title.replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase())}`;
}

/** The fixes of an element, each once. */
function fixesOf(group: ElementFindings): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { fix } of group) {
    if (fix === null) continue;
    const key = JSON.stringify(fix.edits.length > 0 ? fix.edits : [fix.title, fix.advice]);
    if (!fixes.has(key)) fixes.set(key, fix);
  }
  return [...fixes.values()];
}

/** The fix that stands at the source; without a diff its advice does. */
interface ShownFix {
  fix: Fix;
  diff: FileDiff[];
}

/** What there is to show of an element. */
interface Shown {
  finding: Finding;
  older: Quote | null;
  newer: Quote | null;
  shown: ShownFix | null;
}

/** How the element was and is, marked, and the fix, which takes away the very line where it can. */
function linesOf({ finding, older, newer, shown }: Shown, room: number): SourceLine[] {
  const isGone = finding.after === null && older !== null;
  // What is gone stands nowhere, so that its place says less than its old line.
  const quote = isGone ? null : newer;
  const changes = shown ? diffOfPlace(shown.diff, finding) : [];
  const isTaken =
    quote !== null &&
    shown?.diff[0]?.file === finding.place.file &&
    changes[0]?.sign === "-" &&
    changes[0].line === quote.line;
  const label = shown ? titleText("Fix", shown.fix) : "";
  const was = older && (isGone || saysMore(older, newer, changes)) ? [lineOf("was", "|", older.text)] : [];
  const rest = shown ? fixLines(shown, finding, room) : [];
  return [
    ...was,
    ...(quote ? marked(quote, isTaken ? "-" : "|", label, room) : shown ? [lineOf("", "|", label)] : []),
    ...(isTaken ? rest.slice(1) : rest),
  ];
}

/** Whether an older line is another one, and none that the fix brings back. */
function saysMore(older: Quote, newer: Quote | null, changes: readonly DiffLine[]): boolean {
  const text = older.text.trim();
  const isBack = changes.some((change) => change.sign === "+" && change.text.trim() === text);
  return newer !== null && newer.text.trim() !== text && !isBack;
}

/** A quote and the line below it, which marks the place and says what the fix is; that goes below where it is too long. */
function marked(quote: Quote, sign: SourceLine["sign"], label: string, room: number): SourceLine[] {
  const { line, text, markFrom, markTo } = quote;
  const blank = printed(text.slice(0, markFrom)).replace(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, printed(text.slice(markFrom, markTo)).length));
  const said = printed(label);
  const fits = blank.length + carets.length + 1 + said.length <= room;
  const mark: SourceLine = {
    gutter: " ".repeat(gutterWidth),
    sign: "|",
    text: fits ? said : "",
    mark: { blank, carets },
  };
  return [lineOf(String(line), sign, text), mark, ...(fits ? [] : [lineOf("", "|", said)])];
}

/** The lines of a diff, with the name of each file that is not the one of the finding, or the advice; a long one is cut. */
function fixLines({ fix, diff }: ShownFix, finding: Finding, room: number): SourceLine[] {
  const lines =
    diff.length > 0 ? diffLines(diff, finding, room) : adviceOf(fix).map((line) => lineOf("", " ", line));
  if (lines.length <= linesShown) return lines;
  const left = lines.length - linesShown + 1;
  return [...lines.slice(0, linesShown - 1), lineOf("", "|", `… ${left} more lines`)];
}

function adviceOf({ advice }: Fix): string[] {
  return advice === "" ? [] : advice.split(/\r?\n/);
}

function diffLines(diff: readonly FileDiff[], { place }: Finding, room: number): SourceLine[] {
  return diff.flatMap(({ file, lines }) => [
    ...(file === place.file ? [] : [lineOf("", "|", `in ${file}`)]),
    ...lines.map((line) => changed(line, room)),
  ]);
}

function diffOfPlace(diff: readonly FileDiff[], { place }: Finding): readonly DiffLine[] {
  return diff.find(({ file }) => file === place.file)?.lines ?? [];
}

function changed({ sign, line, text }: DiffLine, room: number): SourceLine {
  return lineOf(String(line), sign, text.length > room ? `${text.slice(0, room - 1)}…` : text);
}

function lineOf(gutter: string, sign: SourceLine["sign"], text: string): SourceLine {
  return { gutter: gutter.padStart(gutterWidth), sign, text: printed(text) };
}

/** A line of others, of which only tabs stay what they are. */
function printed(text: string): string {
  return printableLines(text).join("\\n");
}

/** How far a file indents what stands in a block, by which a line tells in how many blocks it stands. */
import { linesOf, sides } from "./hunk-lines.js";
import { codeLines, headingIn } from "./outline.js";
import type { Hunk } from "./read.js";
import { withoutCut } from "./statements.js";

export interface Layout {
  /** How many blanks; a tab is as much as they are. */
  unit: number;
  /** Whether the diff shows it; else it is what its lines have in common, or what most files do. */
  isShown: boolean;
}

/** As the style guide of protobuf has it. */
const usual = 2;

/** What hunks show of the layout of their file. */
export function layoutOf(hunks: readonly Hunk[]): Layout {
  const parts = hunks.flatMap((hunk) => {
    const shown = withoutCut(hunk);
    return sides.map((side) => ({ hunk, code: statementLines(codeLines(linesOf(shown, side))) }));
  });
  const steps = parts.flatMap(({ hunk, code }) => [...stepsIn(code), ...stepFromSection(hunk, code)]);
  const indents = parts.flatMap(({ code }) => code.map(blanksOf));
  const step = mostFrequent(steps) ?? (indents.includes(usual) ? usual : null);
  return { unit: step ?? stepBetween(indents) ?? usual, isShown: step !== null || hunks.every(hasTabsOnly) };
}

/** In how many blocks a line stands, as its indentation tells. */
export function levelOf(line: string, { unit }: Layout): number {
  const { tabs, blanks } = indentOf(line);
  return tabs + Math.round(blanks / unit);
}

interface Indent {
  tabs: number;
  blanks: number;
}

function indentOf(line: string): Indent {
  const blank = /^\s*/.exec(line)?.[0] ?? "";
  const tabs = blank.split("\t").length - 1;
  return { tabs, blanks: blank.length - tabs };
}

/** Lines that do not go on with a statement of the line before. */
function statementLines(code: readonly string[]): string[] {
  const lines = code.filter((line) => line.trim() !== "");
  return lines.filter((_, at) => at === 0 || /[;{}]\s*$/.test(lines[at - 1] ?? ""));
}

/** How much further the lines of a block stand than those that open and close it. */
function stepsIn(code: readonly string[]): number[] {
  return code.slice(1).flatMap((line, at) => {
    const before = code[at] ?? "";
    const isOpened = /\{\s*$/.test(before);
    const isClosed = /^\s*\}/.test(line);
    if (isOpened === isClosed) return [];
    const step = isOpened ? blanksOf(line) - blanksOf(before) : blanksOf(before) - blanksOf(line);
    return step > 0 ? [step] : [];
  });
}

/** The values of an enum and the methods of a service stand in no other block. */
function stepFromSection({ section }: Hunk, code: readonly string[]): number[] {
  const heading = headingIn(section);
  const [first = ""] = code;
  const isDirect =
    (heading.startsWith("enum ") && /^\s*[A-Za-z_]\w*\s*=/.test(first)) ||
    (heading.startsWith("service ") && /^\s*rpc\b/.test(first));
  return isDirect && blanksOf(first) > 0 ? [blanksOf(first)] : [];
}

/**
 * What lines that stand differently far have in common. It may be of two blocks, where no line stands in one alone; a single
 * indentation may be one of any number of blocks.
 */
function stepBetween(indents: readonly number[]): number | null {
  const distinct = [...new Set(indents.filter((each) => each > 0))];
  const common = distinct.reduce((one, other) => greatestCommon(one, other), 0);
  return distinct.length > 1 && common > 1 ? common : null;
}

function greatestCommon(one: number, other: number): number {
  return other === 0 ? one : greatestCommon(other, one % other);
}

function blanksOf(line: string): number {
  const { tabs, blanks } = indentOf(line);
  return tabs > 0 ? 0 : blanks;
}

function hasTabsOnly({ lines }: Hunk): boolean {
  return lines.every((line) => !/^.\t* /.test(line));
}

/** The first one of those that are there most often; null of none. */
export function mostFrequent(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? null;
}

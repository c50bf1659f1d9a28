/** What a rebuilt text could not take from its diff: the text itself says so. */
import type { SourceFile } from "../../content/source-file.js";
import { linesOfFile } from "./lines-of-file.js";
import { guessedPlace, hasGaps, notJudged } from "./names.js";
import { codeLines } from "./outline.js";

/** Lines of a file, from 1. */
export interface LineRange {
  first: number;
  last: number;
}

/** A block that nothing but the indentation of its lines tells, by the name that stands for its own. */
export interface GuessedBlock extends LineRange {
  name: string;
}

type Text = Pick<SourceFile, "text">;

export function guessedBlocksIn(file: Text, age: "old" | "new"): GuessedBlock[] {
  if (!hasGaps(file)) return [];
  const lines = file.text.split("\n");
  const numbers = linesOfFile(file, age);
  return lines.flatMap((line, at) => {
    const name = line.endsWith(guessedPlace) ? (/(\S+) \{ /.exec(line)?.[1] ?? null) : null;
    const range = name === null ? null : rangeOf(numbers.slice(at + 1, at + 1 + sizeOf(lines, at + 1)));
    return name === null || range === null ? [] : [{ name, ...range }];
  });
}

/** The lines that are shown and not read. */
export function unreadLinesIn(file: Text, age: "old" | "new"): LineRange[] {
  if (!hasGaps(file)) return [];
  const lines = file.text.split("\n");
  const numbers = linesOfFile(file, age);
  return lines.flatMap((line, at) => {
    if (!isUnread(line) || isUnread(lines[at - 1])) return [];
    let end = at + 1;
    while (isUnread(lines[end])) end += 1;
    return rangeOf(numbers.slice(at, end)) ?? [];
  });
}

/** Whether the versions hold lines of a diff that are not read. */
export function hasUnreadLines({ old, new: fresh }: { old: readonly Text[]; new: readonly Text[] }): boolean {
  return [...old, ...fresh].some((file) => hasGaps(file) && file.text.split("\n").some(isUnread));
}

function isUnread(line: string | undefined): boolean {
  return line?.startsWith(notJudged.trimEnd()) === true;
}

/** How many lines stand in the block that is open before a line. */
function sizeOf(lines: readonly string[], start: number): number {
  let depth = 1;
  for (let at = start; at < lines.length; at += 1) {
    for (const character of codeLines([lines[at] ?? ""])[0] ?? "") {
      if (character === "{") depth += 1;
      else if (character === "}") depth -= 1;
      if (depth === 0) return at - start;
    }
  }
  return lines.length - start;
}

function rangeOf(numbers: readonly (number | null)[]): LineRange | null {
  const shown = numbers.filter((each) => each !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** `lines 55 to 61`. */
export function rangeText({ first, last }: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

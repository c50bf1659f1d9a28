/** Which lines of a hunk are whole statements: its first and its last line may cut one. */
import { isContext, linesOf, sides } from "./hunk-lines.js";
import { codeLines, endsStatement, isOptionValue, isStatementStart, outlineOf } from "./outline.js";
import type { Hunk } from "./read.js";

/**
 * The part of a hunk between statements that its first and its last line cut. Only lines that do not change are left out:
 * a change that is cut stays.
 */
export function wholeStatements({ lines }: Pick<Hunk, "lines">): { first: number; last: number } {
  const code = codeLines(lines.map((line) => line.slice(1)));
  const changed = lines.findIndex((line) => !isContext(line));
  const before = changed === -1 ? lines.length : changed;
  const after = lines.findLastIndex((line) => !isContext(line) && !line.startsWith("\\")) + 1;
  let first = 0;
  let depth = 0;
  // The end of an option's value closes what the hunk does not open, as a block's end does.
  for (let at = 0; at < before; at += 1) {
    const line = code[at] ?? "";
    const { open, closed } = outlineOf([line]);
    const isValueEnd = /^\s*[}\]]+\s*[\];,]/.test(line);
    if (isValueEnd && closed > depth) first = at + 1;
    depth = Math.max(0, depth - closed) + open.length;
  }
  while (first < before && code[first]?.trim() && !isStatementStart(code[first] ?? "")) first += 1;
  let last = lines.length;
  while (last > after && !isWhole(code.slice(first, last))) last -= 1;
  return { first, last: isWhole(code.slice(first, last)) ? last : lines.length };
}

/** The hunk without the lines of statements that are cut. */
export function withoutCut(hunk: Hunk): Hunk {
  const { first, last } = wholeStatements(hunk);
  return { ...hunk, lines: hunk.lines.slice(first, last) };
}

/** Whether a line that changes is a part of a statement of which the hunk does not show the rest. */
export function cutsChange(hunk: Hunk): boolean {
  const shown = withoutCut(hunk);
  return sides.some((side) => {
    const code = codeLines(linesOf(shown, side)).filter((line) => line.trim() !== "");
    return code.length > 0 && !(isStatementStart(code[0] ?? "") && isWhole(code));
  });
}

function isWhole(code: readonly string[]): boolean {
  const text = code.filter((line) => line.trim() !== "");
  const joined = text.join("");
  const brackets = joined.split("[").length - joined.split("]").length;
  return text.length === 0 || (brackets <= 0 && endsWhole(text.at(-1) ?? ""));
}

/** A value in the options of a method needs no sign behind it. */
function endsWhole(code: string): boolean {
  return endsStatement(code) || isOptionValue(code);
}

/** What a program printed now beside what was recorded. */

/** A line that is in both, only in what was printed now, or only in the record. */
export interface PrintedLine {
  kind: "same" | "now" | "recorded";
  text: string;
}

/** Recorded outputs are short. A program that prints this much more is not compared line by line. */
const lineLimit = 1000;

/** The lines of both outputs, in order, with as few differences as there can be; null where one is too long to compare. */
export function compareLines(recorded: string, now: string): PrintedLine[] | null {
  const [old, fresh] = [linesOf(recorded), linesOf(now)];
  if (old.length > lineLimit || fresh.length > lineLimit) return null;
  const common = commonLengths(old, fresh);
  const lines: PrintedLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const isSame = i < old.length && j < fresh.length && old[i] === fresh[j];
    const isGone = !isSame && i < old.length && at(common, i + 1, j) >= at(common, i, j + 1);
    if (isSame) lines.push({ kind: "same", text: fresh[j] as string });
    else if (isGone || j === fresh.length) lines.push({ kind: "recorded", text: old[i] as string });
    else lines.push({ kind: "now", text: fresh[j] as string });
    if (lines.at(-1)?.kind !== "now") i += 1;
    if (lines.at(-1)?.kind !== "recorded") j += 1;
  }
  return lines;
}

/** How many lines differ: a line that was replaced counts once. */
export function countDifferences(lines: readonly PrintedLine[]): number {
  let count = 0;
  let [removed, added] = [0, 0];
  for (const { kind } of [...lines, { kind: "same" }]) {
    if (kind === "recorded") removed += 1;
    else if (kind === "now") added += 1;
    else {
      count += Math.max(removed, added);
      [removed, added] = [0, 0];
    }
  }
  return count;
}

function linesOf(output: string): string[] {
  return output === "" ? [] : output.replace(/\n$/, "").split("\n");
}

/** For every pair of rests of both lists: how many lines they have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint16Array[] {
  const common = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const isSame = old[i] === fresh[j];
      const value = isSame
        ? at(common, i + 1, j + 1) + 1
        : Math.max(at(common, i + 1, j), at(common, i, j + 1));
      (common[i] as Uint16Array)[j] = value;
    }
  }
  return common;
}

function at(common: readonly Uint16Array[], i: number, j: number): number {
  return common[i]?.[j] ?? 0;
}

/** Which lines of its file a text shows that was rebuilt from a diff: the text itself says what it leaves out. */
import type { SourceFile } from "../../content/source-file.js";
import { guessed, guessedPlace, hasGaps, missingPart } from "./names.js";

/** Lines that a diff leaves out; `count` is null where nobody knows how many follow. */
export interface Gap {
  /** The first of them in either version. */
  old: number;
  new: number;
  count: number | null;
}

/** Ends a line that the file has elsewhere, or not at all. */
export const notInTheDiff = "// Not in the diff.";

/** Opens a comment that the file opens in a line which the diff does not show. */
export const insertedComment = "/* Not in the diff.";

/** Stands for all that the diff does not show. */
export const unseenImport = `import "${missingPart}";`;

const unseenEnd = "// What follows is not in the diff.";

/** The comment that stands for a gap: the same in both versions, as what is left out is. */
export function gapText({ old, new: fresh, count }: Gap): string {
  if (count === null) return unseenEnd;
  const range = (first: number) => (count === 1 ? `${first}` : `${first} to ${first + count - 1}`);
  const [noun, verb] = count === 1 ? ["Line", "is"] : ["Lines", "are"];
  return old === fresh
    ? `// ${noun} ${range(old)} ${verb} not in the diff.`
    : `// ${noun} ${range(old)} of the old file, ${range(fresh)} of the new one, ${verb} not in the diff.`;
}

const gapLine =
  /^\s*\/\/ Lines? (?:\d+ to )?(\d+)(?: of the old file, (?:\d+ to )?(\d+) of the new one,)? (?:is|are) not in the diff\.$/;

/** By the lines of a text the lines of its file; null for what stands in the text alone. */
export function linesOfFile(file: Pick<SourceFile, "text">, age: "old" | "new"): (number | null)[] {
  const lines = file.text.split("\n");
  if (!hasGaps(file)) return lines.map((_, index) => index + 1);
  let next: number | null = 1;
  return lines.map((line) => {
    const gap = gapLine.exec(line);
    if (gap) next = Number((age === "new" && gap[2]) || gap[1]) + 1;
    else if (line.trim() === unseenEnd) next = null;
    else if (next !== null && !isInserted(line)) return next++;
    return null;
  });
}

function isInserted(line: string): boolean {
  const ends = [notInTheDiff, guessed, guessedPlace];
  return ends.some((end) => line.endsWith(end)) || line === insertedComment || line === unseenImport;
}

/** The line of the file for a line of its text: the next one that the diff shows, or the last. */
export function shownLine(lines: readonly (number | null)[], line: number): number {
  const known = (each: number | null | undefined) => each !== null;
  return lines.slice(line - 1).find(known) ?? lines.slice(0, line).findLast(known) ?? line;
}

/** What the texts call that a diff does not show. */

/** Imported by a file with gaps: the types that the diff does not show may come from here. */
export const missingPart = "not-in-the-diff.proto";

/** What a file is called whose name the diff does not show. */
export const unnamedFile = "unnamed.proto";

/** Begins the names of blocks whose own name the diff does not show. */
export const unnamedBlock = "NotInTheDiff";

/** Begins the names of packages that the diff does not show. */
export const unnamedPackage = "not_in_the_diff";

/** Stands beside a syntax that the diff does not show. */
export const guessed = "// Not in the diff: taken from how fields look.";

/** Stands beside a block that nothing but the indentation of its lines tells. */
export const guessedPlace = "// Not in the diff: taken from how lines are indented.";

/** Begins a line that changes a part of a statement: without the rest it is not read. */
export const notJudged = "// Not judged: ";

/** The syntax that a text was given since the diff does not show it, as `proto3`; null where it is the file's own. */
export function guessedSyntaxOf({ text }: { text: string }): string | null {
  const [line = ""] = text.split("\n", 1);
  return line.endsWith(guessed) ? (/"([^"]*)"/.exec(line)?.[1] ?? null) : null;
}

/** Whether a text is one that was rebuilt with gaps. */
export function hasGaps({ text }: { text: string }): boolean {
  return text.includes(`import "${missingPart}";`);
}

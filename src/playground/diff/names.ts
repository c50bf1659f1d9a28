/** What the texts call that a diff does not show. */

/** Imported by a file with gaps: the types that the diff does not show may come from here. */
export const missingPart = "not-in-the-diff.proto";

/** Begins the names of blocks whose own name the diff does not show. */
export const unnamedBlock = "NotInTheDiff";

/** Whether a text is one that was rebuilt with gaps. */
export function hasGaps({ text }: { text: string }): boolean {
  return text.includes(`import "${missingPart}";`);
}

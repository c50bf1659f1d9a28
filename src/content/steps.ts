/** Who wrote: the release before the change or the one after it. The other one reads. */
export type WriterAge = "old" | "new";

/** One step of a form of a fact in one release. */
export interface StepCell {
  text: string;
  /** How it is drawn: solid, dashed, or a line where there is nothing. */
  state: "used" | "unused" | "absent";
}

/** What the steps of a change are in a window. */
export interface StepsInWindow {
  /** One for each of requests and responses where the two differ, and for each case. */
  steps: Steps[];
  /** The release that begins to use the new form; null where none does. */
  enabled: string | null;
  /** The same for what requests or responses carry alone; empty where the two do not differ. */
  enabledApart: { label: string; enabled: string | null }[];
}

/** The blank in a text of the catalogue where the release stands that begins to use the new form. */
const blank = "{enabled}";

/** A text of the catalogue with the release in its blank. */
export function withRelease(text: string, release: string): string {
  return text.replaceAll(blank, release);
}

/** Lines of the catalogue with the release in their blanks; null where they have one and there is no release. */
export function linesWithRelease(lines: readonly string[], release: string | null): readonly string[] | null {
  if (release !== null) return lines.map((line) => withRelease(line, release));
  return lines.some((line) => line.includes(blank)) ? null : lines;
}

/** What becomes of the old and the new form of a fact, release by release. */
export interface Steps {
  /** Of which messages they are, where requests and responses differ, or for whom; empty elsewhere. */
  label: string;
  /** What is to be said before them; empty where nothing is. */
  way: string;
  /** Where a window lets a step never come, what stands there is no name of a release. */
  releases: { name: string; isNever: boolean }[];
  forms: { name: string; side: WriterAge; cells: StepCell[] }[];
  /** What is done in a release, and what the window makes of it. */
  instructions: { release: string; text: string; remarks: string[] }[];
  /** What the picture says, in sentences. */
  alternative: string[];
}

/** Who wrote: the release before the change or the one after it. The other one reads. */
export type WriterAge = "old" | "new";

/** One step of a form of a fact in one release. */
export interface StepCell {
  text: string;
  /** How it is drawn: solid, dashed, or a line where there is nothing. */
  state: "used" | "unused" | "absent";
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

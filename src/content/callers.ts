/** What became of a caller of the older code: as before, other lines, an error at run time, an error of the compiler. */
export type CallerOutcome = "same" | "other" | "thrown" | "refused";

/** One change, and what it did to the caller of each language. */
export interface CallersRow {
  id: string;
  title: string;
  /** One a column. */
  outcomes: CallerOutcome[];
  /** What compilers said and what programs printed that they did not print before. */
  printed: { who: string; text: string }[];
}

/** Callers of the older code, compiled and run with the newer one. */
export interface CallersContent {
  columns: string[];
  rows: CallersRow[];
  /** What compiled, generated and ran, with versions. */
  versions: string[];
}

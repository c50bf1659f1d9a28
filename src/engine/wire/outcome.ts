/** What happened to a field, or to a call, between a writer and a reader. */
export type Outcome =
  | "same"
  | "defaulted"
  | "unknown"
  | "reinterpreted"
  | "lost"
  | "rejected"
  | "unimplemented";

/** What can become of the fields of a message beside `same`, the gravest first: where the reader gives up, no other counts. */
export const gravity: readonly Outcome[] = ["rejected", "reinterpreted", "lost", "defaulted", "unknown"];

/** The gravest of some outcomes in a message. */
export function gravest(outcomes: readonly (Outcome | null)[]): Outcome {
  return gravity.find((outcome) => outcomes.includes(outcome)) ?? "same";
}

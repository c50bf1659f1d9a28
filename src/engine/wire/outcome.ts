/** What happened to a field, or to a call, between a writer and a reader. */
export type Outcome =
  | "same"
  | "defaulted"
  | "unknown"
  | "reinterpreted"
  | "lost"
  | "rejected"
  | "unimplemented";

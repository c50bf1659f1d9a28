/** How an outcome is told. */
interface OutcomeWords {
  /** Stands beside the outcome's name or color. */
  sign: string;
  /** What the outcome means for a field. */
  meaning: string;
  /** What the reader does; goes on with a sentence that begins with the reader's name. */
  predicate: string;
}

/**
 * What can happen to a field, or to a call, between a writer and a reader; the gravest first. Where nobody answers, or
 * the reader gives up, no other outcome counts.
 */
export const outcomes = {
  unimplemented: {
    sign: "✕",
    meaning: "nobody answers the call",
    predicate: "answers UNIMPLEMENTED",
  },
  rejected: {
    sign: "✕",
    meaning: "the reader gives up with an error",
    predicate: "refuses it",
  },
  miscounted: {
    sign: "1",
    meaning: "the call works where exactly one message comes",
    predicate: "answers, which works where exactly one message comes",
  },
  reinterpreted: {
    sign: "✕",
    meaning: "read as another value, without an error",
    predicate: "reads a wrong value, silently",
  },
  lost: {
    sign: "−",
    meaning: "what was written is gone",
    predicate: "loses data",
  },
  defaulted: {
    sign: "○",
    meaning: "the reader sees its default",
    predicate: "sees the default",
  },
  unknown: {
    sign: "?",
    meaning: "an unknown field to the reader",
    predicate: "sees an unknown field",
  },
  unrecognized: {
    sign: "#",
    meaning: "a number of an enum without a name to the reader",
    predicate: "has no name for the number",
  },
  renamed: {
    sign: "≈",
    meaning: "the same value under another name",
    predicate: "reads the same under another name",
  },
  same: {
    sign: "✓",
    meaning: "read as it was written",
    predicate: "reads the same",
  },
} as const satisfies Record<string, OutcomeWords>;

/** What happened to a field, or to a call, between a writer and a reader. */
export type Outcome = keyof typeof outcomes;

/** All outcomes, the gravest first. */
export const byGravity = Object.keys(outcomes) as Outcome[];

/** The order in which a finding chooses what to show: a wrong value before an error, since nobody notices it. */
export const silentFirst: readonly Outcome[] = [
  "reinterpreted",
  ...byGravity.filter((each) => each !== "reinterpreted"),
];

/** What becomes of a call: who writes is the client. */
export function isOfCall(outcome: Outcome): boolean {
  return outcome === "unimplemented" || outcome === "miscounted";
}

/** Whether the reader has the value that was written, perhaps under another name. */
export function isUnharmed(outcome: Outcome): boolean {
  return outcome === "same" || outcome === "renamed";
}

/** The gravest of some outcomes; what has none is the same. */
export function gravest(some: readonly (Outcome | null)[]): Outcome {
  return byGravity.find((outcome) => some.includes(outcome)) ?? "same";
}

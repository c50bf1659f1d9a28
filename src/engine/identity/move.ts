import type { Declaration, Declarations } from "./declaration.js";

/** A message or enum that went from one full name to another. */
export interface Move {
  kind: Declaration["kind"];
  before: string;
  after: string;
}

/** Full names that vanished, and those that appeared and fit all of them equally well. */
export interface AmbiguousMove {
  kind: Declaration["kind"];
  before: readonly string[];
  after: readonly string[];
}

export interface Moves {
  moved: readonly Move[];
  /** What was not followed, because no name, no method and no field tells which one of several it is. */
  ambiguous: readonly AmbiguousMove[];
}

/** Two states of a protocol, or of those of its files that changed. */
export interface TwoStates {
  before: Declarations;
  after: Declarations;
}

import type { State } from "../engine/check.js";
import type { Ledger } from "../engine/ledger/ledger.js";

/** Everything that `check` compares, wherever it came from. */
export interface Material {
  head: State;
  baselines: State[];
  /** Null where history is not to be looked at, or there is none. */
  ledger: Ledger | null;
  /** What the report is narrowed down to, as paths of the files; empty for all. */
  paths: string[];
}

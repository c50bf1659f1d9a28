import type { Comparison } from "../diff/change.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Schema } from "../schema/schema.js";
import type { Outcome } from "../wire/outcome.js";
import type { Fix, Tier } from "./finding.js";
import type { RuleMeta } from "./rule.js";

/** What a check says of a change: all that the rule knows. Place, direction and bytes are worked out from it. */
export interface Verdict {
  /** `R1/number-reused`. */
  check: string;
  tier: Tier;
  /** Full name of the element. */
  element: string;
  /** Where a report points to: a file of the newer schema and an offset in it. */
  place: { file: string; at: number };
  /** One plain sentence. */
  message: string;
  before: Described | null;
  after: Described | null;
  /** How it hurts; null where nobody is hurt by this change alone. */
  harm: Harm | null;
  fix: Fix | null;
}

/** An element as programs read it: name, number, type, and where it stands. */
export type Described = Record<string, unknown>;

export type Harm =
  /** Bytes show it: the field of a message, in both schemas. `value` is set where a sample would not show it. */
  | { kind: "bytes"; before: string; after: string; number: number; value?: Record<string, unknown> }
  /** A call that the older side makes and the newer one does not answer. */
  | { kind: "call" }
  /** Known without bytes: what the reader gets when the newer side writes, and when the older side writes. */
  | { kind: "known"; owner: string; newWriter: Outcome | null; oldWriter: Outcome | null };

/** A rule with its checks. Those that need only two schemas, and those that need the whole history. */
export interface Rule extends RuleMeta {
  compare?(comparison: Comparison): Verdict[];
  remember?(head: Schema, ledger: Ledger): Verdict[];
}

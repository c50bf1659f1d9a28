import type { Place } from "../source/source.js";
import type { Outcome } from "../wire/outcome.js";
import type { CheckId } from "./index.js";
import type { FindingElement, Severity, Tier } from "./rule.js";

/** Something that a check reports. Everything a report shows is in it, so that reports only format. */
export interface Finding {
  /** `R1`. */
  rule: string;
  /** `R1/number-reused`. */
  check: CheckId;
  severity: Severity;
  tier: Tier;
  /** What it is about, in the newer schema; of a removed one in the older. */
  element: FindingElement;
  /** Whether it was true already of the state that the change starts from. */
  status: Status;
  /** The release since which it is published, or the newest one where that is all that is known; null where it is not. */
  published: string | null;
  /** A part of a file of the newer state, or of the older one where the file is gone; or of the configuration. */
  place: Place;
  /** One plain sentence. */
  message: string;
  /** What the element was and is, for programs: names, numbers, types. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  breaks: Break[];
  /** Why an error names nobody who breaks, as the end of a sentence; null where it does, and where it is no error. */
  unnamed: string | null;
  witness: Witness | null;
  /** Who exchanged the witness's bytes; null without one. For pages that show every byte, not part of reports. */
  exchanged: Exchanged | null;
  /** First release from which the change is safe, null where none is known. */
  safeFrom: string | null;
  fix: Fix | null;
  docs: Docs;
  /** Equivalent rules of buf, most specific first. */
  buf: string[];
  /** Stable over unrelated edits: check, element and what it was and is. */
  fingerprint: string;
}

/** Why an error names nobody where it is about what may come of it. */
export const nobodyAlone = "nobody by this change alone";

/** Why it names nobody where only the history has what would break. */
export const nobodyCompared = "nobody that is compared: only the history has it";

/** Why it names nobody where whoever would break never meets the other side. */
export const nobodyMet = "nobody that the window lets meet";

/** What a finding says, without who is hurt, where it stands, and what to do. */
export type Said = Pick<Finding, "rule" | "check" | "element" | "severity" | "message" | "before" | "after">;

/** What is known does not fail a run: who changes something else is not asked to mend it. */
export type Status = "new" | "known";

/** One direction in which the change hurts: "runtime 2.4 writes, agent 2.3 reads". */
export interface Break {
  writer: Peer;
  reader: Peer;
  outcome: Outcome;
}

/** Who writes or reads: a component of a state. */
export interface Peer {
  /** `runtime`; null where no component is known. */
  component: string | null;
  /** `2.4`: the name of its release, tag, branch or folder; null where only words describe the state. */
  release: string | null;
  /** How sentences call the state: its name, or `the working tree`. */
  state: string;
}

/** Where more is said: a page, or what `explain` prints; of no check in particular where it is null. */
export type Docs = { kind: "page"; address: string } | { kind: "command"; check: string | null };

/** Bytes that show it: what the writer meant, what the reader got. */
export interface Witness {
  /** Hexadecimal, without blanks. */
  bytes: string;
  written: Record<string, unknown>;
  read: Record<string, unknown>;
}

/** The message as both schemas name it, and which of them wrote it. */
export interface Exchanged {
  older: string;
  newer: string;
  writer: "older" | "newer";
}

export interface Fix {
  title: string;
  /** Lines ready to paste, or words. */
  advice: string;
  /** What does it, one behind the other in a file; empty where nothing does, and where nobody has asked for them. */
  edits: Edit[];
}

/** A part of a newer file that another text takes the place of; offsets as in `Position`. */
export interface Edit {
  file: string;
  from: number;
  to: number;
  text: string;
}

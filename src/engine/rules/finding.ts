import type { Outcome } from "../wire/outcome.js";
import type { Severity, Tier } from "./rule.js";
import type { Fix } from "./violation.js";

/** Something that a check reports. Everything a report shows is in it, so that reports only format. */
export interface Finding {
  /** `R1`. */
  rule: string;
  /** `R1/number-reused`. */
  check: string;
  severity: Severity;
  tier: Tier;
  /** Full name of the element in the newer schema; of a removed one in the older. */
  element: string;
  /** Full name of the message, enum or service that it is declared in; null where it stands by itself. */
  owner: string | null;
  /** Path of the file; the newer one, unless the file is gone. */
  file: string;
  /** Both from 1. */
  line: number;
  column: number;
  /** One plain sentence. */
  message: string;
  /** What the element was and is, for programs: names, numbers, types. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  breaks: Break[];
  witness: Witness | null;
  /** Who exchanged the witness's bytes; null without one. For pages that show every byte, not part of reports. */
  exchanged: Exchanged | null;
  /** First release from which the change is safe, null where none is known. */
  safeFrom: string | null;
  fix: Fix | null;
  /** Address of the page, or the command that explains it. */
  docs: string;
  /** Equivalent rules of buf, most specific first. */
  buf: string[];
  /** Stable over unrelated edits: check, element and what it was and is. */
  fingerprint: string;
}

/** One direction in which the change hurts: "runtime 2.4 writes, agent 2.3 reads". */
export interface Break {
  writer: string;
  reader: string;
  outcome: Outcome;
}

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

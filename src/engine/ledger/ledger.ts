import type { AmbiguousMove } from "../identity/move.js";

/**
 * The memory of a protocol: every number and name that any revision ever used, by message and enum.
 * Plain data, so that it can be cached, exported and included elsewhere.
 */
export interface Ledger {
  /** By full name, of messages and enums that any revision declared. */
  owners: Map<string, Owner>;
  /** How many revisions were read. */
  revisions: number;
  /** How many versions of files could not be read, so that their numbers are missing; 0 where left out. */
  unreadable?: number;
  /** What no revision tells where it went, because several fit equally well; none where left out. */
  ambiguous?: readonly AmbiguousMove[];
}

export interface Owner {
  fullName: string;
  kind: "message" | "enum";
  /** Names under which the same element was known before, or is known now; they share the numbers. */
  aliases: string[];
  /** For each number all fields or values that ever had it, in the order in which they first appeared. */
  numbers: Map<number, Holder[]>;
}

/** One meaning of a number: a field or an enum value, followed through renames. */
export interface Holder {
  /** All names it had, oldest first. */
  names: string[];
  /** Its type as text, `repeated acme.Syscall`; `value` for an enum value. The last one where it changed. */
  type: string;
  first: Revision;
  last: Revision;
}

/** A commit, or a state that another repository exported. */
export interface Revision {
  /** Full hash. */
  commit: string;
  /** ISO 8601, the committer's date. */
  date: string;
  /** First release whose history contains it, null where none does. */
  release: string | null;
  /** Where an included ledger came from, empty for this repository. */
  source: string;
}

/** Those that had the number and were something else than what is called `name` now. */
export function otherHolders(ledger: Ledger, owner: string, number: number, name: string): Holder[] {
  const holders = ledger.owners.get(owner)?.numbers.get(number) ?? [];
  return holders.filter((holder) => !holder.names.includes(name));
}

import type { AmbiguousMove } from "../identity/move.js";
import type { Evidence } from "./evidence.js";
import type { Revision } from "./revision.js";

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
  /** The commit whose history this is, full hash; null or left out where that is not known. */
  head?: string | null;
}

export interface Owner {
  fullName: string;
  kind: "message" | "enum";
  /**
   * All names under which the same element was or is known, this one among them, sorted. Owners that are the same
   * element share the list, and the numbers.
   */
  names: readonly string[];
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
  /** The strongest that is known of it. */
  evidence: Evidence;
}

/** The other names of an element. */
export function aliasesOf({ fullName, names }: Owner): string[] {
  return names.filter((name) => name !== fullName);
}

/** Each element once, under the first of its names; sorted. */
export function distinctOwners({ owners }: Ledger): Owner[] {
  const sorted = [...owners.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
  const elements = new Map(sorted.map((owner) => [owner.names, owner]).reverse() as [unknown, Owner][]);
  return [...elements.values()].reverse();
}

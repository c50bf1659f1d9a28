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
  /**
   * Set where an earlier version exported it: of each field it tells only the last type, no name in JSON that is its own,
   * and the evidence of one name.
   */
  isOutdated?: true;
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
  /** What got another number in one step, and is still the same field or value; shared like the numbers. */
  renumbered: readonly Renumbering[];
}

/** A field or enum value that kept its name while its number changed. */
export interface Renumbering {
  name: string;
  before: number;
  after: number;
}

/**
 * One meaning of a number: a field or an enum value, followed through renames and through types that changed in place.
 * What comes back after a gap is the same one only with the same name and the same type.
 */
export interface Holder {
  /** All names it had, oldest first. */
  names: string[];
  /** Its type as text, `repeated acme.Syscall`; `value` for an enum value. The last one where it changed. */
  type: string;
  /** All that it was declared as, oldest first; what only a change has that is not committed comes last. */
  forms: HeldForm[];
  first: Revision;
  last: Revision;
  /** The strongest that is known of it. */
  evidence: Evidence;
}

/** A name with a type, as one field or enum value is declared at one time. */
export interface Form {
  name: string;
  type: string;
  /** A field's name in JSON; left out where it follows from the name. */
  jsonName?: string;
}

/** A form with what shows that it was used. */
export interface HeldForm extends Form {
  /** Null where only a change has it that is not committed. */
  seen: { first: Revision; last: Revision; evidence: Evidence } | null;
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

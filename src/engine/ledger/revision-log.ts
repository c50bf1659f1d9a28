import type { Declaration } from "../identity/declaration.js";
import type { Holder, Ledger, Revision } from "./ledger.js";
import type { Link } from "./links.js";

/**
 * Everything that a ledger is made of. Two logs are joined by joining their lists, so a log can be
 * kept and continued with what happened since.
 */
export interface RevisionLog {
  entries: Entry[];
  links: Link[];
  /** How many commits changed a file. */
  revisions: number;
  /** How many versions of files could not be read. */
  unreadable: number;
}

/** One name of a number. */
export interface Entry {
  kind: Declaration["kind"];
  /** Full name of the message or enum. */
  owner: string;
  number: number;
  name: string;
  /** As of `last`. */
  type: string;
  first: Sighting;
  last: Sighting;
}

/** A revision with its place among those of the same date: parents come before children. */
export interface Sighting {
  revision: Revision;
  position: number;
}

/** By date, then by position. */
export function compareSightings(a: Sighting, b: Sighting): number {
  if (a.revision.date !== b.revision.date) return a.revision.date < b.revision.date ? -1 : 1;
  return a.position - b.position;
}

/** The first and the last time at which something was seen. */
export interface Span {
  first: Sighting;
  last: Sighting;
}

/** The first of some sightings, null where there is none. */
export function earliest(sightings: readonly Sighting[]): Sighting | null {
  const [first, ...others] = sightings;
  if (!first) return null;
  return others.reduce((one, other) => (compareSightings(other, one) < 0 ? other : one), first);
}

/** A link with a text that is the same for the same link. */
export function keyed(link: Link): [key: string, link: Link] {
  return [JSON.stringify(link), link];
}

/** One entry for each name of a number, with all times at which it was seen. */
export function mergeEntries(entries: Iterable<Entry>): Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.owner} ${entry.number} ${entry.name}`;
    const known = merged.get(key);
    if (!known) merged.set(key, { ...entry });
    else widen(known, entry);
  }
  return [...merged.values()];
}

/** Counts what was seen of an entry at other times. */
export function widen(entry: Entry, other: Span & { type: string }): void {
  if (compareSightings(other.first, entry.first) < 0) entry.first = other.first;
  if (compareSightings(other.last, entry.last) < 0) return;
  entry.last = other.last;
  entry.type = other.type;
}

/** What happened in one history and then, or elsewhere, in others. */
export function joinRevisionLogs(logs: readonly RevisionLog[]): RevisionLog {
  return {
    entries: mergeEntries(logs.flatMap(({ entries }) => entries)),
    links: [...new Map(logs.flatMap(({ links }) => links.map(keyed))).values()],
    revisions: sum(logs.map(({ revisions }) => revisions)),
    unreadable: sum(logs.map(({ unreadable }) => unreadable)),
  };
}

/** A ledger as the revision log that leads to it again. */
export function revisionLogOf(ledger: Ledger): RevisionLog {
  const { revisions, unreadable = 0, ambiguous = [] } = ledger;
  const links = ambiguous.map((each): Link => ({ of: "ambiguous", ...each }));
  const log: RevisionLog = { entries: [], links, revisions, unreadable };
  for (const { fullName: owner, kind, aliases, numbers } of ledger.owners.values()) {
    addOwner(log, kind, [owner, ...aliases]);
    for (const [number, holders] of numbers) {
      for (const holder of holders) addHolder(log, { kind, owner, number }, holder);
    }
  }
  return log;
}

/** Adds that all these names stand for the same message or enum. */
export function addOwner({ links }: RevisionLog, kind: Declaration["kind"], names: readonly string[]): void {
  for (const after of names) links.push({ of: "owner", kind, before: names[0] as string, after });
}

/** Adds who had a number, under all names. */
export function addHolder(
  { entries, links }: RevisionLog,
  place: Pick<Entry, "kind" | "owner" | "number">,
  { names, type, first, last }: Holder,
): void {
  for (const [position, name] of names.entries()) {
    const span = { first: { revision: first, position }, last: { revision: last, position } };
    entries.push({ ...place, name, type, ...span });
    links.push({ of: "member", ...place, before: names[0] as string, after: name });
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

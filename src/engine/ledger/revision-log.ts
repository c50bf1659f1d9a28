import type { Declaration } from "../identity/declaration.js";
import { distinctOwners, type Form, type HeldForm, type Ledger } from "./ledger.js";
import type { Link } from "./links.js";
import type { Revision } from "./revision.js";
import { compareSightings, type Sighting, type Span } from "./sighting.js";

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

/** One form of what had a number. */
export interface Entry extends Place, Form, Sightings {
  /** Seen in a file that does not belong to the protocol any more, and may be its past. */
  isPast: boolean;
}

/** A number of a message or enum. */
export interface Place {
  kind: Declaration["kind"];
  /** Full name of the message or enum. */
  owner: string;
  number: number;
}

/** When something was seen, and what the revisions were worth. */
export interface Sightings extends Span {
  /** In official revisions; null where none has it. */
  official: Span | null;
  /** The first release whose own tree has it. */
  release: ReleaseSighting | null;
  /** The last time outside of the official history and of that of the revision that is checked. */
  inFlight: InFlightSighting | null;
}

export interface ReleaseSighting {
  tag: string;
  /** What was tagged. */
  revision: Revision;
}

export interface InFlightSighting {
  /** The branch or tag that reaches it, by its full name. */
  ref: string;
  at: Sighting;
}

/** By date of what was tagged; tags of one date by their names, with numbers in them as numbers. */
export function compareReleases(
  a: Pick<ReleaseSighting, "tag" | "revision">,
  b: Pick<ReleaseSighting, "tag" | "revision">,
): number {
  if (a.revision.date !== b.revision.date) return a.revision.date < b.revision.date ? -1 : 1;
  return a.tag.localeCompare(b.tag, "en", { numeric: true }) || (a.tag < b.tag ? -1 : 1);
}

/** A link with a text that is the same for the same link. */
export function keyed(link: Link): [key: string, link: Link] {
  return [JSON.stringify({ ...link, past: link.past ? true : undefined }), link];
}

/** Each link once; of those in the past the first. */
function mergeLinks(links: Iterable<Link>): Link[] {
  const merged = new Map<string, Link>();
  for (const link of links) addLink(merged, link);
  return [...merged.values()];
}

/** Adds a link to others by their keys. */
export function addLink(links: Map<string, Link>, link: Link): void {
  const [key] = keyed(link);
  const other = links.get(key);
  if (!other?.past || (link.past && compareSightings(link.past, other.past) < 0)) links.set(key, link);
}

/** One entry for each form of a number, with all times at which it was seen. */
export function mergeEntries(entries: Iterable<Entry>): Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const { kind, owner, number, name, type, jsonName, isPast } = entry;
    const key = `${kind} ${owner} ${number} ${name} ${isPast} ${type}\n${jsonName ?? ""}`;
    const known = merged.get(key);
    if (!known) merged.set(key, copyOf(entry));
    else widen(known, entry);
  }
  return [...merged.values()];
}

/** Spans are widened in place. */
function copyOf(entry: Entry): Entry {
  return { ...entry, official: entry.official && { ...entry.official } };
}

/** Counts what was seen of an entry at other times. */
export function widen(entry: Sightings, other: Sightings): void {
  widenSpan(entry, other);
  if (entry.official && other.official) widenSpan(entry.official, other.official);
  else if (other.official) entry.official = { ...other.official };
  entry.release = firstRelease(entry.release, other.release);
  entry.inFlight = lastInFlight(entry.inFlight, other.inFlight);
}

function widenSpan(span: Span, other: Span): void {
  if (compareSightings(other.first, span.first) < 0) span.first = other.first;
  if (compareSightings(other.last, span.last) > 0) span.last = other.last;
}

/** The earlier of two releases. */
export function firstRelease<R extends Pick<ReleaseSighting, "tag" | "revision">>(
  one: R | null,
  other: R | null,
): R | null {
  if (!one || !other) return one ?? other;
  return compareReleases(other, one) < 0 ? other : one;
}

/** The later of two sightings. */
export function lastInFlight<S extends Pick<InFlightSighting, "at">>(
  one: S | null,
  other: S | null,
): S | null {
  if (!one || !other) return one ?? other;
  return compareSightings(other.at, one.at) > 0 ? other : one;
}

/** What happened in one history and then, or elsewhere, in others. */
export function joinRevisionLogs(logs: readonly RevisionLog[]): RevisionLog {
  return {
    entries: mergeEntries(logs.flatMap(({ entries }) => entries)),
    links: mergeLinks(logs.flatMap(({ links }) => links)),
    revisions: sum(logs.map(({ revisions }) => revisions)),
    unreadable: sum(logs.map(({ unreadable }) => unreadable)),
  };
}

/** A ledger as the revision log that leads to it again. */
export function revisionLogOf(ledger: Ledger): RevisionLog {
  const { revisions, unreadable = 0, ambiguous = [] } = ledger;
  const links = ambiguous.map((each): Link => ({ of: "ambiguous", ...each }));
  const log: RevisionLog = { entries: [], links, revisions, unreadable };
  for (const { fullName: owner, kind, names, numbers, renumbered } of distinctOwners(ledger)) {
    addOwner(log, kind, names);
    for (const [number, holders] of numbers) {
      for (const { forms } of holders) addHolder(log, { kind, owner, number }, forms);
    }
    for (const each of renumbered) log.links.push({ of: "renumbered", kind, owner, ...each });
  }
  return log;
}

/** Adds that all these names stand for the same message or enum. */
export function addOwner({ links }: RevisionLog, kind: Declaration["kind"], names: readonly string[]): void {
  for (const after of names) links.push({ of: "owner", kind, before: names[0] as string, after });
}

/** Adds who had a number, in all its forms. */
export function addHolder({ entries, links }: RevisionLog, place: Place, forms: readonly HeldForm[]): void {
  const [{ name, type }] = forms as [HeldForm, ...HeldForm[]];
  for (const [position, { seen, ...form }] of forms.entries()) {
    const after = { name: form.name, type: form.type };
    if (position > 0) links.push({ of: "member", ...place, before: { name, type }, after });
    if (seen) entries.push({ ...place, ...form, ...sightingsOf(seen, position), isPast: false });
  }
}

function sightingsOf({ first, last, evidence }: NonNullable<HeldForm["seen"]>, position: number): Sightings {
  const span = { first: { revision: first, position }, last: { revision: last, position } };
  const { revision } = evidence;
  const at = { revision, position };
  const nothingMore = { ...span, official: null, release: null, inFlight: null };
  switch (evidence.kind) {
    case "release":
      return { ...nothingMore, release: { tag: evidence.release, revision } };
    case "official":
      return { ...nothingMore, official: { first: at, last: span.last } };
    case "other":
      return evidence.ref === null ? nothingMore : { ...nothingMore, inFlight: { ref: evidence.ref, at } };
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import type { Declaration } from "../identity/declaration.js";
import { distinctOwners, type Holder, type Ledger } from "./ledger.js";
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

/** One name of a number. */
export interface Entry extends Place, Sightings {
  name: string;
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

/** When something was seen, and what the revisions were worth. The types are as of the last time. */
export interface Sightings extends Span {
  type: string;
  /** In official revisions; null where none has it. */
  official: (Span & { type: string }) | null;
  /** The first release whose own tree has it. */
  release: ReleaseSighting | null;
  /** The last time outside of the official history and of that of the revision that is checked. */
  inFlight: InFlightSighting | null;
}

export interface ReleaseSighting {
  tag: string;
  type: string;
  /** What was tagged. */
  revision: Revision;
}

export interface InFlightSighting {
  /** The branch or tag that reaches it, by its full name. */
  ref: string;
  type: string;
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

/** One entry for each name of a number, with all times at which it was seen. */
export function mergeEntries(entries: Iterable<Entry>): Entry[] {
  const merged = new Map<string, Entry>();
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.owner} ${entry.number} ${entry.name} ${entry.isPast}`;
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

type TypedSpan = Span & { type: string };

function widenSpan(span: TypedSpan, other: TypedSpan): void {
  if (compareSightings(other.first, span.first) < 0) span.first = other.first;
  if (compareSightings(other.last, span.last) < 0) return;
  span.last = other.last;
  span.type = other.type;
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
  for (const { fullName: owner, kind, names, numbers } of distinctOwners(ledger)) {
    addOwner(log, kind, names);
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
export function addHolder({ entries, links }: RevisionLog, place: Place, holder: Holder): void {
  const { names, type, first, last, evidence } = holder;
  for (const [position, name] of names.entries()) {
    const span = { first: { revision: first, position }, last: { revision: last, position } };
    const evident = name === evidence.name ? sightingsOf(holder, position) : nothingMore;
    entries.push({ ...place, name, type, ...span, ...evident, isPast: false });
    links.push({ of: "member", ...place, before: names[0] as string, after: name });
  }
}

const nothingMore = { official: null, release: null, inFlight: null };

function sightingsOf(
  { evidence }: Holder,
  position: number,
): Pick<Sightings, "official" | "release" | "inFlight"> {
  const { type, revision } = evidence;
  const at = { revision, position };
  switch (evidence.kind) {
    case "release":
      return { ...nothingMore, release: { tag: evidence.release, type, revision } };
    case "official":
      return { ...nothingMore, official: { type, first: at, last: at } };
    case "other":
      return evidence.ref === null
        ? nothingMore
        : { ...nothingMore, inFlight: { ref: evidence.ref, type, at } };
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { groupBy } from "../identity/group-by.js";
import type { Link } from "./links.js";
import type { Entry, RevisionLog } from "./revision-log.js";
import { compareSightings, type Sighting, type Span } from "./sighting.js";

/**
 * The log with as much of what other files declared as is the past of the protocol. What a full name meant elsewhere counts
 * until the protocol has it; a full name that it never had counts where a move leads from it to one that counts.
 * So a folder that moved loses nothing, and a copy beside the protocol counts nothing.
 */
export function withPast(log: RevisionLog): RevisionLog {
  if (!log.entries.some(({ isPast }) => isPast) && !log.links.some(({ past }) => past)) return log;
  const counted = countedNames(log);
  const entries = log.entries.flatMap((entry) => (entry.isPast ? pastEntry(entry, counted) : [entry]));
  const links = log.links.flatMap((link) => (link.past ? pastLink(link, link.past, counted) : [link]));
  const isEmpty = entries.length + links.length === 0;
  return { ...log, entries, links, revisions: isEmpty ? 0 : log.revisions };
}

/** The names that count, by kind and full name, each with the time from which the protocol itself has it; null for never. */
type CountedNames = ReadonlyMap<string, Sighting | null>;

function countedNames({ entries, links }: RevisionLog): CountedNames {
  const counted = new Map<string, Sighting | null>();
  for (const { kind, owner, isPast, first } of entries) {
    const key = `${kind} ${owner}`;
    const earliest = counted.get(key);
    if (!isPast && (!earliest || compareSightings(first, earliest) < 0)) counted.set(key, first);
  }
  const moves = links.filter((link) => link.of === "owner");
  for (const { kind, after, past } of moves) {
    if (!past && !counted.has(`${kind} ${after}`)) counted.set(`${kind} ${after}`, null);
  }
  const movesTo = groupBy(moves, ({ kind, after }) => `${kind} ${after}`);
  const open = [...counted.keys()];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const { kind, before, past } of movesTo.get(key) ?? []) {
      const source = `${kind} ${before}`;
      if (counted.has(source) || (past && !isBefore(past, counted.get(key)))) continue;
      counted.set(source, null);
      open.push(source);
    }
  }
  return counted;
}

function isBefore(at: Sighting, limit: Sighting | null | undefined): boolean {
  return !limit || compareSightings(at, limit) < 0;
}

function pastEntry(entry: Entry, counted: CountedNames): Entry[] {
  const limit = counted.get(`${entry.kind} ${entry.owner}`);
  if (limit === undefined || !isBefore(entry.first, limit)) return [];
  const within = <S extends Span>(span: S | null) => (span && isBefore(span.first, limit) ? span : null);
  const { release, inFlight } = entry;
  return [
    {
      ...entry,
      isPast: false,
      official: within(entry.official),
      release: release && (!limit || release.revision.date <= limit.revision.date) ? release : null,
      inFlight: inFlight && isBefore(inFlight.at, limit) ? inFlight : null,
    },
  ];
}

function pastLink({ past: _, ...link }: Link, at: Sighting, counted: CountedNames): Link[] {
  if (link.of === "ambiguous" || link.of === "reused") return [];
  const limit = counted.get(`${link.kind} ${link.of === "owner" ? link.after : link.owner}`);
  return limit !== undefined && isBefore(at, limit) ? [link] : [];
}

import { fullNameOf, type Member, type OwnerFacts } from "./facts.js";
import { groupBy } from "./group-by.js";
import type { Holder, Ledger, Revision } from "./ledger.js";
import { type Link, linksOf, type Transition } from "./links.js";

/**
 * Everything that a ledger is made of. Two chronicles are joined by joining their lists, so a chronicle can be
 * kept and continued with what happened since.
 */
export interface Chronicle {
  entries: Entry[];
  links: Link[];
  /** How many commits changed a file. */
  revisions: number;
  /** How many versions of files could not be read. */
  unreadable: number;
}

/** One name of a number. */
export interface Entry {
  kind: OwnerFacts["kind"];
  /** Full name of the message or enum. */
  owner: string;
  number: number;
  name: string;
  /** As of `last`. */
  type: string;
  first: Moment;
  last: Moment;
}

/** A revision with its place among those of the same date: parents come before children. */
export interface Moment {
  revision: Revision;
  position: number;
}

/** By date, then by position. */
export function compareMoments(a: Moment, b: Moment): number {
  if (a.revision.date !== b.revision.date) return a.revision.date < b.revision.date ? -1 : 1;
  return a.position - b.position;
}

/** The first and the last time at which something was seen. */
interface Span {
  first: Moment;
  last: Moment;
}

/** Writes a chronicle, one commit after the other. */
export class Chronicler {
  readonly #sightings = new Map<OwnerFacts, Span>();
  readonly #links = new Map<string, Link>();
  #revisions = 0;

  /** Facts are told apart by identity: those of all versions have to come from one `Sharing`. */
  add(transition: Transition, moment: Moment): void {
    this.#revisions += 1;
    for (const { owners } of transition.after) {
      for (const owner of owners) this.#see(owner, moment);
    }
    this.#follow(linksOf(transition));
  }

  #see(owner: OwnerFacts, moment: Moment): void {
    const seen = this.#sightings.get(owner);
    if (!seen) {
      this.#sightings.set(owner, { first: moment, last: moment });
      this.#follow(aliasesIn(owner));
      this.#follow(nameOfEmpty(owner));
      return;
    }
    if (compareMoments(moment, seen.first) < 0) seen.first = moment;
    if (compareMoments(moment, seen.last) > 0) seen.last = moment;
  }

  #follow(links: Link[]): void {
    for (const link of links) this.#links.set(...keyed(link));
  }

  /** What was seen up to now. */
  chronicle(): Omit<Chronicle, "unreadable"> {
    const entries = mergeEntries(this.#entries());
    return { entries, links: [...this.#links.values()], revisions: this.#revisions };
  }

  /** One entry for each member of each owner, however many versions have it. */
  *#entries(): Generator<Entry> {
    const byOwner = groupBy(this.#sightings.keys(), (facts) => `${facts.kind} ${fullNameOf(facts)}`);
    for (const versions of byOwner.values()) {
      const entries = new Map<Member, Entry>();
      for (const facts of versions) {
        const span = this.#sightings.get(facts) as Span;
        for (const member of facts.members) {
          const known = entries.get(member);
          if (known) widen(known, { ...member, ...span });
          else entries.set(member, { kind: facts.kind, owner: fullNameOf(facts), ...member, ...span });
        }
      }
      yield* entries.values();
    }
  }
}

function keyed(link: Link): [key: string, link: Link] {
  return [JSON.stringify(link), link];
}

/** Values of an enum that share a number (`allow_alias`) are one value with several names. */
function aliasesIn({ kind, members, ...name }: OwnerFacts): Link[] {
  if (kind !== "enum") return [];
  const owner = fullNameOf(name);
  const firstNames = new Map<number, string>();
  return members.flatMap(({ number, name }) => {
    const before = firstNames.get(number);
    if (before === undefined) firstNames.set(number, name);
    return before === undefined ? [] : [{ of: "member", kind, owner, number, before, after: name }];
  });
}

/** What has no members is known by its name alone. */
function nameOfEmpty(owner: OwnerFacts): Link[] {
  if (owner.members.length > 0) return [];
  const name = fullNameOf(owner);
  return [{ of: "owner", kind: owner.kind, before: name, after: name }];
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

function widen(entry: Entry, other: Span & { type: string }): void {
  if (compareMoments(other.first, entry.first) < 0) entry.first = other.first;
  if (compareMoments(other.last, entry.last) < 0) return;
  entry.last = other.last;
  entry.type = other.type;
}

/** What happened in one history and then, or elsewhere, in others. */
export function joinChronicles(chronicles: readonly Chronicle[]): Chronicle {
  return {
    entries: mergeEntries(chronicles.flatMap(({ entries }) => entries)),
    links: [...new Map(chronicles.flatMap(({ links }) => links.map(keyed))).values()],
    revisions: sum(chronicles.map(({ revisions }) => revisions)),
    unreadable: sum(chronicles.map(({ unreadable }) => unreadable)),
  };
}

/** A ledger as the chronicle that leads to it again. */
export function chronicleOf(ledger: Ledger): Chronicle {
  const { revisions, unreadable = 0 } = ledger;
  const chronicle: Chronicle = { entries: [], links: [], revisions, unreadable };
  for (const { fullName: owner, kind, aliases, numbers } of ledger.owners.values()) {
    addOwner(chronicle, kind, [owner, ...aliases]);
    for (const [number, holders] of numbers) {
      for (const holder of holders) addHolder(chronicle, { kind, owner, number }, holder);
    }
  }
  return chronicle;
}

/** Adds that all these names stand for the same message or enum. */
export function addOwner({ links }: Chronicle, kind: OwnerFacts["kind"], names: readonly string[]): void {
  for (const after of names) links.push({ of: "owner", kind, before: names[0] as string, after });
}

/** Adds who had a number, under all names. */
export function addHolder(
  { entries, links }: Chronicle,
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

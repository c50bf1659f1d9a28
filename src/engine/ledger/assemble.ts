import { DisjointSets } from "../identity/disjoint-sets.js";
import { groupBy } from "../identity/group-by.js";
import type { AmbiguousMove } from "../identity/move.js";
import type { Evidence } from "./evidence.js";
import type { Holder, Ledger, Owner } from "./ledger.js";
import type { Link, MemberLink } from "./links.js";
import { Meanings } from "./meanings.js";
import { compareReleases, type Entry, mergeEntries, type RevisionLog } from "./revision-log.js";
import { compareSightings, type Sighting } from "./sighting.js";

/** Puts the ledger together: who had which number, renames followed. Order in the log does not matter. */
export function assembleLedger({ entries, links, revisions, unreadable }: RevisionLog): Ledger {
  const same = new DisjointSets();
  const meanings = new Meanings(entries, links);
  const names = new Set(entries.map(ownerKey));
  for (const link of links) {
    if (link.of !== "owner") continue;
    const [before, after] = [`${link.kind} ${link.before}`, `${link.kind} ${link.after}`];
    names.add(before).add(after);
    same.join(meanings.beside(before, after), meanings.beside(after, before));
  }
  meanings.joinLost(names, same);
  const entriesOf = groupByEach(entries, (entry) => meanings.ofEntry(entry).map((key) => same.find(key)));
  const linksOf = groupByEach(links.filter(isMemberLink), (link) =>
    meanings.all(ownerKey(link)).map((key) => same.find(key)),
  );
  const owners = new Map<string, Owner>();
  for (const [root, keys] of groupBy([...names].sort(), same.find.bind(same))) {
    const numbers = numbersOf(entriesOf.get(root) ?? [], linksOf.get(root) ?? []);
    for (const owner of ownersOf(keys, numbers)) {
      const other = owners.get(owner.fullName);
      if (!other || isLater(owner, other)) owners.set(owner.fullName, owner);
    }
  }
  return { owners, revisions, unreadable, ambiguous: ambiguousIn(links) };
}

/** Items by all that `keys` says of them, each once in a group. */
function groupByEach<T>(items: readonly T[], keys: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

function ambiguousIn(links: readonly Link[]): AmbiguousMove[] {
  return links.flatMap((link) => {
    if (link.of !== "ambiguous") return [];
    const { kind, before, after } = link;
    return [{ kind, before, after }];
  });
}

/** One owner for each name of an element; they share the list of names, which may be long. */
function ownersOf(keys: string[], numbers: Owner["numbers"]): Owner[] {
  const [kind] = (keys[0] as string).split(" ") as [Owner["kind"]];
  const names = keys.map((key) => key.slice(kind.length + 1));
  return names.map((fullName) => ({ fullName, kind, names, numbers }));
}

/** A name that was a message at one time and an enum at another is what it was last. */
function isLater(owner: Owner, other: Owner): boolean {
  const lastOf = ({ numbers }: Owner) =>
    [...numbers.values()]
      .flat()
      .map(({ last }) => last.date)
      .sort()
      .at(-1) ?? "";
  return lastOf(owner) > lastOf(other);
}

function numbersOf(entries: Entry[], links: MemberLink[]): Owner["numbers"] {
  const linksOf = groupBy(links, ({ number }) => number);
  const byNumber = [...groupBy(entries, ({ number }) => number)].sort(([a], [b]) => a - b);
  return new Map(
    byNumber.map(([number, entries]) => [number, holdersOf(entries, linksOf.get(number) ?? [])]),
  );
}

/** Who had one number, in the order of appearance. */
function holdersOf(entries: Entry[], links: MemberLink[]): Holder[] {
  const same = new DisjointSets();
  for (const { before, after } of links) same.join(before, after);
  const linked = groupBy(
    links.flatMap(({ before, after }) => [before, after]),
    (name) => same.find(name),
  );
  const byFirst = [...entries].sort((a, b) => compareSightings(a.first, b.first));
  return [...groupBy(byFirst, ({ name }) => same.find(name))].map(([root, entries]) =>
    holderOf(entries, linked.get(root) ?? []),
  );
}

/** `entries` are sorted by when they came first; a name that only links know was never committed, so it is newest. */
function holderOf(entries: Entry[], linked: string[]): Holder {
  const [all] = mergeEntries(entries.map((entry) => ({ ...entry, owner: "", name: "" }))) as [Entry];
  const names = [...new Set([...entries.map(({ name }) => name), ...linked])];
  return {
    names,
    type: all.type,
    first: all.first.revision,
    last: all.last.revision,
    evidence: evidenceOf(entries),
  };
}

/** The strongest that any of a holder's names has to show. */
function evidenceOf(entries: Entry[]): Evidence {
  const released = least(entries, ({ release }) => release, compareReleases);
  if (released?.release) {
    const { tag, type, revision } = released.release;
    return { kind: "release", name: released.name, type, revision, release: tag };
  }
  const first = least(entries, ({ official }) => official?.first, compareSightings)?.official;
  const last = least(entries, ({ official }) => official?.last, latestFirst);
  if (first && last?.official) {
    return { kind: "official", name: last.name, type: last.official.type, revision: first.first.revision };
  }
  const flying = least(entries, ({ inFlight }) => inFlight?.at, latestFirst);
  if (flying?.inFlight) {
    const { type, ref, at } = flying.inFlight;
    return { kind: "other", name: flying.name, type, revision: at.revision, ref };
  }
  const latest = least(entries, ({ last }) => last, latestFirst) as Entry;
  return { kind: "other", name: latest.name, type: latest.type, revision: latest.first.revision, ref: null };
}

/** The entry that has the least of something; undefined where none has it. */
function least<T>(
  entries: readonly Entry[],
  partOf: (entry: Entry) => T | null | undefined,
  compare: (a: T, b: T) => number,
): Entry | undefined {
  let result: Entry | undefined;
  let smallest: T | undefined;
  for (const entry of entries) {
    const value = partOf(entry) ?? undefined;
    if (value === undefined || (smallest !== undefined && compare(value, smallest) >= 0)) continue;
    result = entry;
    smallest = value;
  }
  return result;
}

function latestFirst(a: Sighting, b: Sighting): number {
  return compareSightings(b, a);
}

function ownerKey({ kind, owner }: { kind: Owner["kind"]; owner: string }): string {
  return `${kind} ${owner}`;
}

function isMemberLink(link: Link): link is MemberLink {
  return link.of === "member";
}

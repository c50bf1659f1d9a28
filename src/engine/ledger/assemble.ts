import { DisjointSets } from "../identity/disjoint-sets.js";
import { groupBy } from "../identity/group-by.js";
import type { AmbiguousMove } from "../identity/move.js";
import type { Holder, Ledger, Owner } from "./ledger.js";
import type { Link, MemberLink } from "./links.js";
import { compareSightings, type Entry, mergeEntries, type RevisionLog } from "./revision-log.js";

/** Puts the ledger together: who had which number, renames followed. Order in the log does not matter. */
export function assembleLedger({ entries, links, revisions, unreadable }: RevisionLog): Ledger {
  const same = new DisjointSets();
  const names = new Set(entries.map(ownerKey));
  for (const link of links) {
    if (link.of !== "owner") continue;
    const [before, after] = [`${link.kind} ${link.before}`, `${link.kind} ${link.after}`];
    names.add(before).add(after);
    same.join(before, after);
  }
  const entriesOf = groupBy(entries, (entry) => same.find(ownerKey(entry)));
  const linksOf = groupBy(links.filter(isMemberLink), (link) => same.find(ownerKey(link)));
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

function ambiguousIn(links: readonly Link[]): AmbiguousMove[] {
  return links.flatMap((link) => {
    if (link.of !== "ambiguous") return [];
    const { kind, before, after } = link;
    return [{ kind, before, after }];
  });
}

/** One owner for each name of an element. */
function ownersOf(keys: string[], numbers: Owner["numbers"]): Owner[] {
  const [kind] = (keys[0] as string).split(" ") as [Owner["kind"]];
  const names = keys.map((key) => key.slice(kind.length + 1));
  return names.map((fullName) => {
    const aliases = names.filter((name) => name !== fullName);
    return { fullName, kind, aliases, numbers };
  });
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
  return { names, type: all.type, first: all.first.revision, last: all.last.revision };
}

function ownerKey({ kind, owner }: { kind: Owner["kind"]; owner: string }): string {
  return `${kind} ${owner}`;
}

function isMemberLink(link: Link): link is MemberLink {
  return link.of === "member";
}

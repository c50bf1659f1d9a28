import { DisjointSets } from "../identity/disjoint-sets.js";
import { groupBy } from "../identity/group-by.js";
import type { AmbiguousMove } from "../identity/move.js";
import type { Evidence } from "./evidence.js";
import type { Form, HeldForm, Holder, Ledger, Owner, Renumbering } from "./ledger.js";
import type { Link, MemberLink, RenumberedLink } from "./links.js";
import { Meanings } from "./meanings.js";
import { compareReleases, type Entry, mergeEntries, type RevisionLog } from "./revision-log.js";
import { compareSightings, type Sighting } from "./sighting.js";
import { type ElementOf, pairsOfSameType } from "./type-names.js";

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
  const linksOf = groupByEach(links.filter(isOfMember), (link) =>
    meanings.all(ownerKey(link)).map((key) => same.find(key)),
  );
  const elementOf: ElementOf = (name) => {
    const key = [`message ${name}`, `enum ${name}`].find((each) => names.has(each));
    return key && same.find(key);
  };
  const owners = new Map<string, Owner>();
  for (const [root, keys] of groupBy([...names].sort(), same.find.bind(same))) {
    const links = linksOf.get(root) ?? [];
    const numbers = numbersOf(entriesOf.get(root) ?? [], links.filter(isMemberLink), elementOf);
    for (const owner of ownersOf(keys, numbers, renumberedIn(links))) {
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
    const all = keys(item);
    for (const key of all.length > 1 ? new Set(all) : all) {
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
function ownersOf(keys: string[], numbers: Owner["numbers"], renumbered: Owner["renumbered"]): Owner[] {
  const [kind] = (keys[0] as string).split(" ") as [Owner["kind"]];
  const names = keys.map((key) => key.slice(kind.length + 1));
  return names.map((fullName) => ({ fullName, kind, names, numbers, renumbered }));
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

function numbersOf(entries: Entry[], links: MemberLink[], elementOf: ElementOf): Owner["numbers"] {
  const linksOf = groupBy(links, ({ number }) => number);
  const byNumber = [...groupBy(entries, ({ number }) => number)].sort(([a], [b]) => a - b);
  return new Map(
    byNumber.map(([number, entries]) => [number, holdersOf(entries, linksOf.get(number) ?? [], elementOf)]),
  );
}

/** Who had one number, in the order of appearance. */
function holdersOf(entries: Entry[], links: MemberLink[], elementOf: ElementOf): Holder[] {
  // Nearly every number has one form only.
  if (entries.length === 1 && links.length === 0) return [holderOf(entries, [])];
  const same = new DisjointSets();
  for (const { before, after } of links) same.join(formKey(before), formKey(after));
  const linked = links.flatMap(({ before, after }) => [before, after]);
  const [{ owner }] = entries as [Entry, ...Entry[]];
  for (const [name, forms] of groupBy<Form, string>([...entries, ...linked], (form) => form.name)) {
    const written = new Set(forms.map(({ type }) => type));
    for (const [type, other] of pairsOfSameType(written, owner, elementOf)) {
      same.join(formKey({ name, type }), formKey({ name, type: other }));
    }
  }
  const rootOf = (form: Form) => same.find(formKey(form));
  const linkedTo = groupBy(linked, rootOf);
  const byFirst = formsOf(entries).sort((a, b) => compareSightings(a.first, b.first));
  return [...groupBy(byFirst, rootOf)].map(([root, entries]) => holderOf(entries, linkedTo.get(root) ?? []));
}

/** One entry for each form, whatever name the owner had when it was seen. */
function formsOf(entries: readonly Entry[]): Entry[] {
  const isApart = (entry: Entry, at: number) =>
    !entries.some((other, next) => next > at && hasSameForm(entry, other));
  // Of few entries that is soon seen, and nearly always so.
  if (entries.length <= 4 && entries.every(isApart)) return [...entries];
  return mergeEntries(entries.map((entry) => ({ ...entry, owner: "" })));
}

function hasSameForm(one: Entry, other: Entry): boolean {
  return one.name === other.name && one.type === other.type;
}

function formKey({ name, type }: Form): string {
  return `${name} ${type}`;
}

/** `entries` are sorted by when they came first; a form that only links know was never committed, so it is newest. */
function holderOf(entries: Entry[], linked: Form[]): Holder {
  const evidence = evidenceOf(entries);
  const seen = new Set(entries.map(formKey));
  const unseen = new Map(
    linked.filter((form) => !seen.has(formKey(form))).map((form) => [formKey(form), form]),
  );
  const forms = [
    ...entries.map((entry) => formOf(entry, entries.length === 1 ? evidence : evidenceOf([entry]))),
    ...[...unseen.values()].map(({ name, type }): HeldForm => ({ name, type, seen: null })),
  ];
  const firsts = least(entries, ({ first }) => first, compareSightings) as Entry;
  const latest = least(entries, ({ last }) => last, latestFirst) as Entry;
  return {
    names: [...new Set(forms.map(({ name }) => name))],
    type: latest.type,
    forms,
    first: firsts.first.revision,
    last: latest.last.revision,
    evidence,
  };
}

function formOf({ name, type, jsonName, first, last }: Entry, evidence: Evidence): HeldForm {
  const seen = { first: first.revision, last: last.revision, evidence };
  return jsonName === undefined ? { name, type, seen } : { name, type, jsonName, seen };
}

/** The strongest that any of a holder's forms has to show. */
function evidenceOf(entries: Entry[]): Evidence {
  const released = least(entries, ({ release }) => release, compareReleases);
  if (released?.release) {
    const { name, type, release } = released;
    return { kind: "release", name, type, revision: release.revision, release: release.tag };
  }
  const first = least(entries, ({ official }) => official?.first, compareSightings)?.official;
  const last = least(entries, ({ official }) => official?.last, latestFirst);
  if (first && last) {
    return { kind: "official", name: last.name, type: last.type, revision: first.first.revision };
  }
  const flying = least(entries, ({ inFlight }) => inFlight?.at, latestFirst);
  if (flying?.inFlight) {
    const { name, type, inFlight } = flying;
    return { kind: "other", name, type, revision: inFlight.at.revision, ref: inFlight.ref };
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

function isOfMember(link: Link): link is MemberLink | RenumberedLink {
  return link.of === "member" || link.of === "renumbered";
}

function renumberedIn(links: (MemberLink | RenumberedLink)[]): Renumbering[] {
  return links.flatMap((link) => {
    if (link.of !== "renumbered") return [];
    const { name, before, after } = link;
    return [{ name, before, after }];
  });
}

function isMemberLink(link: Link): link is MemberLink {
  return link.of === "member";
}

import { changedItems } from "./changed-items.js";
import { fullNameOf, type Member, type OwnerFacts } from "./facts.js";
import { groupBy } from "./group-by.js";
import { movesBetween } from "./moves.js";
import { sameType } from "./types.js";

/** One version of a file. */
export interface FileFacts {
  path: string;
  owners: readonly OwnerFacts[];
}

/** A commit: the files that it changed, as they were in each of its parents and as they are now. */
export interface Transition {
  /** One list for each parent, none for a root. A file that a parent does not have is not in its list. */
  before: FileFacts[][];
  after: FileFacts[];
}

/** Says that two names stand for the same element. */
export type Link = OwnerLink | MemberLink;

/** A message or enum that was renamed or moved; both names are full. */
export interface OwnerLink {
  of: "owner";
  kind: OwnerFacts["kind"];
  before: string;
  after: string;
}

/** A field or enum value that was renamed in place. */
export interface MemberLink {
  of: "member";
  kind: OwnerFacts["kind"];
  /** Full name of the message or enum, the newer one where that moved as well. */
  owner: string;
  number: number;
  before: string;
  after: string;
}

/**
 * What a commit renamed. What a merge takes over from one of its parents is not its own change: only a name that
 * no parent has is new.
 */
export function linksOf({ before, after }: Transition): Link[] {
  return before.flatMap((files) => {
    const gone = changedOwners(files, after);
    const come = changedOwners(after, files);
    const moved = gone.length > 0 && come.length > 0 ? movedOwners(gone, come, before, after) : [];
    const newNames = new Map(moved.map(({ before, after }) => [fullNameOf(before), fullNameOf(after)]));
    const renamed = [...keptOwners(gone, come), ...moved].flatMap((pair) => renamedMembers(pair, newNames));
    const own = before.length > 1 ? renamed.filter((link) => !isInherited(link, before)) : renamed;
    return [...moved.map(ownerLink), ...own];
  });
}

/** The messages and enums at two times. */
interface Pair {
  before: OwnerFacts;
  after: OwnerFacts;
}

interface Placed {
  path: string;
  owner: OwnerFacts;
}

/** Those of `files` that do not stand in the same way in the same file of `others`. */
function changedOwners(files: FileFacts[], others: FileFacts[]): Placed[] {
  const known = new Map(others.map(({ path, owners }) => [path, owners]));
  return files.flatMap(({ path, owners }) =>
    changedItems(owners, known.get(path) ?? []).map((owner) => ({ path, owner })),
  );
}

/** What has changed under the same name: in its file if it is still there, else in whichever file it went to. */
function keptOwners(gone: Placed[], come: Placed[]): Pair[] {
  const byName = groupBy(gone, ({ owner }) => keyOf(owner));
  const inPlace: Pair[] = [];
  const elsewhere = new Set<OwnerFacts>();
  for (const { path, owner } of come) {
    const before = byName.get(keyOf(owner))?.find((each) => each.path === path);
    if (before) inPlace.push({ before: before.owner, after: owner });
    else elsewhere.add(owner);
  }
  const moved = [...elsewhere].flatMap((after) => {
    const states = new Set(byName.get(keyOf(after))?.map(({ owner }) => owner));
    return [...states].map((before) => ({ before, after }));
  });
  return [...inPlace, ...moved];
}

function movedOwners(gone: Placed[], come: Placed[], before: FileFacts[][], after: FileFacts[]): Pair[] {
  const old = namesIn(before.flat());
  const now = namesIn(after);
  const left = new Set(gone.map(({ owner }) => owner).filter((owner) => !now.has(keyOf(owner))));
  const arrived = new Set(come.map(({ owner }) => owner).filter((owner) => !old.has(keyOf(owner))));
  return movesBetween([...left], [...arrived]);
}

function namesIn(files: FileFacts[]): Set<string> {
  return new Set(files.flatMap(({ owners }) => owners.map(keyOf)));
}

/**
 * Fields that keep number and type under another name. Where the old name lives on, or the new one stood at
 * another number before, the number was given to another field instead.
 */
function renamedMembers(pair: Pair, newNames: ReadonlyMap<string, string>): MemberLink[] {
  const before = changedItems(pair.before.members, pair.after.members);
  const after = changedItems(pair.after.members, pair.before.members);
  if (before.length === 0 || after.length === 0) return [];
  const oldNames = new Set(pair.before.members.map(({ name }) => name));
  const nowNames = new Set(pair.after.members.map(({ name }) => name));
  const vanished = groupBy(
    before.filter(({ name }) => !nowNames.has(name)),
    ({ number }) => number,
  );
  const fresh = after.filter(({ name }) => !oldNames.has(name));
  return fresh.flatMap((member) => {
    // Several names of one enum value are one holder already: one of them is enough.
    const old = vanished.get(member.number)?.find(({ type }) => sameType(type, member.type, newNames));
    return old ? [memberLink(pair.after, old, member)] : [];
  });
}

/** Whether a parent has the new name already. */
function isInherited({ kind, owner, number, after }: MemberLink, parents: FileFacts[][]): boolean {
  const isIt = (member: Member) => member.number === number && member.name === after;
  return parents
    .flat()
    .flatMap(({ owners }) => owners)
    .some((each) => each.kind === kind && fullNameOf(each) === owner && each.members.some(isIt));
}

function ownerLink({ before, after }: Pair): OwnerLink {
  return { of: "owner", kind: after.kind, before: fullNameOf(before), after: fullNameOf(after) };
}

function memberLink(owner: OwnerFacts, before: Member, after: Member): MemberLink {
  const { number } = after;
  return {
    of: "member",
    kind: owner.kind,
    owner: fullNameOf(owner),
    number,
    before: before.name,
    after: after.name,
  };
}

function keyOf(owner: OwnerFacts): string {
  return `${owner.kind} ${fullNameOf(owner)}`;
}

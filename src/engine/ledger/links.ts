import { changedItems } from "../identity/changed-items.js";
import {
  type Declaration,
  type Declarations,
  fullNameOf,
  keyOf,
  type Member,
} from "../identity/declaration.js";
import { groupBy } from "../identity/group-by.js";
import { renamedMembers } from "../identity/members.js";
import type { Move, Moves } from "../identity/move.js";
import { followMoves } from "../identity/moves.js";
import type { Form, Renumbering } from "./ledger.js";
import type { Sighting } from "./sighting.js";

/** What one version of a file declares. */
export interface FileDeclarations extends Declarations {
  path: string;
  /** Set where the file does not belong to the protocol any more, and may be its past. */
  isPast?: boolean;
}

/** A commit: the files that it changed, as they were in each of its parents and as they are now. */
export interface Transition {
  /** One list for each parent, none for a root. A file that a parent does not have is not in its list. */
  before: FileDeclarations[][];
  after: FileDeclarations[];
}

/** Says that two names or numbers stand for the same element, that this cannot be told, or that one name stands for two. */
export type Link = (OwnerLink | MemberLink | RenumberedLink | AmbiguousLink | ReusedName) & {
  /** When it was seen, where only files showed it that do not belong to the protocol any more. */
  past?: Sighting;
};

/** A message or enum that was renamed or moved; both names are full. */
export interface OwnerLink extends Move {
  of: "owner";
}

/** A field or enum value that got another name or another type in place. */
export interface MemberLink {
  of: "member";
  kind: Declaration["kind"];
  /** Full name of the message or enum, the newer one where that moved as well. */
  owner: string;
  number: number;
  before: Form;
  after: Form;
}

/** A field or enum value that got another number in place. */
export interface RenumberedLink extends Renumbering {
  of: "renumbered";
  kind: Declaration["kind"];
  /** Full name of the message or enum, the newer one where that moved as well. */
  owner: string;
}

/** Messages or enums of which none was followed, because several fit equally well. */
export interface AmbiguousLink {
  of: "ambiguous";
  kind: Declaration["kind"];
  before: readonly string[];
  after: readonly string[];
}

/** A full name that something new has from now on, while what had it before is still there under another name. */
export interface ReusedName {
  of: "reused";
  kind: Declaration["kind"];
  name: string;
  at: Sighting;
}

/**
 * What a commit renamed. What a merge takes over from one of its parents is not its own change: only a name that
 * no parent has is new. `existedBeside` tells what the history before this commit knows, as `followMoves` asks it.
 */
export function linksOf(
  { before, after }: Transition,
  existedBeside: (move: Move) => boolean = () => false,
): Link[] {
  return before.flatMap((files) => {
    const replaced = changedTypes(files, after);
    const changed = changedTypes(after, files);
    // Only what is not there under its name may have moved, and only to a name that was not there.
    const isMoving = hasOtherNames(replaced, changed) && hasOtherNames(changed, replaced);
    const { moved, ambiguous }: Moves = isMoving
      ? movesFrom(files, before, after, existedBeside)
      : { moved: [], ambiguous: [] };
    const newNames = new Map(moved.map((move) => [move.before, move.after]));
    const pairs = [...keptTypes(replaced, changed), ...movedTypes(moved, files, after)];
    const renamed = pairs.flatMap((pair) => memberLinks(pair, newNames));
    const own = before.length > 1 ? withoutInherited(renamed, before) : renamed;
    return [
      ...moved.map((move): OwnerLink => ({ of: "owner", ...move })),
      ...ambiguous.map((each): AmbiguousLink => ({ of: "ambiguous", ...each })),
      ...own,
    ];
  });
}

/** A message or enum at two times. */
interface DeclarationPair {
  before: Declaration;
  after: Declaration;
}

interface PlacedType {
  path: string;
  declaration: Declaration;
}

/** The types of `files` that do not stand in the same way in the same file of `others`. */
function changedTypes(files: FileDeclarations[], others: FileDeclarations[]): PlacedType[] {
  const typesIn = new Map(others.map(({ path, types }) => [path, types]));
  return files.flatMap(({ path, types }) =>
    changedItems(types, typesIn.get(path) ?? []).map((declaration) => ({ path, declaration })),
  );
}

/** Whether a name of some types is not among those of the others. */
function hasOtherNames(types: PlacedType[], others: PlacedType[]): boolean {
  const declared = new Set(
    others
      .map(({ declaration }) => declaration)
      .filter(isDeclared)
      .map(keyOf),
  );
  return types.some(({ declaration }) => isDeclared(declaration) && !declared.has(keyOf(declaration)));
}

/** What has changed under the same name: in its file if it is still there, else in whichever file it went to. */
function keptTypes(replaced: PlacedType[], changed: PlacedType[]): DeclarationPair[] {
  const byName = groupBy(replaced, ({ declaration }) => keyOf(declaration));
  const inPlace: DeclarationPair[] = [];
  const elsewhere = new Set<Declaration>();
  for (const { path, declaration } of changed) {
    const before = byName.get(keyOf(declaration))?.find((each) => each.path === path);
    if (before) inPlace.push({ before: before.declaration, after: declaration });
    else elsewhere.add(declaration);
  }
  const moved = [...elsewhere].flatMap((after) => {
    const states = new Set(byName.get(keyOf(after))?.map(({ declaration }) => declaration));
    return [...states].map((before) => ({ before, after }));
  });
  return [...inPlace, ...moved];
}

/** Where the types of one parent went to that no file has any more. Who extends a message does not tell that it is there. */
function movesFrom(
  parent: FileDeclarations[],
  parents: FileDeclarations[][],
  after: FileDeclarations[],
  existedBeside: (move: Move) => boolean,
): Moves {
  const old = namesIn(parents.flat());
  const now = namesIn(after);
  const vanished = declaredIn(parent).filter((declaration) => !now.has(keyOf(declaration)));
  const appeared = declaredIn(after).filter((declaration) => !old.has(keyOf(declaration)));
  const states = { before: declarationsOf(parent), after: declarationsOf(after) };
  return followMoves([...new Set(vanished)], [...new Set(appeared)], states, existedBeside);
}

/** The types that moved, with those that they became; of several copies each with the one in the same place. */
function movedTypes(
  moved: readonly Move[],
  before: FileDeclarations[],
  after: FileDeclarations[],
): DeclarationPair[] {
  if (moved.length === 0) return [];
  const old = groupBy(new Set(typesOf(before)), keyOf);
  const now = groupBy(new Set(typesOf(after)), keyOf);
  return moved.flatMap((move) => {
    const copies = old.get(`${move.kind} ${move.before}`) ?? [];
    const targets = now.get(`${move.kind} ${move.after}`) ?? [];
    return targets.map((target, index) => ({
      before: copies[Math.min(index, copies.length - 1)] as Declaration,
      after: target,
    }));
  });
}

function typesOf(files: readonly Declarations[]): Declaration[] {
  return files.flatMap(({ types }) => types);
}

/** Without what files only extend. */
function declaredIn(files: readonly Declarations[]): Declaration[] {
  return typesOf(files).filter(isDeclared);
}

function isDeclared({ isExtendedOnly }: Declaration): boolean {
  return !isExtendedOnly;
}

function declarationsOf(files: readonly Declarations[]): Declarations {
  return { types: typesOf(files), methods: files.flatMap(({ methods }) => methods) };
}

function namesIn(files: FileDeclarations[]): Set<string> {
  return new Set(declaredIn(files).map(keyOf));
}

/** What became of the members of a message or enum that are not as they were. */
function memberLinks(
  { before, after }: DeclarationPair,
  newNames: ReadonlyMap<string, string>,
): (MemberLink | RenumberedLink)[] {
  const [vanished, appeared] = [
    changedItems(before.members, after.members),
    changedItems(after.members, before.members),
  ];
  if (vanished.length === 0 || appeared.length === 0) return [];
  const place = { kind: after.kind, owner: fullNameOf(after) };
  const renamed = renamedMembers(before.members, after.members, newNames);
  const movedOn = new Set(renamed.map((each) => each.before));
  const namesakes = new Map(appeared.map((member) => [member.name, member]));
  const kept = vanished.flatMap((old): (MemberLink | RenumberedLink)[] => {
    const now = namesakes.get(old.name);
    if (!now || movedOn.has(old)) return [];
    if (now.number === old.number) return now.type === old.type ? [] : [memberLink(place, old, now)];
    return [{ of: "renumbered", ...place, name: old.name, before: old.number, after: now.number }];
  });
  return [...renamed.map((each) => memberLink(place, each.before, each.after)), ...kept];
}

function memberLink(place: Pick<MemberLink, "kind" | "owner">, before: Member, after: Member): MemberLink {
  const formOf = ({ name, type }: Member): Form => ({ name, type });
  return { of: "member", ...place, number: after.number, before: formOf(before), after: formOf(after) };
}

/** The links to a form or a number that no parent has already. */
function withoutInherited(
  links: (MemberLink | RenumberedLink)[],
  parents: FileDeclarations[][],
): (MemberLink | RenumberedLink)[] {
  if (links.length === 0) return [];
  const owners = new Set(links.map(({ kind, owner }) => `${kind} ${owner}`));
  const declared = new Set(
    typesOf(parents.flat()).flatMap((declaration) => {
      const key = keyOf(declaration);
      if (!owners.has(key)) return [];
      return declaration.members.flatMap(({ number, name, type }) => [
        `${key} ${number} ${name}`,
        `${key} ${number} ${name} ${type}`,
      ]);
    }),
  );
  return links.filter((link) => !declared.has(`${link.kind} ${link.owner} ${resultOf(link)}`));
}

/** What a link leads to, as the parents of a merge may have it already. */
function resultOf(link: MemberLink | RenumberedLink): string {
  if (link.of === "renumbered") return `${link.after} ${link.name}`;
  const { number, after } = link;
  return `${number} ${after.name} ${after.type}`;
}

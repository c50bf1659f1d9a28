import { fullNameOf, type OwnerFacts } from "./facts.js";
import { groupBy } from "./group-by.js";
import { withoutScope } from "./types.js";

export interface Move {
  before: OwnerFacts;
  after: OwnerFacts;
}

/**
 * Messages and enums that went from one full name to another, out of those that vanished and those that appeared
 * in one commit. Two are the same if, in this order,
 *
 * 1. they have exactly the same members (number, name and type, the packages of types aside) and the same name
 *    inside of their package, or else the same simple name;
 * 2. they have exactly the same members, at least one, whatever their names;
 * 3. at least half of the members, of the one that has more, are equal, and they have the same name inside of
 *    their package, or else the same simple name.
 *
 * Where several fit equally well, none is followed.
 */
export function movesBetween(gone: readonly OwnerFacts[], come: readonly OwnerFacts[]): Move[] {
  let left = { gone, come };
  return passes.flatMap((pass) => {
    const moves = movesIn(pass, left.gone, left.come);
    const before = new Set(moves.map((move) => fullNameOf(move.before)));
    const after = new Set(moves.map((move) => fullNameOf(move.after)));
    left = {
      gone: left.gone.filter((owner) => !before.has(fullNameOf(owner))),
      come: left.come.filter((owner) => !after.has(fullNameOf(owner))),
    };
    return moves;
  });
}

function movesIn({ key, fits }: Pass, gone: readonly OwnerFacts[], come: readonly OwnerFacts[]): Move[] {
  const arrived = groupBy(come, key);
  return [...groupBy(gone, key)].flatMap(([shared, befores]) => {
    const afters = arrived.get(shared) ?? [];
    if (!haveOneName(befores) || !haveOneName(afters)) return [];
    return befores.flatMap((before) =>
      afters.filter((after) => fits(before, after)).map((after) => ({ before, after })),
    );
  });
}

/** Copies of a file may hold several states of one message. */
function haveOneName(owners: OwnerFacts[]): boolean {
  return new Set(owners.map(fullNameOf)).size === 1;
}

/** What two must have in common, and what must hold besides. */
interface Pass {
  key: (owner: OwnerFacts) => string;
  fits: (before: OwnerFacts, after: OwnerFacts) => boolean;
}

const passes: Pass[] = [
  { key: (owner) => `${owner.kind} ${owner.name}\n${contentOf(owner)}`, fits: () => true },
  { key: (owner) => `${owner.kind} ${simpleName(owner)}\n${contentOf(owner)}`, fits: () => true },
  { key: (owner) => `${owner.kind}\n${contentOf(owner)}`, fits: ({ members }) => members.length > 0 },
  { key: (owner) => `${owner.kind} ${owner.name}`, fits: halfEqual },
  { key: (owner) => `${owner.kind} ${simpleName(owner)}`, fits: halfEqual },
];

function halfEqual(before: OwnerFacts, after: OwnerFacts): boolean {
  const kept = new Set(linesOf(after));
  const equal = linesOf(before).filter((line) => kept.has(line)).length;
  return equal * 2 >= Math.max(before.members.length, after.members.length);
}

function contentOf(owner: OwnerFacts): string {
  return linesOf(owner).sort().join("\n");
}

function linesOf({ members }: OwnerFacts): string[] {
  return members.map(({ number, name, type }) => `${number} ${name} ${withoutScope(type)}`);
}

function simpleName({ name }: OwnerFacts): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

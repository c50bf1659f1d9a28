import { changedItems } from "./changed-items.js";
import type { Member } from "./declaration.js";
import { groupBy } from "./group-by.js";
import { sameType } from "./type-text.js";

/** A member under its old and its new name. */
export interface RenamedMember {
  before: Member;
  after: Member;
}

/**
 * The members of a message or enum that keep number and type under another name. Where the new name stood at another
 * number before, the number was given to another member instead; where the old one lives on, `tookName` decides. Of
 * several new names of one number (`allow_alias`) each old one is renamed to the first.
 */
export function renamedMembers(
  before: readonly Member[],
  after: readonly Member[],
  newNames: ReadonlyMap<string, string>,
): RenamedMember[] {
  const vanished = changedItems(before, after);
  const appeared = changedItems(after, before);
  if (vanished.length === 0 || appeared.length === 0) return [];
  const oldNames = new Set(before.map(({ name }) => name));
  const oldNumbers = new Set(before.map(({ number }) => number));
  const namesakes = new Map(after.map((member) => [member.name, member]));
  const fresh = groupBy(
    appeared.filter(({ name }) => !oldNames.has(name)),
    ({ number }) => number,
  );
  return vanished.flatMap((old) => {
    const heir = fresh.get(old.number)?.find(({ type }) => sameType(old.type, type, newNames));
    if (!heir) return [];
    const namesake = namesakes.get(old.name);
    const isRenamed =
      !namesake ||
      (!oldNumbers.has(namesake.number) && tookName(namesake, { before: old, after: heir }, newNames));
    return isRenamed ? [{ before: old, after: heir }] : [];
  });
}

/** Words that a member gets into its name when another one is to take its place. */
const givenUp = /^(deprecated|former|legacy|obsolete|old|previous|unused)$/i;

/**
 * Whether a member under a number that nobody had took the name of another one, which goes on under a name of its own. Only
 * the other one has the old type, or its new name says that it is the older of the two. Else the member may as well have
 * been renumbered, and another one put in its place: that is the graver reading.
 */
function tookName(
  namesake: Member,
  { before, after }: RenamedMember,
  newNames: ReadonlyMap<string, string>,
): boolean {
  return (
    !sameType(before.type, namesake.type, newNames) ||
    withoutGivenUp(after.name) === before.name.toLowerCase()
  );
}

function withoutGivenUp(name: string): string {
  const words = name.toLowerCase().split("_");
  return words.filter((word) => !givenUp.test(word)).join("_");
}

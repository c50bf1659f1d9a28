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
 * The members of a message or enum that keep number and type under another name. Where the old name lives on, or the
 * new one stood at another number before, the number was given to another member instead. Of several new names of one
 * number (`allow_alias`) each old one is renamed to the first.
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
  const nowNames = new Set(after.map(({ name }) => name));
  const fresh = groupBy(
    appeared.filter(({ name }) => !oldNames.has(name)),
    ({ number }) => number,
  );
  return vanished.flatMap((old) => {
    if (nowNames.has(old.name)) return [];
    const heir = fresh.get(old.number)?.find(({ type }) => sameType(old.type, type, newNames));
    return heir ? [{ before: old, after: heir }] : [];
  });
}

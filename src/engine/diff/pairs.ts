import type { AmbiguousMove, Moves } from "../identity/move.js";
import type { InBoth } from "./change.js";

/** Messages or enums of two schemas: those in both, those in one only, and those that moved. */
export interface Paired<T> {
  /** Under the same name, without what is the same object in both: nothing about it changed. */
  kept: InBoth<T>[];
  moved: InBoth<T>[];
  removed: T[];
  added: T[];
  ambiguous: { before: T; after: T[] }[];
}

/** Pairs what has the same full name, and what moved. */
export function pairUp<T extends { fullName: string }>(
  kind: AmbiguousMove["kind"],
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  { moved, ambiguous }: Moves,
): Paired<T> {
  const newNames = new Map(moved.flatMap((move) => (move.kind === kind ? [[move.before, move.after]] : [])));
  const targets = new Set(newNames.values());
  const paired: Paired<T> = { kept: [], moved: [], removed: [], added: [], ambiguous: [] };
  for (const element of before.values()) {
    const same = after.get(element.fullName);
    const target = after.get(newNames.get(element.fullName) ?? "");
    if (same === element) continue;
    if (same) paired.kept.push({ before: element, after: same });
    else if (target) paired.moved.push({ before: element, after: target });
    else paired.removed.push(element);
  }
  for (const element of after.values()) {
    if (!before.has(element.fullName) && !targets.has(element.fullName)) paired.added.push(element);
  }
  for (const each of ambiguous) {
    if (each.kind !== kind) continue;
    const candidates = each.after.flatMap((name) => after.get(name) ?? []);
    for (const name of each.before) {
      const element = before.get(name);
      if (element) paired.ambiguous.push({ before: element, after: candidates });
    }
  }
  return paired;
}

import type { Range, Spelled } from "../schema/schema.js";
import type { Pair } from "./change.js";

/** What a message or an enum keeps from being used again. */
export interface Reserving {
  reserved: Range[];
  reservedNames: Spelled[];
}

export function isReservedNumber(owner: Reserving, number: number): boolean {
  return owner.reserved.some((range) => range.start <= number && number <= range.end);
}

export function isReservedName(owner: Reserving, name: string): boolean {
  return owner.reservedNames.some((each) => each.name === name);
}

/** Numbers and names that were reserved and are not any more; a range may be split, merged or widened. */
export function missingReservations(owner: Pair<Reserving>): { numbers: Range[]; names: Spelled[] } {
  const covered = merge(owner.after.reserved);
  return {
    numbers: owner.before.reserved.flatMap((range) => subtract(range, covered)),
    names: owner.before.reservedNames.filter(({ name }) => !isReservedName(owner.after, name)),
  };
}

/** Ranges sorted, with those that touch joined. */
function merge(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end + 1) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** The parts of a range that no covering range contains; `covered` is sorted and disjoint. */
function subtract(range: Range, covered: Range[]): Range[] {
  const left: Range[] = [];
  let start = range.start;
  for (const cover of covered) {
    if (cover.end < start || cover.start > range.end) continue;
    if (cover.start > start) left.push({ ...range, start, end: cover.start - 1 });
    start = cover.end + 1;
  }
  if (start <= range.end) left.push({ ...range, start });
  return left;
}

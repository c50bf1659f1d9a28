import { firstReaching } from "../schema/ranges.js";
import type { Range, Spelled } from "../schema/schema.js";

/** What a message or an enum keeps from being used again. */
interface Reserving {
  reserved: Range[];
  reservedNames: Spelled[];
}

/** The same, to be asked for many numbers and names. */
export class Reservations {
  readonly #numbers: Range[];
  readonly #names: ReadonlySet<string>;

  constructor({ reserved, reservedNames }: Reserving) {
    this.#numbers = merge(reserved);
    this.#names = new Set(reservedNames.map(({ name }) => name));
  }

  hasNumber(number: number): boolean {
    const range = this.#numbers[firstReaching(this.#numbers, number)];
    return range !== undefined && range.start <= number;
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  /** Numbers and names that were reserved and are not any more; a range may be split, merged or widened. */
  missing({ reserved, reservedNames }: Reserving): { numbers: Range[]; names: Spelled[] } {
    return {
      numbers: reserved.flatMap((range) => this.#uncovered(range)),
      names: reservedNames.filter(({ name }) => !this.hasName(name)),
    };
  }

  /** The parts of a range that are not reserved. */
  #uncovered(range: Range): Range[] {
    const left: Range[] = [];
    let { start } = range;
    for (let at = firstReaching(this.#numbers, start); at < this.#numbers.length; at += 1) {
      const cover = this.#numbers[at] as Range;
      if (cover.start > range.end) break;
      if (cover.start > start) left.push({ ...range, start, end: cover.start - 1 });
      start = cover.end + 1;
    }
    if (start <= range.end) left.push({ ...range, start });
    return left;
  }
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

import { firstReaching, type NumberRange } from "../schema/ranges.js";
import type { Message, Range, Spelled } from "../schema/schema.js";

/** What a message or an enum keeps from being used again. */
interface Reserving {
  reserved: Range[];
  reservedNames: Spelled[];
}

/** The same, to be asked for many numbers and names. */
export class Reservations {
  readonly #numbers: NumberSet;
  readonly #names: ReadonlySet<string>;

  constructor({ reserved, reservedNames }: Reserving) {
    this.#numbers = new NumberSet(reserved);
    this.#names = new Set(reservedNames.map(({ name }) => name));
  }

  hasNumber(number: number): boolean {
    return this.#numbers.has(number);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  /** Numbers and names that were reserved and are not any more; a range may be split, merged or widened. */
  missing({ reserved, reservedNames }: Reserving): { numbers: Range[]; names: Spelled[] } {
    return {
      numbers: reserved.flatMap((range) => this.#numbers.missing(range)),
      names: reservedNames.filter(({ name }) => !this.hasName(name)),
    };
  }
}

/** The numbers of some ranges, to be asked for many. */
export class NumberSet {
  readonly #ranges: NumberRange[];

  constructor(ranges: readonly NumberRange[]) {
    this.#ranges = merge(ranges);
  }

  has(number: number): boolean {
    const range = this.#ranges[firstReaching(this.#ranges, number)];
    return range !== undefined && range.start <= number;
  }

  /** The parts of a range that are not in the set. */
  missing<T extends NumberRange>(range: T): T[] {
    const left: T[] = [];
    let { start } = range;
    for (let at = firstReaching(this.#ranges, start); at < this.#ranges.length; at += 1) {
      const cover = this.#ranges[at] as NumberRange;
      if (cover.start > range.end) break;
      if (cover.start > start) left.push({ ...range, start, end: cover.start - 1 });
      start = cover.end + 1;
    }
    if (start <= range.end) left.push({ ...range, start });
    return left;
  }
}

/**
 * Whether the ranges of a message keep the number of an extension that is gone: by a declaration that it is reserved, or
 * that it is for the extension of this name.
 */
export function isDeclaredFor({ extensionRanges }: Message, fullName: string, number: number): boolean {
  return extensionRanges.some(({ declarations }) =>
    declarations.some(
      (declaration) =>
        declaration.number === number && (declaration.isReserved || declaration.fullName === `.${fullName}`),
    ),
  );
}

/** Ranges sorted, with those that touch joined. */
function merge(ranges: readonly NumberRange[]): NumberRange[] {
  const merged: NumberRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

import type { InBoth } from "../diff/change.js";
import { NumberSet } from "../diff/reserved.js";
import { nextFree } from "../ledger/next-free.js";
import { maxFieldNumber } from "../schema/parse.js";
import type { NumberRange } from "../schema/ranges.js";
import type { Field, Message } from "../schema/schema.js";

/** Numbers that a message has, and not for this field: a plain one stays out of the extension ranges, an extension in them. */
export function closedTo({ extension }: Field, messages: readonly Message[]): NumberRange[] {
  const ranges = messages.flatMap(({ extensionRanges }) => extensionRanges);
  if (extension === null || ranges.length === 0) return ranges;
  return new NumberSet(ranges).missing({ start: 1, end: maxFieldNumber });
}

/**
 * Hands out the free numbers of a message or an enum, to each name another one, as long as there are some. What is used
 * among the `closed` numbers does not matter to the others.
 */
export class FreeNumbers {
  readonly #taken: readonly NumberRange[];
  readonly #kind: "message" | "enum";
  readonly #given = new Map<string, number | null>();
  #next: number | null;

  constructor(
    used: readonly number[],
    reserved: readonly NumberRange[],
    kind: "message" | "enum",
    closed: readonly NumberRange[] = [],
  ) {
    const closedNumbers = new NumberSet(closed);
    this.#taken = [...reserved, ...closed];
    this.#kind = kind;
    this.#next = nextFree(
      used.filter((number) => !closedNumbers.has(number)),
      this.#taken,
      kind,
    );
  }

  for(name: string): number | null {
    const known = this.#given.get(name);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#given.set(name, number);
    if (number !== null) {
      const later = nextFree([number], this.#taken, this.#kind);
      // Where none is left above, the same one is offered again: one field may take it.
      if (later !== null && later > number) this.#next = later;
    }
    return number;
  }
}

/** Those of each message, for its fields and for its extensions: many of their numbers may go to others at once. */
const freeNumbers = {
  fields: new WeakMap<InBoth<Message>, FreeNumbers>(),
  extensions: new WeakMap<InBoth<Message>, FreeNumbers>(),
};

/** A number that neither schema has in a message, another one for each field that asks; null where none is left. */
export function freeNumber(message: InBoth<Message>, field: Field): number | null {
  const { before, after } = message;
  const known = field.extension === null ? freeNumbers.fields : freeNumbers.extensions;
  const ranges = field.extension === null ? [before, after] : [after];
  const free =
    known.get(message) ??
    new FreeNumbers(numbersOf(before, after), after.reserved, "message", closedTo(field, ranges));
  known.set(message, free);
  return free.for(field.name);
}

/** The numbers of all fields of some messages. */
export function numbersOf(...messages: Message[]): number[] {
  return messages.flatMap((message) => message.fields.map((field) => field.number));
}

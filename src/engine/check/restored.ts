import type { Change } from "../diff/change.js";
import { NumberSet } from "../diff/reserved.js";
import { memberType } from "../identity/of-schema.js";
import { holdersOf, isSpent } from "../ledger/holders.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Enum, Message } from "../schema/schema.js";

/**
 * The changes without the reservations that gave way to what they were kept for: a field or a value that comes back as it was, with its
 * number, its name and its type, is the same one.
 */
export function withoutRestored(changes: readonly Change[], ledger: Ledger): Change[] {
  return changes.flatMap((change): Change[] => {
    if (change.kind !== "reservation-removed") return [change];
    const given = new NumberSet(change.numbers);
    const names = new Set(change.names.map(({ name }) => name));
    const restored = membersOf(change.owner.after).filter(
      ({ number, name, type }) =>
        (given.has(number) || names.has(name)) &&
        isWhatItWas(ledger, change.owner.after.fullName, number, { name, type }),
    );
    if (restored.length === 0) return [change];
    const numbers = new NumberSet(restored.map(({ number }) => ({ start: number, end: number })));
    const back = new Set(restored.map(({ name }) => name));
    const left = {
      numbers: change.numbers.flatMap((range) => numbers.missing(range)),
      names: change.names.filter(({ name }) => !back.has(name)),
    };
    return left.numbers.length + left.names.length > 0 ? [{ ...change, ...left }] : [];
  });
}

function membersOf(owner: Message | Enum): { number: number; name: string; type: string }[] {
  return "values" in owner
    ? owner.values.map(({ number, name }) => ({ number, name, type: "value" }))
    : owner.fields.map((field) => ({ number: field.number, name: field.name, type: memberType(field) }));
}

/** Whether it had the number before, and nothing else has had it. */
function isWhatItWas(
  ledger: Ledger,
  owner: string,
  number: number,
  form: { name: string; type: string },
): boolean {
  const { own, others } = holdersOf(ledger, owner, number, form);
  return own.some(isSpent) && !others.some(isSpent);
}

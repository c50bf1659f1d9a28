import type { Change } from "../diff/change.js";
import { NumberSet } from "../diff/reserved.js";
import type { Member } from "../identity/declaration.js";
import { membersOfEnum, membersOfMessage } from "../identity/of-schema.js";
import { holdersOf, isSpent } from "../ledger/holders.js";
import type { Ledger } from "../ledger/ledger.js";

/**
 * The changes without the reservations that gave way to what they were kept for: a field or a value that comes back as it was, with its
 * number, its name and its type, is the same one.
 */
export function withoutRestored(changes: readonly Change[], ledger: Ledger): Change[] {
  return changes.flatMap((change): Change[] => {
    if (change.kind !== "reservation-removed") return [change];
    const owner = change.owner.after;
    const given = new NumberSet(change.numbers);
    const names = new Set(change.names.map(({ name }) => name));
    const members = "values" in owner ? membersOfEnum(owner) : membersOfMessage(owner);
    const restored = members.filter(
      (member) =>
        (given.has(member.number) || names.has(member.name)) && isWhatItWas(ledger, owner.fullName, member),
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

/** Whether it had the number before, and nothing else has had it. */
function isWhatItWas(ledger: Ledger, owner: string, member: Member): boolean {
  const { own, others } = holdersOf(ledger, owner, member.number, member);
  return own.some(isSpent) && !others.some(isSpent);
}

import type { Evidence } from "./evidence.js";
import type { Holder, Ledger } from "./ledger.js";

/** Those that had the number and were something else than what is called `name` now. */
export function otherHolders(ledger: Ledger, owner: string, number: number, name: string): Holder[] {
  const holders = ledger.owners.get(owner)?.numbers.get(number) ?? [];
  return holders.filter((holder) => !holder.names.includes(name));
}

/** Whether a number is spent: no other field may take it. */
export function isSpent({ evidence }: Holder): boolean {
  return evidence.kind !== "other";
}

/** Whether a branch of this repository takes the number that may still be merged, or not. */
export function isInFlight({ evidence }: Holder): boolean {
  return evidence.kind === "other" && evidence.ref !== null && evidence.revision.source === "";
}

const strengths: Record<Evidence["kind"], number> = { release: 2, official: 1, other: 0 };

/** The holder with the strongest evidence; of several the one that was there last. */
export function strongestOf(holders: readonly Holder[]): Holder | undefined {
  const compare = (one: Holder, other: Holder) =>
    strengths[one.evidence.kind] - strengths[other.evidence.kind] ||
    Number(one.last.date > other.last.date) - Number(one.last.date < other.last.date);
  return holders.reduce<Holder | undefined>(
    (strongest, each) => (strongest && compare(strongest, each) > 0 ? strongest : each),
    undefined,
  );
}

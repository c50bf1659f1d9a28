import type { Evidence } from "./evidence.js";
import type { Form, Holder, Ledger } from "./ledger.js";
import { areSameType } from "./type-names.js";

/**
 * Those that had a number, in two parts: what has this form was the same field or value, and all others were not. What was a value
 * while the name was that of an enum is no field of a message of this name, nor the other way around.
 */
export function holdersOf(
  ledger: Ledger,
  owner: string,
  number: number,
  form: Form,
): { own: Holder[]; others: Holder[] } {
  const elementOf = (name: string) => ledger.owners.get(name)?.numbers;
  const isOwn = ({ forms }: Holder) =>
    forms.some(({ name, type }) => name === form.name && areSameType(type, form.type, owner, elementOf));
  const own: Holder[] = [];
  const others: Holder[] = [];
  for (const holder of ledger.owners.get(owner)?.numbers.get(number) ?? []) {
    if ((holder.type === "value") !== (form.type === "value")) continue;
    (isOwn(holder) ? own : others).push(holder);
  }
  return { own, others };
}

/** Whether a number is spent: no other field may take it. */
export function isSpent({ evidence }: Holder): boolean {
  return isSpentBy(evidence);
}

/** Whether what shows that something was used is strong enough that nothing else may take it. */
export function isSpentBy({ kind }: Evidence): boolean {
  return kind !== "other";
}

/** Whether a branch of this repository takes the number that may still be merged, or not. */
export function isInFlight({ evidence }: Holder): boolean {
  return evidence.kind === "other" && evidence.ref !== null && evidence.revision.source === "";
}

const strengths: Record<Evidence["kind"], number> = { release: 2, official: 1, other: 0 };

/** The holder with the strongest evidence; of several the one that was there last. */
export function strongestOf(holders: readonly Holder[]): Holder | undefined {
  return strongest(holders, ({ evidence, last }) => ({ evidence, date: last.date }));
}

/** The item with the strongest evidence; of several the one that was shown last. */
export function strongestBy<T>(items: readonly T[], evidenceOf: (item: T) => Evidence): T | undefined {
  return strongest(items, (item) => {
    const evidence = evidenceOf(item);
    return { evidence, date: evidence.revision.date };
  });
}

function strongest<T>(
  items: readonly T[],
  shown: (item: T) => { evidence: Evidence; date: string },
): T | undefined {
  const compare = (one: T, other: T) => {
    const [a, b] = [shown(one), shown(other)];
    const order = strengths[a.evidence.kind] - strengths[b.evidence.kind];
    return order || Number(a.date > b.date) - Number(a.date < b.date);
  };
  return items.reduce<T | undefined>(
    (first, each) => (first !== undefined && compare(first, each) > 0 ? first : each),
    undefined,
  );
}

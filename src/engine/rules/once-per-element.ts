import type { Ledger } from "../ledger/ledger.js";

/** Something that a rule finds out about an element of a schema and its history. */
type Find<E, R> = (element: E, ledger: Ledger) => R;

/**
 * Finds it out only once for the same element and ledger. Two states have most elements in common: of these the history tells
 * the same.
 */
export function oncePerElement<E extends object, R>(find: Find<E, R>): Find<E, R> {
  const byLedger = new WeakMap<Ledger, WeakMap<E, R>>();
  return (element, ledger) => {
    const results = byLedger.get(ledger) ?? new WeakMap<E, R>();
    byLedger.set(ledger, results);
    const known = results.get(element);
    if (known !== undefined) return known;
    const result = find(element, ledger);
    results.set(element, result);
    return result;
  };
}

import { assembleLedger } from "./assemble.js";
import { isInFlight } from "./holders.js";
import type { Ledger } from "./ledger.js";
import type { Link } from "./links.js";
import type { RevisionLog } from "./revision-log.js";

/**
 * The ledger of a log, and beside it the numbers that branches take which are not merged; `everything` is the log with
 * what these branches have. Nothing else of them counts, not even what they rename: which of them a clone has must not
 * change what is wrong.
 */
export function withInFlight(log: RevisionLog, everything: RevisionLog): Ledger {
  const ledger = assembleLedger(log);
  const all = assembleLedger({ ...everything, links: withReusedNamesOf(log, everything) });
  const done = new Set<unknown>();
  for (const [name, { kind, numbers }] of ledger.owners) {
    const owner = all.owners.get(name);
    if (!owner || owner.kind !== kind || done.has(numbers)) continue;
    done.add(numbers);
    for (const [number, holders] of owner.numbers) {
      const inFlight = holders.filter(isInFlight);
      if (inFlight.length > 0) numbers.set(number, [...(numbers.get(number) ?? []), ...inFlight]);
    }
  }
  return ledger;
}

/** The links of everything; which names stand for two things only the log tells. */
function withReusedNamesOf(log: RevisionLog, everything: RevisionLog): Link[] {
  const isReused = ({ of }: Link) => of === "reused";
  return [...everything.links.filter((link) => !isReused(link)), ...log.links.filter(isReused)];
}

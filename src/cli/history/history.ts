import { assembleLedger } from "@grpc-evolution/engine/ledger/assemble.js";
import { withInFlight } from "@grpc-evolution/engine/ledger/in-flight.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { mergeLedgers } from "@grpc-evolution/engine/ledger/merge.js";
import { withPast } from "@grpc-evolution/engine/ledger/past.js";
import { joinRevisionLogs } from "@grpc-evolution/engine/ledger/revision-log.js";
import { refuseShallow } from "../git/refs.js";
import { readIncluded } from "./included.js";
import { type LogOptions, type ReadLogs, readLogs } from "./read-log.js";

export interface HistoryOptions extends LogOptions {
  /** Files with ledgers that other repositories exported. */
  include: readonly string[];
  /** Called with each of them that an earlier version wrote. */
  onOutdated?: (file: string) => void;
}

/**
 * The ledger of everything that any branch, any tag or the checked revision reaches.
 * Throws a UserError where the history is not all there.
 */
export async function readHistory(options: HistoryOptions): Promise<Ledger> {
  refuseShallow(options.repository);
  const [included, logs] = await Promise.all([readIncluded(options.include), readLogs(options)]);
  for (const [index, file] of options.include.entries()) {
    if (included[index]?.isOutdated) options.onOutdated?.(file);
  }
  const own = { ...ledgerOf(logs), head: options.head };
  return included.length > 0 ? mergeLedgers(own, included) : own;
}

function ledgerOf({ log, unmerged }: ReadLogs): Ledger {
  const own = withPast(log);
  return unmerged.revisions === 0
    ? assembleLedger(own)
    : withInFlight(own, withPast(joinRevisionLogs([log, unmerged])));
}

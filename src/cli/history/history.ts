import { assembleLedger } from "@grpc-evolution/engine/ledger/assemble.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { mergeLedgers } from "@grpc-evolution/engine/ledger/merge.js";
import { isShallow, refuseShallow } from "../git/refs.js";
import { readIncluded } from "./included.js";
import { type LogOptions, readRevisionLog } from "./read-log.js";

export interface HistoryOptions extends LogOptions {
  /** Files with ledgers that other repositories exported. */
  include: readonly string[];
}

/**
 * The ledger of everything that any branch, any tag or the working tree's own commit reaches.
 * Throws a UserError where the history is not all there.
 */
export async function readHistory(options: HistoryOptions): Promise<Ledger> {
  refuseShallow({ shallow: await isShallow(options.folder) });
  const [included, log] = await Promise.all([readIncluded(options.include), readRevisionLog(options)]);
  const own = assembleLedger(log);
  return included.length > 0 ? mergeLedgers(own, included) : own;
}

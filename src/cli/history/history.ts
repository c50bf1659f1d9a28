import { assembleLedger } from "@grpc-evolution/engine/ledger/assemble.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { mergeLedgers } from "@grpc-evolution/engine/ledger/merge.js";
import { isShallow, refuseShallow } from "../git/refs.js";
import type { ReleaseTags } from "../git/release-tags.js";
import { readIncluded } from "./included.js";
import { readRevisionLog } from "./read-log.js";

export interface HistoryOptions {
  /** A folder in the repository; the globs are relative to it. */
  folder: string;
  globs: readonly string[];
  releases: ReleaseTags;
  /** Files with ledgers that other repositories exported. */
  include: readonly string[];
  /** Whether to remember what was read, in the repository's own folder. */
  cache: boolean;
  /** Told how many versions of files are read, and of how many. */
  onProgress?: (done: number, total: number) => void;
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

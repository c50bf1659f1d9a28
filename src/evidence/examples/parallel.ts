import { availableParallelism } from "node:os";
import { inParallel } from "../../cli/matrix/parallel.js";

/** Runs `work` on all items, one per processor at a time; the first error ends it. */
export function forEachParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  return inParallel(items, availableParallelism(), new AbortController(), work);
}

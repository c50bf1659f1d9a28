import { availableParallelism } from "node:os";

/** Runs `work` on all items, one per processor at a time; the first error ends it. */
export async function forEachParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/**
 * Does `work` on all items in their order, at most `jobs` at a time. Once `stop` is aborted no other begins; the first
 * error aborts it. Returns when all that began have ended, and throws that error.
 */
export async function inParallel<T>(
  items: readonly T[],
  jobs: number,
  stop: AbortController,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const item of queue) {
      if (stop.signal.aborted) return;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  if (errors.length > 0) throw errors[0];
}

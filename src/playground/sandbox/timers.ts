import { addToSet, apply, deleteFromSet } from "./kept.js";

/** The browser's own functions, kept before the program could replace them. */
const { setTimeout: start, clearTimeout: stop, setInterval: startInterval } = globalThis;

type Timer = ReturnType<typeof setTimeout>;

type Callback = (...args: unknown[]) => void;

/**
 * Gives the program timers that are counted. `done` is called whenever one has run or was cleared, `fail` with what one
 * has thrown. Returns the number of those that are left to run.
 */
export function installTimers(done: () => void, fail: (thrown: unknown) => void): () => number {
  const pending = new Set<Timer>();
  let count = 0;

  function add(id: Timer): void {
    addToSet(pending, id);
    count += 1;
  }

  /** Says whether it was one of those that are left. */
  function remove(id: Timer): boolean {
    const wasLeft = deleteFromSet(pending, id);
    if (wasLeft) count -= 1;
    return wasLeft;
  }

  function call(callback: Callback, args: unknown[]): void {
    try {
      apply(callback, undefined, args);
    } catch (thrown) {
      fail(thrown);
    }
  }

  function clear(id?: Timer): void {
    stop(id);
    if (id !== undefined && remove(id)) done();
  }

  Object.assign(globalThis, {
    setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) => {
      const id = start(() => {
        call(callback, args);
        remove(id);
        done();
      }, delay);
      add(id);
      return id;
    },
    setInterval: (callback: Callback, delay?: number, ...args: unknown[]) => {
      const id = startInterval(() => call(callback, args), delay);
      add(id);
      return id;
    },
    clearTimeout: clear,
    clearInterval: clear,
  });
  return () => count;
}

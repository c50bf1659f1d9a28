/** Kept before the program could replace it. */
const reject = Promise.reject.bind(Promise);

/**
 * Calls `report` with the reason of every rejected promise that nobody handles. Returns a function that calls `callback`
 * when all those are reported that are rejected by now: browsers report them in order, so one more is put behind them.
 */
export function watchRejections(report: (reason: unknown) => void): (callback: () => void) => void {
  const callbacks = new Map<unknown, () => void>();
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    const callback = callbacks.get(event.reason);
    if (!callback) return report(event.reason);
    event.stopImmediatePropagation();
    callback();
  });
  return (callback) => {
    const mark = Symbol("after the rejections");
    callbacks.set(mark, callback);
    reject(mark);
  };
}

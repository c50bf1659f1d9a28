import { getFromMap, preventDefault, reject, setInMap, stopImmediatePropagation } from "./kept.js";

/**
 * Calls `report` with the reason of every rejected promise that nobody handles. Returns a function that calls `callback`
 * when all those are reported that are rejected by now: browsers report them in order, so one more is put behind them.
 */
export function watchRejections(report: (reason: unknown) => void): (callback: () => void) => void {
  const callbacks = new Map<unknown, () => void>();
  addEventListener("unhandledrejection", (event) => {
    preventDefault(event);
    const callback = getFromMap(callbacks, event.reason);
    if (!callback) return report(event.reason);
    stopImmediatePropagation(event);
    callback();
  });
  return (callback) => {
    const mark = Symbol("after the rejections");
    setInMap(callbacks, mark, callback);
    reject(mark);
  };
}

/** What comes of a question. */
export type Report<A> =
  | { kind: "answer"; answer: A }
  /** It took too long, or failed: the worker was ended, and the next question gets a new one. */
  | { kind: "given up"; reason: "time" | "failed" }
  /** The worker's program did not load. */
  | { kind: "not loaded" };

export interface Engine<Q> {
  /** Asks; a question that is still waiting is forgotten for it. */
  ask(question: Q): void;
  close(): void;
}

/** What is used of a `Worker`. */
export type WorkerLike = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

/** A question may take this long, in milliseconds. */
export const timeLimit = 2000;

/**
 * Asks one question after the other of a worker: while one is being answered only the newest other one waits.
 * The time counts from when the worker is ready, so that a slow network does not.
 */
export function openEngine<Q, A>(
  makeWorker: () => WorkerLike,
  report: (report: Report<A>) => void,
  limit = timeLimit,
): Engine<Q> {
  let worker: WorkerLike | null = null;
  let isReady = false;
  let asked: Q | null = null;
  let waiting: Q | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = () => {
    worker = makeWorker();
    worker.onmessage = ({ data }) => (data === "ready" ? ready() : answered(data as A));
    worker.onerror = () => (isReady ? giveUp("failed") : notLoaded());
  };
  const end = () => {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
    isReady = false;
    asked = null;
  };
  const ready = () => {
    isReady = true;
    next();
  };
  const next = () => {
    if (!isReady || asked || !waiting) return;
    asked = waiting;
    waiting = null;
    timer = setTimeout(() => giveUp("time"), limit);
    worker?.postMessage(asked);
  };
  const answered = (answer: A) => {
    clearTimeout(timer);
    asked = null;
    report({ kind: "answer", answer });
    next();
  };
  const giveUp = (reason: "time" | "failed") => {
    end();
    start();
    report({ kind: "given up", reason });
  };
  const notLoaded = () => {
    end();
    report({ kind: "not loaded" });
  };

  start();
  return {
    ask(question) {
      waiting = question;
      if (!worker) start();
      next();
    },
    close: end,
  };
}

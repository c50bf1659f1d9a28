import { installConsole } from "./console.js";
import { preventDefault, whenSettled } from "./kept.js";
import type { Problem, Report } from "./messages.js";
import { openOutput } from "./output.js";
import { watchRejections } from "./rejections.js";
import { installTimers } from "./timers.js";

/**
 * Runs the program and reports what it prints and how it ends. As in Node it ends when its last statement has and no timer
 * is left to run; an error that nobody catches, a rejected promise included, ends it at once.
 */
export function supervise(
  program: () => Promise<void>,
  problemOf: (thrown: unknown) => Problem,
  send: (report: Report) => void,
): void {
  let ended = false;
  let finished = false;

  function end(how: "by itself" | "failed" | "output", problem: Problem | null = null): void {
    if (ended) return;
    ended = true;
    output.flush();
    send({ kind: "ended", how, problem });
  }

  function fail(thrown: unknown): void {
    if (!ended) end("failed", problemOf(thrown));
  }

  /** What is ready to run goes first: it may start another timer, or leave a rejected promise behind. */
  function endIfIdle(): void {
    if (finished && timersLeft() === 0) {
      afterRejections(() => {
        if (timersLeft() === 0) end("by itself");
      });
    }
  }

  const output = openOutput(
    (text) => send({ kind: "output", text }),
    () => end("output"),
  );
  const timersLeft = installTimers(endIfIdle, fail);
  installConsole((text) => {
    if (!ended) output.write(text);
  });
  addEventListener("error", (event) => {
    preventDefault(event);
    fail(event.error ?? event.message);
  });
  const afterRejections = watchRejections(fail);
  send({ kind: "started" });
  const finish = () => {
    finished = true;
    endIfIdle();
  };
  whenSettled(program(), finish, fail);
}

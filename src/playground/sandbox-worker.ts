import {
  type Order,
  type Parts,
  type Problem,
  type RunRequest,
  readAnswer,
  reportReader,
} from "./sandbox/messages.js";
import { removeSandboxFrame, sandboxFrame } from "./sandbox-frame.js";

/** How long a program may run, in milliseconds. */
export const timeLimit = 2000;

/** How long before that the frame is asked whether it is still there. */
const answerLimit = 1000;

/** How long it may take until a program starts; only a sandbox that is broken takes as long. */
const startLimit = 10_000;

/** How a program ended: by itself or by one of its limits, `broken` where it never started, `replaced` by another one. */
export type End = "by itself" | "failed" | "time" | "output" | "memory" | "broken" | "replaced";

/** What came of a program. */
export interface Ending {
  end: End;
  output: string;
  problem: Problem | null;
  milliseconds: number;
}

/** Where one program runs: a worker of the frame, which is gone afterwards. */
export interface Sandbox {
  /** Runs the program of this sandbox, the only one. `signal` ends it. Rejects where the frame cannot be loaded. */
  perform(request: RunRequest, signal: AbortSignal): Promise<Ending>;
  /** Takes away a sandbox that ran no program. */
  close(): void;
}

/** Opens a sandbox, and lets it get ready. */
export function openSandbox(parts: Parts): Sandbox {
  const { port1: port, port2: far } = new MessageChannel();
  const isOpen = sandboxFrame().then((frame) => frame.postMessage(parts, "*", [far]));
  isOpen.catch(() => {}); // It is told to who runs a program.
  return {
    async perform(request, signal) {
      await isOpen;
      return new Promise((resolve) => watch(port, request, signal, resolve));
    },
    close: () => end(port),
  };
}

function order(port: MessagePort, message: Order): void {
  port.postMessage(message);
}

function end(port: MessagePort): void {
  order(port, { kind: "end" });
  port.close();
}

/** Sends the request, and calls `resolve` when its program has ended or is to be ended. Closes the sandbox before. */
function watch(
  port: MessagePort,
  request: RunRequest,
  signal: AbortSignal,
  resolve: (ending: Ending) => void,
): void {
  const read = reportReader(() => finish("output"));
  let output = "";
  let startedAt = Number.NaN;
  let isAlive = false;
  let timer = setTimeout(finish, startLimit, "broken");

  function finish(how: End, problem: Problem | null = null): void {
    clearTimeout(timer);
    signal.removeEventListener("abort", replace);
    end(port);
    // A frame that does not answer, or starts nothing, may be gone: the next program gets another one.
    if (how === "memory" || how === "broken") removeSandboxFrame();
    resolve({ end: how, output, problem, milliseconds: Math.round(performance.now() - startedAt) || 0 });
  }

  function replace(): void {
    finish("replaced");
  }

  function hear({ data }: MessageEvent): void {
    const answer = readAnswer(data);
    if (answer?.kind === "broken") finish("broken");
    if (answer?.kind === "alive") isAlive = true;
    const report = read(data);
    if (report?.kind === "started" && Number.isNaN(startedAt)) {
      startedAt = performance.now();
      clearTimeout(timer);
      timer = setTimeout(ask, timeLimit - answerLimit);
    }
    if (report?.kind === "output") output += report.text;
    if (report?.kind === "ended") finish(report.how, report.problem);
  }

  /** A frame that does not even answer is gone: that is how browsers end a process that wants too much memory. */
  function ask(): void {
    isAlive = false;
    order(port, { kind: "answer" });
    timer = setTimeout(() => finish(isAlive ? "time" : "memory"), answerLimit);
  }

  port.onmessage = hear;
  signal.addEventListener("abort", replace);
  order(port, { kind: "run", request });
  if (signal.aborted) replace();
}

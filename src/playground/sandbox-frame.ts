import { frameDocument, newNonce } from "./frame-document.js";
import { outputLimit, type Parts, type Problem, type RunRequest, readReport } from "./sandbox/messages.js";

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

/** Where one program runs: a hidden frame with a worker, both of which are gone afterwards. */
export interface SandboxFrame {
  /** Runs the program of this frame, the only one. `signal` ends it. */
  perform(request: RunRequest, signal: AbortSignal): Promise<Ending>;
  /** Takes away a frame that ran no program. */
  close(): void;
}

/** Opens a frame, and lets it get ready. */
export function openSandboxFrame(parts: Parts): SandboxFrame {
  const { port1: port, port2: far } = new MessageChannel();
  const frame = hiddenFrame();
  frame.addEventListener("load", () => frame.contentWindow?.postMessage(parts, "*", [far]), { once: true });
  document.body.append(frame);
  return {
    perform: (request, signal) => new Promise((resolve) => watch(frame, port, request, signal, resolve)),
    close() {
      port.close();
      frame.remove();
    },
  };
}

/** Sends the request, and calls `resolve` when its program has ended or is to be ended. Closes the frame before. */
function watch(
  frame: HTMLIFrameElement,
  port: MessagePort,
  request: RunRequest,
  signal: AbortSignal,
  resolve: (ending: Ending) => void,
): void {
  let output = "";
  let startedAt = Number.NaN;
  let isAlive = false;
  let timer = setTimeout(finish, startLimit, "broken");

  function finish(end: End, problem: Problem | null = null): void {
    clearTimeout(timer);
    removeEventListener("message", hearFrame);
    signal.removeEventListener("abort", replace);
    port.close();
    frame.remove();
    resolve({ end, output, problem, milliseconds: Math.round(performance.now() - startedAt) || 0 });
  }

  function replace(): void {
    finish("replaced");
  }

  function hear({ data }: MessageEvent): void {
    const report = readReport(data);
    if (report?.kind === "started" && Number.isNaN(startedAt)) {
      startedAt = performance.now();
      clearTimeout(timer);
      timer = setTimeout(ask, timeLimit - answerLimit);
    }
    if (report?.kind === "output") output = (output + report.text).slice(0, outputLimit);
    if (report?.kind === "ended") finish(report.how, report.problem);
  }

  /** A frame that does not even answer is gone: that is how browsers end a process that wants too much memory. */
  function ask(): void {
    isAlive = false;
    frame.contentWindow?.postMessage("alive?", "*");
    timer = setTimeout(() => finish(isAlive ? "time" : "memory"), answerLimit);
  }

  function hearFrame({ source, data }: MessageEvent): void {
    if (source !== frame.contentWindow) return;
    if (data === "broken") finish("broken");
    if (data === "alive") isAlive = true;
  }

  port.onmessage = hear;
  addEventListener("message", hearFrame);
  signal.addEventListener("abort", replace);
  frame.contentWindow?.postMessage("broken?", "*");
  port.postMessage(request);
}

function hiddenFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.title = "Sandbox for programs";
  frame.srcdoc = frameDocument(newNonce());
  return frame;
}

/** What runs in the worker before the program, and around it: it gets one request, runs it once, and reports. */

import { libraries } from "./libraries.js";
import { moduleLoader } from "./loader.js";
import type { Parts, Report, RunRequest } from "./messages.js";
import { problemOf, syntaxProblem } from "./problem.js";
import { compile, type Run } from "./program.js";
import { removeGlobals } from "./remove-globals.js";
import { supervise } from "./supervise.js";

/** The parts beside this one; null for one that the program does not need. */
interface Loaded {
  connect: typeof import("./connect.js") | null;
  strip: typeof import("./strip.js") | null;
}

/**
 * The only way to the page is a port that nothing of the program can reach. Its method is bound here, so that a program
 * that replaces the methods of all ports does not get hold of it.
 */
function attend(port: MessagePort, loaded: Loaded): void {
  const send = port.postMessage.bind(port) as (report: Report) => void;
  port.onmessage = ({ data }: MessageEvent<RunRequest>) => {
    port.onmessage = null;
    perform(data, loaded, send);
  };
}

async function perform(
  { files, main, stripped }: RunRequest,
  { connect, strip }: Loaded,
  send: (report: Report) => void,
): Promise<void> {
  const text = files.find(({ name }) => name === main)?.text ?? "";
  const { code, problem } = strip?.strip(text, main) ?? { code: stripped ?? "", problem: null };
  if (problem) return send({ kind: "ended", how: "failed", problem });
  const source = { name: main, text, stripped: code };
  let run: Run;
  try {
    run = compile(code, main);
  } catch (error) {
    return send({ kind: "ended", how: "failed", problem: await syntaxProblem(error, source) });
  }
  const require = moduleLoader(files, { ...libraries, ...connect?.modules });
  supervise(
    () => run(require),
    (thrown) => problemOf(thrown, source),
    send,
  );
}

/** Evaluates a part of the sandbox; it exports what its type says. */
function load<Exports>(part: string | null): Exports | null {
  if (part === null) return null;
  const module = { exports: {} };
  const evaluate = new Function("module", "exports", "require", part);
  evaluate(module, module.exports, (name: string) => libraries[name]);
  return module.exports as Exports;
}

/** All this is done before there is a program, often long before: see `runner.ts`. */
addEventListener(
  "message",
  ({ data: { connect, strip }, ports: [port] }: MessageEvent<Parts>) =>
    port && attend(port, { connect: load(connect), strip: load(strip) }),
  { once: true },
);
removeGlobals();

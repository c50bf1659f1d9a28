/** What runs in the worker before the program, and around it: it gets one order, runs it once, and reports. */
import { fence } from "./fence.js";
import { libraries } from "./libraries.js";
import { moduleLoader } from "./loader.js";
import type { Order, Report } from "./messages.js";
import { problemOf, syntaxProblem } from "./problem.js";
import { compile, type Run } from "./program.js";
import type { Stripped } from "./strip.js";
import { supervise } from "./supervise.js";

/**
 * The only way to the page is a port that nothing of the program can reach. Its method is bound here, so that a program
 * that replaces the methods of all ports does not get hold of it.
 */
function attend(port: MessagePort): void {
  const send = port.postMessage.bind(port) as (report: Report) => void;
  port.onmessage = ({ data }: MessageEvent<Order>) => {
    port.onmessage = null;
    perform(data, send);
  };
}

async function perform(order: Order, send: (report: Report) => void): Promise<void> {
  const { files, main, parts } = order;
  const text = files.find(({ name }) => name === main)?.text ?? "";
  const { code, problem } = javaScriptOf(order, text);
  if (problem) return send({ kind: "ended", how: "failed", problem });
  const source = { name: main, text, stripped: code };
  let run: Run;
  try {
    run = compile(code, main);
  } catch (error) {
    return send({ kind: "ended", how: "failed", problem: await syntaxProblem(error, source) });
  }
  const connect = parts.connect === null ? {} : (load(parts.connect).modules as object);
  const require = moduleLoader(files, { ...libraries, ...connect });
  supervise(
    () => run(require),
    (thrown) => problemOf(thrown, source),
    send,
  );
}

function javaScriptOf({ main, stripped, parts }: Order, text: string): Stripped {
  if (stripped !== null) return { code: stripped, problem: null };
  const { strip } = load(parts.strip ?? "") as typeof import("./strip.js");
  return strip(text, main);
}

/** Evaluates a part of the sandbox and returns its exports. */
function load(part: string): Record<string, unknown> {
  const module = { exports: {} };
  const evaluate = new Function("module", "exports", "require", part);
  evaluate(module, module.exports, (name: string) => libraries[name]);
  return module.exports;
}

addEventListener("message", ({ ports: [port] }) => port && attend(port), { once: true });
fence();

import { format, inspect } from "node-inspect-extracted";
import { apply, cut } from "./kept.js";
import { outputLimit } from "./messages.js";

/** Lines of a stack trace that lie in the sandbox itself. */
const ownFrames = /\n[^\n]*\bblob:[^\n]*/g;

/** Gives the program a console that writes what Node would print to a pipe, warnings and errors included. */
export function installConsole(write: (text: string) => void): void {
  const print = (...args: unknown[]) => {
    const text = cut(apply(format, undefined, args), outputLimit);
    write(`${cut(text.replace(ownFrames, ""), outputLimit)}\n`);
  };
  const console = { log: print, info: print, debug: print, warn: print, error: print };
  describeErrors();
  Object.defineProperty(globalThis, "console", { value: console, writable: true, configurable: true });
}

/** Where an error's stack is only its calls, as in Firefox and Safari, what Node prints is put together. */
function describeErrors(): void {
  if (new Error("seen").stack?.startsWith("Error: seen")) return;
  Object.defineProperty(Error.prototype, inspect.custom, {
    value(this: Error) {
      const calls = String(this.stack)
        .split("\n")
        .filter((call) => /[^@]/.test(call));
      return [`${this}`, ...calls.map((call) => `    at ${call}`)].join("\n");
    },
    configurable: true,
    writable: true,
  });
}

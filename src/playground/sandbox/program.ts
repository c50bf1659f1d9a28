import { type LineColumn, LineIndex } from "@grpc-evolution/engine/source/source.js";
import { importMetaName, tokensOf } from "./stripped.js";

/** Runs a program; resolves when its last statement has ended. */
export type Run = (require: (name: string) => unknown) => Promise<void>;

type Enclosed = (
  require: (name: string) => unknown,
  exports: object,
  importMeta: { url: string },
) => () => Promise<void>;

/** Begins the first line of the program, so that its lines keep their numbers. */
const head = `(function(require,exports,${importMetaName}){"use strict";return async()=>{`;

/** The program as a script: a function that may await, in which names of the program are none of ours. */
export function scriptOf(stripped: string, name: string): string {
  return `${head}${stripped}\n}})\n//# sourceURL=${labelOf(name)}`;
}

/** Compiles what `strip` made of the file `name`. Throws the engine's `SyntaxError` where it is no JavaScript. */
export function compile(stripped: string, name: string): Run {
  // biome-ignore lint/security/noGlobalEval: programs are run here, in a worker that can reach nothing
  const enclosed = globalThis.eval(scriptOf(stripped, name)) as Enclosed;
  return (require) => enclosed(require, {}, { url: `file:///program/${encodeURIComponent(name)}` })();
}

/** A place of the script in the text that it was made of: that of the token that stands there. */
export function writtenPlace(stripped: string, text: string, { line, column }: LineColumn): LineColumn {
  const made = new LineIndex(stripped).offsetOf(line, 1) + column - 1 - (line === 1 ? head.length : 0);
  const token = tokensOf(stripped).findLast((each) => each.made <= made);
  return token ? new LineIndex(text).lineColumnOf(token.written) : { line, column: 1 };
}

/** How the program is called in stack traces. */
export function labelOf(name: string): string {
  return name.replace(/[^\w.-]/g, "_");
}

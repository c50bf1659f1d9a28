/** Where a JavaScript engine sees an error in a script. Each engine tells it in its own way. */
import type { LineColumn } from "@grpc-evolution/engine/source/source.js";

/** How much of a stack trace is looked at, in characters. */
const stackLimit = 100_000;

/** What engines add to errors: WebKit `line`, `column` and `sourceURL`, Firefox `lineNumber` and `columnNumber`. */
interface EnginePlace {
  line?: unknown;
  column?: unknown;
  sourceURL?: unknown;
  lineNumber?: unknown;
  columnNumber?: unknown;
}

/**
 * The place of the innermost call that stands in the script known as `label`; null where it is not told. WebKit's stack
 * does not name such scripts: there it is known only for errors that the script itself throws.
 */
export function placeOfError(error: Error, label: string): LineColumn | null {
  const stack = String(error.stack).slice(0, stackLimit);
  const call = new RegExp(`\\b${label.replaceAll(".", "\\.")}:(\\d+):(\\d+)`).exec(stack);
  if (call) return placeFrom(Number(call[1]), Number(call[2]));
  const { line, column, sourceURL } = error as EnginePlace;
  return sourceURL ? null : placeFrom(line, column);
}

/** The place of a syntax error, in a script that the engine refused with this error; null where it is not told. */
export async function placeOfSyntaxError(error: unknown, script: string): Promise<LineColumn | null> {
  const { lineNumber, columnNumber } = error as EnginePlace;
  return placeFrom(lineNumber, columnNumber) ?? (await placeFromEvent(script));
}

/** V8 and WebKit tell it only in an error event, and only of a script that they get by itself. */
function placeFromEvent(script: string): Promise<LineColumn | null> {
  return new Promise((resolve) => {
    const listen = (event: ErrorEvent) => {
      event.preventDefault();
      resolve(placeFrom(event.lineno, event.colno));
    };
    addEventListener("error", listen, { once: true });
    setTimeout(script);
    setTimeout(() => resolve(null), 100);
  });
}

/** Some engines know a line and give 0 for its column. */
function placeFrom(line: unknown, column: unknown): LineColumn | null {
  if (!Number.isSafeInteger(line) || !Number.isSafeInteger(column)) return null;
  return (line as number) > 0 ? { line: line as number, column: Math.max(1, column as number) } : null;
}

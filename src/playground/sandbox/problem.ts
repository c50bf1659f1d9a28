import { ReadError } from "@grpc-evolution/engine/schema/read-error.js";
import type { LineColumn } from "@grpc-evolution/engine/source/source.js";
import { inspect } from "node-inspect-extracted";
import { placeOfError, placeOfSyntaxError } from "./engine-place.js";
import { cut, isSafeInteger } from "./kept.js";
import { messageLimit, nameLimit, type Problem } from "./messages.js";
import { labelOf, scriptOf, writtenPlace } from "./program.js";

/** A program: its TypeScript, and the JavaScript that was made of it. */
export interface Source {
  name: string;
  text: string;
  stripped: string;
}

/**
 * What a program threw: a schema that cannot be read at its place, all else at the place in the program. A program that
 * replaced what describes errors, or whose errors cannot be described, gets to know only that it failed.
 */
export function problemOf(thrown: unknown, source: Source): Problem {
  try {
    return describe(thrown, source);
  } catch {
    return { message: noDescription, file: source.name, line: 0, column: 0 };
  }
}

const noDescription = "the program threw something that cannot be described";

function describe(thrown: unknown, source: Source): Problem {
  if (thrown instanceof ReadError && thrown.problems[0]) return limited(thrown.problems[0]);
  if (!(thrown instanceof Error)) return problemAt(`the program threw ${inspect(thrown)}`, null, source);
  return problemAt(String(thrown), placeOfError(thrown, labelOf(source.name)), source);
}

/** What the engine says about a program that it cannot compile. */
export async function syntaxProblem(error: unknown, source: Source): Promise<Problem> {
  const script = scriptOf(source.stripped, source.name);
  return problemAt(String(error), await placeOfSyntaxError(error, script), source);
}

function problemAt(message: string, place: LineColumn | null, { name, text, stripped }: Source): Problem {
  const written = place ? writtenPlace(stripped, text, place) : { line: 0, column: 0 };
  return limited({ message, file: name, ...written });
}

/** As the page takes it: a program may have made of it what it likes, that of a schema included. */
function limited({ message, file, line, column }: Problem): Problem {
  const place = isSafeInteger(line) && isSafeInteger(column) && line >= 0 && column >= 0;
  return {
    message: cut(message, messageLimit),
    file: cut(file, nameLimit),
    line: place ? line : 0,
    column: place ? column : 0,
  };
}

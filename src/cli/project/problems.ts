import type { State } from "@grpc-evolution/engine/check/request.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { declaredTwice } from "@grpc-evolution/engine/schema/declared-twice.js";
import type { ParsedFile } from "@grpc-evolution/engine/schema/names.js";
import {
  type ReadProblem,
  readFiles,
  readSchema,
  type SourceText,
} from "@grpc-evolution/engine/schema/read.js";
import { linesOf } from "@grpc-evolution/engine/source/source.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** At most so many problems are shown; those that follow are mostly consequences. */
const shown = 20;

/**
 * What is to be checked must be readable: otherwise prints a line for each problem on standard error, as compilers
 * do, and throws a UserError.
 */
export function refuseProblems(files: SourceText[]): void {
  const { parsed, problems } = readFiles(files);
  refuseDeclaredTwice(parsed);
  if (problems.length === 0) return;
  for (const problem of problems.slice(0, shown)) process.stderr.write(`${problemText(problem)}\n`);
  const rest = problems.length > shown ? `, of which the first ${shown} are above` : "";
  const count = problems.length === 1 ? "One statement" : `${problems.length} statements`;
  throw new UserError(`${count} cannot be read${rest}: nothing was checked.`, "Correct what is wrong there.");
}

/** Only the first declaration of a name is looked at: another one could change unseen. */
function refuseDeclaredTwice(parsed: ParsedFile[]): void {
  const [duplicate] = declaredTwice(parsed);
  if (!duplicate) return;
  const file = parsed[duplicate.file] as ParsedFile;
  const place = { file: file.path, ...linesOf(file).lineColumnOf(duplicate.at) };
  const message = `${duplicate.fullName} is declared in ${duplicate.first}, too, and not the same`;
  throw new UserError(`${problemText({ ...place, message })}.`, "Leave one of these files out of protos.");
}

/** What was released stays as it is: a file that cannot be read wholly is compared as far as it can, and named. */
export function sayProblems({ label, files }: State, notes: Notes): void {
  const [first, ...others] = readSchema(files).problems;
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  notes.say(`${label} cannot be read wholly, it is compared as far as it can: ${problemText(first)}${more}`);
}

function problemText({ file, line, column, message }: ReadProblem): string {
  return `${printable(file)}:${line}:${column}: ${printable(message)}`;
}

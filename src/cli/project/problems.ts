import type { State } from "@grpc-evolution/engine/check/request.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { declaredTwice } from "@grpc-evolution/engine/schema/declared-twice.js";
import type { ParsedFile } from "@grpc-evolution/engine/schema/names.js";
import {
  type ReadProblem,
  readFiles,
  readState,
} from "@grpc-evolution/engine/schema/read.js";
import { linesOf } from "@grpc-evolution/engine/source/source.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { declaredDifferently } from "./protocol.js";

/** At most so many problems are shown; those that follow are mostly consequences. */
const shown = 20;

/**
 * What is to be checked must be readable: otherwise prints a line for each problem on standard error, as compilers
 * do, and throws a UserError.
 */
export function refuseProblems(
  state: Pick<State, "files" | "resolved">,
  isChosen: (path: string) => boolean = () => true,
): void {
  const { parsed, problems } = readFiles(state);
  refuseDeclaredTwice(parsed, isChosen);
  if (problems.length === 0) return;
  for (const problem of problems.slice(0, shown)) process.stderr.write(`${problemText(problem)}\n`);
  const rest = problems.length > shown ? `, of which the first ${shown} are above` : "";
  const count = problems.length === 1 ? "One statement" : `${problems.length} statements`;
  throw new UserError(`${count} cannot be read${rest}: nothing was checked.`, "Correct what is wrong there.");
}

/** Only the first declaration of a name is looked at: another one that the globs choose, too, could change unseen. */
function refuseDeclaredTwice(parsed: readonly ParsedFile[], isChosen: (path: string) => boolean): void {
  for (const { fullName, places } of declaredTwice(parsed.map(({ file }) => file))) {
    const chosen = places.map(({ file }) => parsed[file] as ParsedFile).filter(({ path }) => isChosen(path));
    if (chosen.length > 1) throw declaredDifferently(fullName, chosen);
  }
}

/** What was released stays as it is: a file that cannot be read wholly is compared as far as it can, and named. */
export function sayProblems(state: State, notes: Notes): void {
  const { label } = state;
  const [first, ...others] = readState(state).problems;
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  notes.say(`${label} cannot be read wholly, it is compared as far as it can: ${problemText(first)}${more}`);
}

function problemText({ file, line, column, message }: ReadProblem): string {
  return `${printable(file)}:${line}:${column}: ${printable(message)}`;
}

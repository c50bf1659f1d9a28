import type { Baseline, State } from "@grpc-evolution/engine/check/request.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { declaredTwice } from "@grpc-evolution/engine/schema/declared-twice.js";
import type { ParsedFile } from "@grpc-evolution/engine/schema/names.js";
import { type ReadProblem, readFiles, readState } from "@grpc-evolution/engine/schema/read.js";
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
  const { parsed, problems } = readFiles(state.files, state.resolved);
  if (problems.length === 0) {
    refuseDeclaredTwice(state, parsed, isChosen);
    return;
  }
  for (const problem of problems.slice(0, shown)) process.stderr.write(`${problemText(problem)}\n`);
  const rest = problems.length > shown ? `, of which the first ${shown} are above` : "";
  const count = problems.length === 1 ? "One statement" : `${problems.length} statements`;
  throw new UserError(`${count} cannot be read${rest}: nothing was checked.`, "Correct what is wrong there.");
}

/**
 * Only one declaration of a name is looked at, that of the one file that the globs choose: where they choose several that
 * declare it, or none, another one could change unseen. What is not judged may declare what it likes.
 */
export function refuseDeclaredTwice(
  state: Pick<State, "files" | "resolved">,
  parsed: readonly ParsedFile[] = readFiles(state.files, state.resolved).parsed,
  isChosen: (path: string) => boolean = () => true,
): void {
  const isJudged = new Set(state.files.map(({ path }) => path));
  for (const { fullName, places } of declaredTwice(parsed.map(({ file }) => file))) {
    const files = places
      .map(({ file }) => parsed[file] as ParsedFile)
      .filter(({ path }) => isJudged.has(path));
    const chosen = files.filter(({ path }) => isChosen(path));
    if (files.length > 1 && chosen.length !== 1) {
      throw declaredDifferently(fullName, chosen.length > 1 ? chosen : files);
    }
  }
}

/**
 * What somebody named, and what a change starts from, must be readable, too: what cannot be read could not be compared.
 * A release in the window is a finding instead, since nobody can mend it.
 */
export function refuseUnreadable(
  baselines: readonly Baseline[],
  reference: State | null,
  isNamed: (label: string) => boolean,
): void {
  const mendable = baselines.filter(({ releaseIndex, label }) => releaseIndex === null || isNamed(label));
  const named = reference && isNamed(reference.label) ? [reference] : [];
  for (const state of [...mendable, ...named]) {
    const [first, ...others] = readState(state).problems.filter(({ isReadable }) => !isReadable);
    if (!first) continue;
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    throw new UserError(
      `${printable(state.label)} cannot be read in full, so nothing was compared: ${problemText(first)}${more}`,
      "Name another revision, or leave the file out of protos with a glob that begins with !.",
    );
  }
}

/** What compilers refuse of older states that was read all the same; nobody can mend it there. */
export function refusedElsewhere(states: readonly Pick<State, "files" | "resolved" | "label">[]): string[] {
  return states.flatMap((state) => {
    const [first, ...others] = readState(state).problems.filter(({ isReadable }) => isReadable);
    if (!first) return [];
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    return [
      `${printable(state.label)} has what compilers refuse, and was read all the same: ${problemText(first)}${more}`,
    ];
  });
}

function problemText({ file, line, column, message }: ReadProblem): string {
  return `${printable(file)}:${line}:${column}: ${printable(message)}`;
}

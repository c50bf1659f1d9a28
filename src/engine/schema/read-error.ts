import type { ReadProblem } from "./read.js";

/** A protocol that cannot be used, with every reason; the message is the first of them with its place. */
export class ReadError extends Error {
  constructor(readonly problems: readonly ReadProblem[]) {
    super(problems.slice(0, 1).map(problemText).join(""));
    this.name = "ReadError";
  }
}

/** A problem in one line: `agent.proto:3:7: expected ";"`. */
function problemText({ file, line, column, message }: ReadProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** What crosses between the page and a sandbox: data only, and nothing of it is trusted before it was checked. */
import type { SourceFile } from "../../content/source-file.js";

/** How much of a program's output is kept, in characters. */
export const outputLimit = 100_000;

/** How long a message about a problem may be, in characters. */
export const messageLimit = 10_000;

/** How long the name of a file may be, in characters. */
export const nameLimit = 1000;

/** How many messages of a sandbox are read; one that prints as much as it may sends fewer, see `output.ts`. */
export const reportLimit = 2000;

/** What a sandbox is made of, as JavaScript; null for a part that its program does not need. */
export interface Parts {
  core: string;
  connect: string | null;
  strip: string | null;
}

/** The program that a sandbox is to run, once. */
export interface RunRequest {
  files: SourceFile[];
  /** Name of the TypeScript file that is run. */
  main: string;
  /** The same file as JavaScript, see `strip.ts`; null where the sandbox has to make it. */
  stripped: string | null;
}

/** Why a program did not get to its end; line and column count from 1, and are 0 where they are not known. */
export interface Problem {
  message: string;
  file: string;
  line: number;
  column: number;
}

/** What the page asks of the frame for one sandbox: to run its program, to show that the frame is there, to end it all. */
export type Order = { kind: "run"; request: RunRequest } | { kind: "answer" } | { kind: "end" };

/** What the frame says of a sandbox: it is there itself, or the sandbox could not start. All else are the sandbox's reports. */
export type Answer = { kind: "alive" } | { kind: "broken" };

/** What a sandbox says, in this order. */
export type Report =
  | { kind: "started" }
  | { kind: "output"; text: string }
  | { kind: "ended"; how: "by itself" | "failed" | "output"; problem: Problem | null };

const endings = ["by itself", "failed", "output"] as const;

/**
 * Reads what one sandbox sends: null for what is no report, and for all that comes after as many messages or as much output as a
 * sandbox may send. The frame and the page have a reader each, so that neither trusts what it gets. `full` is called with the
 * first message that is too many.
 */
export function reportReader(full: () => void): (data: unknown) => Report | null {
  let reports = reportLimit;
  let room = outputLimit;
  return (data) => {
    reports -= 1;
    if (reports === -1) full();
    if (reports < 0) return null;
    const report = readReport(data);
    if (report?.kind !== "output") return report;
    const text = report.text.slice(0, room);
    room -= text.length;
    return { kind: "output", text };
  };
}

/** The answer of the frame that a message is; null for anything else. */
export function readAnswer(data: unknown): Answer | null {
  if (!isRecord(data)) return null;
  return data.kind === "alive" || data.kind === "broken" ? { kind: data.kind } : null;
}

/** The report that a message is; null for anything else, whoever sent it. */
export function readReport(data: unknown): Report | null {
  if (!isRecord(data)) return null;
  switch (data.kind) {
    case "started":
      return { kind: "started" };
    case "output":
      return isText(data.text, outputLimit) ? { kind: "output", text: data.text } : null;
    case "ended": {
      const how = endings.find((each) => each === data.how);
      const problem = data.problem === null ? null : readProblem(data.problem);
      return how && problem !== undefined ? { kind: "ended", how, problem } : null;
    }
    default:
      return null;
  }
}

function readProblem(data: unknown): Problem | undefined {
  if (!isRecord(data)) return undefined;
  const { message, file, line, column } = data;
  const valid = isText(message, messageLimit) && isText(file, nameLimit) && isPlace(line) && isPlace(column);
  return valid ? { message, file, line, column } : undefined;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

function isText(data: unknown, limit: number): data is string {
  return typeof data === "string" && data.length <= limit;
}

function isPlace(data: unknown): data is number {
  return typeof data === "number" && Number.isSafeInteger(data) && data >= 0;
}

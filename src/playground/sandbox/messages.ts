/** What crosses between the page and a sandbox: data only, and nothing of it is trusted before it was checked. */
import type { SourceFile } from "../../content/source-file.js";

/** How much of a program's output is kept, in characters. */
export const outputLimit = 100_000;

/** How long a message about a problem may be, in characters. */
export const messageLimit = 10_000;

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

/** What a sandbox says, in this order. */
export type Report =
  | { kind: "started" }
  | { kind: "output"; text: string }
  | { kind: "ended"; how: "by itself" | "failed" | "output"; problem: Problem | null };

const endings = ["by itself", "failed", "output"] as const;

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
  const valid = isText(message, messageLimit) && isText(file, 1000) && isPlace(line) && isPlace(column);
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

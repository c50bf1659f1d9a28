/** Runs programs in the page: each in a sandbox of its own that can reach neither the page nor the network. */

import type { SourceFile } from "../content/source-file.js";
import { loadPart } from "./parts.js";
import { outputLimit, type Parts, type Problem } from "./sandbox/messages.js";
import { type End, type Ending, openSandbox, type Sandbox, timeLimit } from "./sandbox-worker.js";

/** A program: its files, and the TypeScript file among them that is run. */
export interface Program {
  files: SourceFile[];
  main: string;
  /** Main as JavaScript, made when the site was built; only for a program that nobody edited. */
  stripped?: string;
}

/** How a program ended. */
export type Ended = Exclude<End, "broken" | "replaced">;

/** What came of a program. */
export interface Outcome {
  /** What it printed, up to a limit. */
  output: string;
  ended: Ended;
  /** Why it failed, and where in what was typed; line and column count from 1, and are 0 where they are not known. */
  problem: Problem | null;
  /** How it ended, for people. */
  sentence: string;
  /** How long it ran, without loading. */
  milliseconds: number;
}

/** The next sandbox, opened ahead of time with these parts: a program that needs no others starts in it at once. */
let ready: { sandbox: Sandbox; parts: Parts } | null = null;

/** Ends the program that is running. */
let endPrevious = () => {};

/** Fetches what a run of this program needs, and opens a sandbox for it. To be called when a reader is about to run it. */
export function preload(program: Program): void {
  partsFor(program).then(prepare, () => {}); // The run will say that it could not be loaded.
}

/** Runs a program; ends the one before, if it is still running. Never rejects: the outcome says what went wrong. */
export async function run(program: Program): Promise<Outcome> {
  endPrevious();
  const controller = new AbortController();
  endPrevious = () => controller.abort();
  const { files, main, stripped = null } = program;
  try {
    const parts = await partsFor(program);
    if (controller.signal.aborted) return outcomeOf(replaced);
    const ending = await takeSandbox(parts).perform({ files, main, stripped }, controller.signal);
    setTimeout(prepare, 0, parts);
    return outcomeOf(ending);
  } catch {
    return { ...outcomeOf(broken), sentence: notLoaded };
  }
}

/** The parts that a program needs, fetched. */
async function partsFor({ files, main, stripped }: Program): Promise<Parts> {
  const text = stripped ?? files.find(({ name }) => name === main)?.text ?? "";
  const [core, connect, strip] = await Promise.all([
    loadPart("core"),
    importsConnect.test(text) ? loadPart("connect") : null,
    stripped === undefined ? loadPart("strip") : null,
  ]);
  return { core, connect, strip };
}

/** Found in a program that imports what the Connect part brings. */
const importsConnect = /["'](?:@connectrpc\/connect|#grpc)["']/;

function prepare(parts: Parts): void {
  ready = { sandbox: takeSandbox(parts), parts };
}

/** The sandbox that is ready, if it has these parts, or else a new one. */
function takeSandbox(parts: Parts): Sandbox {
  const taken = ready;
  ready = null;
  if (taken && isSame(taken.parts, parts)) return taken.sandbox;
  taken?.sandbox.close();
  return openSandbox(parts);
}

function isSame(one: Parts, other: Parts): boolean {
  return one.core === other.core && one.connect === other.connect && one.strip === other.strip;
}

const broken: Ending = { end: "broken", output: "", problem: null, milliseconds: 0 };
const replaced: Ending = { ...broken, end: "replaced" };

const notLoaded =
  "It could not be run: a part of the sandbox could not be loaded. Check the connection, then run it again.";

function outcomeOf({ end, output, problem, milliseconds }: Ending): Outcome {
  return {
    output,
    ended: end === "broken" || end === "replaced" ? "failed" : end,
    problem,
    sentence: sentenceOf(end, problem, milliseconds),
    milliseconds,
  };
}

function sentenceOf(end: End, problem: Problem | null, milliseconds: number): string {
  switch (end) {
    case "by itself":
      return `It ended by itself after ${milliseconds} ms.`;
    case "failed":
      return problem && problem.line > 0
        ? `It failed at line ${problem.line} of ${problem.file}.`
        : "It failed.";
    case "time":
      return `It was ended after ${timeLimit / 1000} s.`;
    case "output":
      return `It was ended after it had printed ${outputLimit.toLocaleString("en")} characters.`;
    case "memory":
      return "It was ended: it used more memory than the browser allows.";
    case "replaced":
      return "It was ended because another program was started.";
    case "broken":
      return "It could not be run: this browser does not start the sandbox.";
  }
}

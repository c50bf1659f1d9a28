import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { PairRun } from "@grpc-evolution/engine/report/matrix.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { PairResult } from "@grpc-evolution/engine/window/matrix.js";
import { UserError } from "../terminal/user-error.js";
import { endProcesses } from "./end-processes.js";
import { PairLog } from "./pair-log.js";
import { type SharedOutput, shareOutput } from "./shared-output.js";

/** What the command of a pair came to. */
export interface Outcome {
  result: PairResult;
  run: PairRun;
}

/** What limits the run of a pair. */
export interface Limits {
  /** Seconds. */
  timeout: number;
  /** Ends everything at once. */
  interrupt: AbortSignal;
}

/** A program that was started, with everything that is to be read from it. */
interface Started {
  child: ChildProcess;
  streams: Readable[];
  /** Stands in the environment of the program and of what it starts. */
  token: string;
}

type Ending = { by: "itself"; status: number | null; signal: string | null } | { by: "limit" | "interrupt" };

/** Milliseconds to read what is left in a pipe after its writers ended. */
const drainTime = 500;

/**
 * Runs a program with its output in a log file, until it ends, its time is over or it is interrupted, and ends
 * everything that it left running. Returns null where it was interrupted. Throws a UserError where it cannot be started
 * or the log cannot be written.
 */
export async function runPair(
  command: readonly string[],
  logFile: string,
  limits: Limits,
): Promise<Outcome | null> {
  const begin = performance.now();
  const log = new PairLog(logFile);
  try {
    const ending = await runWithLog(start(command), command, log, limits);
    log.finish();
    if (ending.by === "interrupt") return null;
    const seconds = (performance.now() - begin) / 1000;
    const { result, text } = describe(ending, limits.timeout);
    return { result, run: { ending: text, seconds, lastLines: log.lastLines(), log: logFile } };
  } finally {
    log.close();
  }
}

function start(command: readonly string[]): Started {
  const [program = "", ...args] = command;
  const token = randomUUID();
  const output = shareOutput();
  const child = spawnInGroup(program, args, token, output);
  return { child, streams: output.streams(child), token };
}

function spawnInGroup(program: string, args: string[], token: string, output: SharedOutput): ChildProcess {
  try {
    return spawn(program, args, {
      // The leader of a new process group.
      detached: process.platform !== "win32",
      env: { ...process.env, GRPC_EVOLUTION_PAIR: token },
      stdio: ["ignore", ...output.targets],
      windowsHide: true,
    });
  } catch (error) {
    for (const stream of output.streams(null)) stream.destroy();
    throw notStarted(program, error as NodeJS.ErrnoException);
  }
}

async function runWithLog(
  { child, streams, token }: Started,
  [program = ""]: readonly string[],
  log: PairLog,
  limits: Limits,
): Promise<Ending> {
  const failing = writeAll(streams, log);
  try {
    return await Promise.race([failing, endOf(child, program, limits)]);
  } finally {
    await endProcesses(child, token);
    await drain(streams);
  }
}

/** Writes what comes; the promise is only ever rejected, where that fails. */
function writeAll(streams: readonly Readable[], log: PairLog): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    for (const stream of streams) {
      stream.on("error", reject);
      stream.on("data", (chunk: Buffer) => {
        try {
          log.write(chunk);
        } catch (error) {
          stream.destroy();
          reject(error);
        }
      });
    }
  });
  // Nobody waits for it any more once the program ended.
  failed.catch(() => {});
  return failed;
}

/** Waits for the first thing that ends a run. */
function endOf(child: ChildProcess, program: string, { timeout, interrupt }: Limits): Promise<Ending> {
  return new Promise<Ending>((resolve, reject) => {
    const onInterrupt = () => settle(() => resolve({ by: "interrupt" }));
    const timer = setTimeout(() => settle(() => resolve({ by: "limit" })), timeout * 1000);
    const settle = (settled: () => void) => {
      clearTimeout(timer);
      interrupt.removeEventListener("abort", onInterrupt);
      settled();
    };
    interrupt.addEventListener("abort", onInterrupt);
    child.once("error", (error) => settle(() => reject(notStarted(program, error))));
    child.once("exit", (status, signal) => settle(() => resolve({ by: "itself", status, signal })));
    if (interrupt.aborted) onInterrupt();
  });
}

/** Reads to the end, but does not wait for somebody who could not be ended and holds the pipe open. */
async function drain(streams: readonly Readable[]): Promise<void> {
  const closed = streams.filter((stream) => !stream.closed).map((stream) => once(stream, "close"));
  await Promise.race([Promise.allSettled(closed), wait(drainTime, undefined, { ref: false })]);
  for (const stream of streams) stream.destroy();
}

function describe(
  ending: Exclude<Ending, { by: "interrupt" }>,
  timeout: number,
): { result: PairResult; text: string } {
  if (ending.by !== "itself") return { result: "timed-out", text: `timed out after ${timeout} s` };
  const { status, signal } = ending;
  if (status === 0) return { result: "passed", text: "passed" };
  const how = signal === null ? `exit status ${status}` : `ended by ${signal}`;
  return { result: "failed", text: `failed, ${how}` };
}

const advice: Record<string, string> = {
  ENOENT: "Check its name; a path such as ./test.sh is relative to the working directory.",
  EACCES: "Make it executable with chmod +x.",
  E2BIG: "Shorten the command or the environment.",
};

function notStarted(program: string, { code = "unknown" }: NodeJS.ErrnoException): UserError {
  return new UserError(
    `${printable(program)} cannot be started (${code}).`,
    advice[code] ?? "Check that it is a program of this machine.",
  );
}

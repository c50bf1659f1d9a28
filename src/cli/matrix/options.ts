import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { ColorChoice } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** What `matrix` was called with; null and undefined stand for what was not written. */
export interface MatrixOptions {
  release?: string;
  sample: boolean;
  includeUnsupported: boolean;
  run?: string;
  jobs?: string;
  timeout?: string;
  results?: string;
  fresh?: boolean;
  config?: string;
  format: MatrixFormat;
  output?: string;
  color: ColorChoice;
  quiet: boolean;
}

export const matrixFormats = ["text", "json", "markdown", "github"] as const;

export type MatrixFormat = (typeof matrixFormats)[number];

/** How pairs are run. */
export interface RunOptions {
  /** The command of a pair, as it was typed. */
  command: string;
  /** How many pairs run at a time. */
  jobs: number;
  /** Seconds that a pair may take. */
  timeout: number;
  /** The folder of logs and results, as it was typed. */
  results: string;
  /** Whether to forget what an interrupted run came to. */
  fresh: boolean;
}

const mostJobs = 64;

/** About eleven days; a timer of Node holds 24. */
const longestTimeout = 1_000_000;

/** The options of a run, all of them decided; null where nothing is to be run. Throws a UserError for a wrong one. */
export function runOptionsOf(options: MatrixOptions): RunOptions | null {
  if (options.run === undefined) {
    refuseWithoutRun(options);
    return null;
  }
  if (options.format === "github") {
    throw new UserError("--format github plans jobs and has no results.", "Leave out --run, or take json.");
  }
  return {
    command: options.run,
    jobs: numberOf("--jobs", options.jobs ?? "1", `a whole number from 1 to ${mostJobs}`, isJobs),
    timeout: numberOf(
      "--timeout",
      options.timeout ?? "600",
      `seconds, more than 0 and at most ${longestTimeout}`,
      isTimeout,
    ),
    results: options.results ?? "matrix-results",
    fresh: options.fresh ?? false,
  };
}

function refuseWithoutRun(options: MatrixOptions): void {
  const onlyForRuns = ["jobs", "timeout", "results", "fresh"] as const;
  const given = onlyForRuns.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new UserError(`--${given} says how to run pairs.`, "Say with --run what to run, or leave it out.");
}

function numberOf(option: string, text: string, expected: string, fits: (value: number) => boolean): number {
  // Number alone also takes an empty text, hexadecimal numbers and Infinity.
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
  if (fits(value)) return value;
  throw new UserError(`${option} cannot be "${printable(text)}".`, `Write ${expected}.`);
}

function isJobs(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= mostJobs;
}

function isTimeout(value: number): boolean {
  return value > 0 && value <= longestTimeout;
}

import type { Cell, MatrixReport } from "@grpc-evolution/engine/report/matrix.js";
import type { RefCommits, RunRecord } from "@grpc-evolution/engine/report/matrix-json.js";
import type { Notes } from "../terminal/terminal.js";
import { commandFor } from "./command.js";
import { untilInterrupted } from "./interrupt.js";
import { lockResults } from "./lock.js";
import type { RunOptions } from "./options.js";
import { makeOwnFolder } from "./own-files.js";
import { inParallel } from "./parallel.js";
import { progressOf } from "./progress.js";
import {
  clearResults,
  fingerprintOf,
  keepPassed,
  logFiles,
  readEarlierRun,
  saveReports,
  saveResults,
} from "./results.js";
import { runPair } from "./run-pair.js";

/**
 * Runs a command, split into words, for each of these cells of a report, and fills their results in. Everything is kept
 * in the folder of the results, with the commits that the revisions of the cells name. Stops early where it is interrupted:
 * then some cells have no result.
 */
export async function runAll(
  report: MatrixReport,
  cells: readonly Cell[],
  words: readonly string[],
  commits: RefCommits,
  options: RunOptions,
  notes: Notes,
): Promise<void> {
  // Where one of them cannot be made, none is to be run.
  const commands = new Map(cells.map((cell) => [cell, commandFor(words, cell)]));
  makeOwnFolder(options.results);
  const unlock = lockResults(options.results);
  try {
    await runCommands(report, commands, commits, options, notes);
  } finally {
    unlock();
  }
}

async function runCommands(
  report: MatrixReport,
  commands: ReadonlyMap<Cell, string[]>,
  commits: RefCommits,
  options: RunOptions,
  notes: Notes,
): Promise<void> {
  const { results: folder, jobs, timeout } = options;
  const cells = [...commands.keys()];
  const logs = logFiles(folder, cells);
  const fingerprint = fingerprintOf(options.command, report, cells);
  goOn(cells, { fingerprint, commits }, options, notes);
  const missing = cells.filter(({ result }) => result === null);
  const save = () => {
    const complete = cells.every(({ result }) => result !== null);
    saveResults(folder, report, { fingerprint, complete, commits });
  };
  clearResults(
    folder,
    missing.map((cell) => logs.get(cell) as string),
  );
  save();

  const progress = progressOf(notes, missing.length);
  const stop = new AbortController();
  const limits = { timeout, interrupt: stop.signal };
  await untilInterrupted(stop, async () => {
    await inParallel(missing, jobs, stop, async (cell) => {
      progress.begin(cell);
      const outcome = await runPair(commands.get(cell) as string[], logs.get(cell) as string, limits);
      if (outcome) Object.assign(cell, outcome);
      save();
      progress.end(cell);
    });
  }).finally(progress.clear);
  saveReports(folder, report);
}

/** Takes over what an interrupted run of the same call came to. */
function goOn(
  cells: readonly Cell[],
  { fingerprint, commits }: Pick<RunRecord, "fingerprint" | "commits">,
  { results, fresh }: RunOptions,
  notes: Notes,
): void {
  const earlier = readEarlierRun(results);
  if (!earlier || earlier.complete || fresh) return;
  if (earlier.fingerprint !== fingerprint) {
    notes.say(`the interrupted run in ${results} was another call: this one starts anew.`);
    return;
  }
  const { kept, outdated, moved } = keepPassed(cells, earlier, commits);
  if (outdated > 0) {
    const states = moved.map((ref) => (ref === "HEAD" ? "the working tree" : ref)).join(", ");
    notes.say(`${outdated} of ${cells.length} pairs passed with another state of ${states}, and run again.`);
  }
  if (kept === 0) return;
  notes.say(
    `${kept} of ${cells.length} pairs passed before the interruption and are kept; --fresh forgets them.`,
  );
}

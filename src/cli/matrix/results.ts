import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Cell, MatrixReport } from "@grpc-evolution/engine/report/matrix.js";
import { matrixJson, type RefCommits, type RunRecord } from "@grpc-evolution/engine/report/matrix-json.js";
import { matrixJunit } from "@grpc-evolution/engine/report/matrix-junit.js";
import { matrixMarkdown } from "@grpc-evolution/engine/report/matrix-markdown.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import {
  isOwnFile,
  makeOwnFolder,
  notOurs,
  removeOwnFile,
  replaceOwnFile,
  writeNewFile,
} from "./own-files.js";

const names = { json: "results.json", junit: "junit.xml", markdown: "report.md" };

/** More than the largest matrix has. */
const sizeLimit = 200_000_000;

/** Tells calls apart: two with equal texts run the same commands for the same pairs. */
export function fingerprintOf(command: string, report: MatrixReport, cells: readonly Cell[]): string {
  const windows = report.grids.map(({ components, window }) => [
    [components.client, components.server],
    [window.upgrade, window.downgrade],
  ]);
  const pairs = cells.map((cell) => [keyOf(cell), cell.clientTag, cell.serverTag]);
  return createHash("sha256")
    .update(JSON.stringify([command, windows, pairs]))
    .digest("hex");
}

/** What an earlier run left in the folder. */
export interface EarlierRun extends RunRecord {
  /** Keys of the pairs that passed. */
  passed: Set<string>;
}

/**
 * What the last run left in a folder; null where none was made there. Throws a UserError where the file with the
 * results is not one of this command: it would be overwritten.
 */
export function readEarlierRun(folder: string): EarlierRun | null {
  const file = path.join(folder, names.json);
  const text = readIfThere(file);
  if (text === null) return null;
  try {
    const { run, pairs } = JSON.parse(text) as { run: RunRecord; pairs: Cell[] };
    const passed = pairs.filter(({ result }) => result === "passed").map(keyOf);
    return {
      fingerprint: run.fingerprint,
      complete: run.complete,
      commits: run.commits ?? {},
      passed: new Set(passed),
    };
  } catch {
    throw notOurs(file);
  }
}

function readIfThere(file: string): string | null {
  if (!isOwnFile(file)) return null;
  try {
    return statSync(file).size > sizeLimit ? "" : readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${printable(file)} cannot be read (${code}).`,
      "Name another folder with --results.",
    );
  }
}

/** What of an earlier run is kept, and what is not although it passed. */
export interface Kept {
  /** How many pairs. */
  kept: number;
  /** How many pairs were built from a revision that is another one now. */
  outdated: number;
  /** These tags, and `HEAD`, without repetition. */
  moved: string[];
}

/** Takes over what passed in an earlier run with the commits that tags and `HEAD` name today. */
export function keepPassed(cells: readonly Cell[], earlier: EarlierRun, commits: RefCommits): Kept {
  const passed = cells.filter((cell) => earlier.passed.has(keyOf(cell)));
  // What is not committed may be anything by now.
  const isUnknown = (ref: string) => ref === "HEAD" && (commits[ref] ?? null) === null;
  const hasMoved = (ref: string) =>
    isUnknown(ref) || (earlier.commits[ref] ?? null) !== (commits[ref] ?? null);
  const outdated = passed.filter((cell) => refsOf(cell).some(hasMoved));
  const same = passed.filter((cell) => !refsOf(cell).some(hasMoved));
  for (const cell of same) cell.result = "passed";
  const moved = [...new Set(outdated.flatMap(refsOf).filter(hasMoved))];
  return { kept: same.length, outdated: outdated.length, moved };
}

/** The revisions that both sides of a pair are built from. */
export function refsOf({ clientRef, serverRef }: Cell): string[] {
  return [clientRef, serverRef];
}

function keyOf({ components, client, server }: Pick<Cell, "components" | "client" | "server">): string {
  return JSON.stringify([components.client, client, components.server, server]);
}

/**
 * Removes reports and logs of an earlier run, so that none is taken for one of this run. Without results of an earlier
 * run they are somebody else's: then throws a UserError.
 */
export function clearResults(folder: string, logs: Iterable<string>): void {
  const reports = [names.junit, names.markdown].map((name) => path.join(folder, name));
  const isOurs = isOwnFile(path.join(folder, names.json));
  makeOwnFolder(path.join(folder, "logs"));
  for (const file of [...reports, ...logs]) {
    if (!isOurs && isOwnFile(file)) throw notOurs(file);
    removeOwnFile(file);
  }
}

/** Writes what is known so far. */
export function saveResults(folder: string, report: MatrixReport, record: RunRecord): void {
  replaceOwnFile(path.join(folder, names.json), matrixJson(report, record));
}

/** Writes the reports for dashboards and for people. */
export function saveReports(folder: string, report: MatrixReport): void {
  writeNewFile(path.join(folder, names.junit), matrixJunit(report));
  writeNewFile(path.join(folder, names.markdown), matrixMarkdown(report));
}

/** A log file for each pair: safe characters only, and no name twice, whatever components are called. */
export function logFiles(folder: string, cells: readonly Cell[]): Map<Cell, string> {
  const taken = new Set<string>();
  return new Map(
    cells.map((cell) => {
      const { components, client, server } = cell;
      const base = `${safeName(components.client)}-${client}-${safeName(components.server)}-${server}`;
      let name = base;
      // Some file systems do not tell upper from lower case.
      for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
      taken.add(name.toLowerCase());
      return [cell, path.join(folder, "logs", `${name}.log`)];
    }),
  );
}

function safeName(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 60);
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Cell, MatrixReport } from "@grpc-evolution/engine/report/matrix.js";
import { matrixJson, type RunRecord } from "@grpc-evolution/engine/report/matrix-json.js";
import { matrixJunit } from "@grpc-evolution/engine/report/matrix-junit.js";
import { matrixMarkdown } from "@grpc-evolution/engine/report/matrix-markdown.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { writing } from "./writing.js";

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
    return { fingerprint: run.fingerprint, complete: run.complete, passed: new Set(passed) };
  } catch {
    throw new UserError(
      `${printable(file)} was not written by "grpc-evolution matrix --run".`,
      "Name another folder with --results, or remove that file.",
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    if (statSync(file).size > sizeLimit) return "";
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new UserError(
      `${printable(file)} cannot be read (${code}).`,
      "Name another folder with --results.",
    );
  }
}

/** Takes over what passed in an earlier run; returns how many pairs that are. */
export function keepPassed(cells: readonly Cell[], earlier: EarlierRun): number {
  const kept = cells.filter((cell) => earlier.passed.has(keyOf(cell)));
  for (const cell of kept) cell.result = "passed";
  return kept.length;
}

function keyOf({ components, client, server }: Pick<Cell, "components" | "client" | "server">): string {
  return JSON.stringify([components.client, client, components.server, server]);
}

/** Makes the folder, with what is above it. */
export function makeResults(folder: string): void {
  writing(folder, () => makeFolder(folder));
}

/** Removes reports and logs of an earlier run, so that none is taken for one of this run. */
export function clearResults(folder: string, logs: Iterable<string>): void {
  writing(folder, () => {
    makeFolder(path.join(folder, "logs"));
    for (const name of [names.junit, names.markdown]) rmSync(path.join(folder, name), { force: true });
    for (const log of logs) rmSync(log, { force: true });
  });
}

/** Node's own way to make folders above, too, never returns where the system takes none, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Writes what is known so far. Whoever reads meanwhile, or after a crash, finds a whole file. */
export function saveResults(folder: string, report: MatrixReport, record: RunRecord): void {
  const file = path.join(folder, names.json);
  writing(file, () => {
    writeFileSync(`${file}.tmp`, matrixJson(report, record));
    renameSync(`${file}.tmp`, file);
  });
}

/** Writes the reports for dashboards and for people. */
export function saveReports(folder: string, report: MatrixReport): void {
  const texts = { [names.junit]: matrixJunit(report), [names.markdown]: matrixMarkdown(report) };
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(folder, name);
    writing(file, () => writeFileSync(file, text));
  }
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

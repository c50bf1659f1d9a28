import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { isOwnFile, notOurs, removeOwnFile } from "./own-files.js";
import { writing } from "./writing.js";

/**
 * Marks a folder of results as in use, by a file with the number of this process; returns what takes the mark away.
 * Throws a UserError where another run uses it: each would remove the logs of the other.
 */
export function lockResults(folder: string): () => void {
  const file = path.join(folder, "running");
  if (!writing(file, () => wasCreated(file))) {
    refuseRunning(folder, file);
    // What a run left that was killed.
    removeOwnFile(file);
    if (!writing(file, () => wasCreated(file))) refuseRunning(folder, file);
  }
  return () => rmSync(file, { force: true });
}

/** False where the file is there already. */
function wasCreated(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function refuseRunning(folder: string, file: string): void {
  // Meanwhile the other run may have ended.
  if (!isOwnFile(file)) return;
  const writer = Number(writing(file, () => readFileSync(file, "utf8")));
  if (Number.isNaN(writer)) throw notOurs(file);
  if (!isRunning(writer)) return;
  throw new UserError(
    `Process ${writer} uses ${printable(folder)}.`,
    `Name another folder with --results, or wait for its end; if it is no such run, remove ${printable(file)}.`,
  );
}

/** In a container that starts anew, the process of the run before may have had the number of this one. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

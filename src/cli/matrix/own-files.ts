import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";
import { writing } from "./writing.js";

/*
 * The folder of results belongs to the command, and nothing outside of it does. A link there would lead outside, so none
 * is followed: a folder is made or is a real one, a file is new or a plain file that an earlier run made.
 */

/** Makes a folder, with what is above it. Throws a UserError where a link or something else stands in its place. */
export function makeOwnFolder(folder: string): void {
  // With a slash at its end a link would be followed.
  const place = path.resolve(folder);
  writing(folder, () => {
    makeFolder(path.dirname(place));
    if (kindOf(place) === "nothing") mkdirSync(place);
  });
  if (kindOf(place) !== "folder") throw inPlaceOf(folder, "folder");
}

/** Node's own way to make folders above, too, never returns where the system takes none, as below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Whether a plain file is there. Throws a UserError where something else is: a link, a folder, a pipe. */
export function isOwnFile(file: string): boolean {
  const kind = kindOf(file);
  if (kind !== "nothing" && kind !== "file") throw inPlaceOf(file, "file");
  return kind === "file";
}

/** Removes a file of an earlier run, where it is there. Throws a UserError where something else is. */
export function removeOwnFile(file: string): void {
  if (isOwnFile(file)) writing(file, () => rmSync(file, { force: true }));
}

/** Writes a file that is not there yet. */
export function writeNewFile(file: string, text: string): void {
  writing(file, () => writeFileSync(file, text, { flag: "wx" }));
}

/** Replaces a file at once: whoever reads meanwhile, or after a crash, finds a whole one. */
export function replaceOwnFile(file: string, text: string): void {
  isOwnFile(file);
  const unfinished = `${file}.tmp`;
  // What a run left that was killed.
  removeOwnFile(unfinished);
  writeNewFile(unfinished, text);
  writing(file, () => renameSync(unfinished, file));
}

type Kind = "nothing" | "file" | "folder" | "other";

/** What has this name; a link is never what it leads to. */
function kindOf(place: string): Kind {
  const stats = writing(place, () => lstatSync(place, { throwIfNoEntry: false }));
  if (!stats) return "nothing";
  if (stats.isDirectory()) return "folder";
  return stats.isFile() ? "file" : "other";
}

function inPlaceOf(place: string, expected: "file" | "folder"): UserError {
  return new UserError(
    `${printable(place)} is no ${expected}, and is left alone: a link may lead to what is somebody else's.`,
    "Name another folder with --results, or remove it.",
  );
}

/** For a plain file that stands where this command would write its own. */
export function notOurs(file: string): UserError {
  return new UserError(
    `${printable(file)} was not written by "grpc-evolution matrix --run".`,
    "Name another folder with --results, or remove that file.",
  );
}

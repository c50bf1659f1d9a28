import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Command, Place } from "../peer.js";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs a program of a peer's folder, from wherever it is started; the places follow as its arguments. */
export function runProgram(place: Place, file: string): Command {
  return {
    program: process.execPath,
    args: ["--import", tsx, path.join(place.source, file), place.source, place.schemas, place.output],
  };
}

/** The places that this program was started with. */
export function placeOf([, , source = "", schemas = "", output = ""]: readonly string[]): Place {
  return { source, schemas, output };
}

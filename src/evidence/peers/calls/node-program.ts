import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Command, Place } from "../peer.js";

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs `program.ts` of a peer's folder. */
export function runNodeProgram({ source }: Place): Command {
  return { program: process.execPath, args: ["--import", tsx, path.join(source, "program.ts")] };
}

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "../peers/peer.js";
import { callersFolder } from "./changes.js";

/** What became of a caller with the code of one schema. */
export interface Attempt {
  /** What the compiler says, one line for each problem; empty where it compiles or nothing compiles it. */
  problems: string[];
  /** The lines that it printed; empty where it does not compile. */
  printed: string[];
}

/** A way to use generated code: a language with its compiler and its generator. */
export interface Language {
  id: string;
  /** As the table names it. */
  title: string;
  /** Debian packages that it needs; none where npm has it. */
  packages: readonly string[];
  /** What compiles, generates and runs, with versions. */
  versions(): string;
  /** Compiles and runs the caller with the code of each schema. The folder is its own; schemas are by name, the old one first. */
  attempt(schemas: ReadonlyMap<string, string>, folder: string): Map<string, Attempt>;
}

/** What a process that ended left. */
interface Ended {
  isDone: boolean;
  /** Both of its streams. */
  text: string;
}

/** Runs a command in a folder. */
export function run({ program, args, env }: Command, folder: string): Ended {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (error) throw error;
  return { isDone: status === 0, text: stdout + stderr };
}

/** Runs a command that has to succeed, and returns what it said. */
export function runOrThrow(command: Command, folder: string): string {
  const { isDone, text } = run(command, folder);
  if (!isDone) throw new Error(`${[command.program, ...command.args].join(" ")}\n${text}`);
  return text;
}

/** Lines that a program printed. */
export function linesOf(text: string): string[] {
  return text.trimEnd().split("\n");
}

/** Writes a file below a folder that may not be there yet. */
export function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A caller as it is kept, by the name of its file. */
export function programOf(name: string): string {
  return readFileSync(path.join(callersFolder, "programs", name), "utf8");
}

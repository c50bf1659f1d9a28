// cspell:ignore nosystem gpgsign
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../root.js";

/** What a run of the bundled command left behind. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/**
 * For tests: the bundled command, and folders to run it in. All of it is gone after `remove`. The bundle is a copy of
 * what `build-command.ts` made, in a place where it finds no package.
 */
export class CommandFixture {
  readonly #top = realpathSync(mkdtempSync(path.join(tmpdir(), "grpc-evolution-")));
  readonly bundle = path.join(this.#top, "dist", "grpc-evolution.mjs");
  #folders = 0;

  constructor() {
    mkdirSync(path.dirname(this.bundle));
    cpSync(path.join(root, "src/cli/dist/grpc-evolution.mjs"), this.bundle);
  }

  remove(): void {
    rmSync(this.#top, { recursive: true, force: true });
  }

  /** A new folder with these files. */
  folder(files: Record<string, string> = {}): string {
    this.#folders += 1;
    const folder = path.join(this.#top, `folder ${this.#folders}`);
    mkdirSync(folder);
    write(folder, files);
    return folder;
  }

  /** A new repository: one commit for each state, tagged with its name where that is not empty. */
  repository(...states: [tag: string, files: Record<string, string>][]): string {
    const folder = this.folder();
    git(folder, "init", "--quiet", "--initial-branch=main");
    for (const [tag, files] of states) commit(folder, tag, files);
    return folder;
  }

  /** Runs the command in a folder. */
  run(folder: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
    return runProgram(process.execPath, [this.bundle, ...args], folder, env);
  }
}

/**
 * Runs a program without the settings of this process, and collects what it prints. It is ended after `limit` milliseconds, which a
 * busy machine needs for none.
 */
export function runProgram(
  program: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
  limit = 60_000,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...cleanEnvironment(), ...env }, timeout: limit });
    const run: Run = { status: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      run.stderr += text;
    });
    child.stdin.end();
    child.on("error", reject);
    child.on("close", (status) => resolve({ ...run, status }));
  });
}

/** No settings of the user, and nothing of a hook of git that the tests may run in. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  // The last two are what programs need on Windows.
  const { PATH, HOME, TMPDIR, SystemRoot, TEMP } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, TEMP, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
}

export function commit(folder: string, tag: string, files: Record<string, string>): void {
  write(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", tag || "change");
  if (tag !== "") git(folder, "tag", tag);
}

export function git(folder: string, ...args: string[]): string {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.org",
    "-c",
    "commit.gpgsign=false",
  ];
  return execFileSync("git", [...identity, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
}

export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A protocol with one message that both sides read and write; `body` is the inside of the message. */
export function protocol(body: string): string {
  return `syntax = "proto3";
package acme;
service Agent { rpc Update(Storage) returns (Storage); }
message Storage {
${body}
}
`;
}

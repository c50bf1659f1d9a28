import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildFailure, build, formatMessages, type Plugin } from "esbuild";
import { root } from "../../root.js";
import { type Example, ExampleError, importedProtos, readExampleFile } from "./example.js";

/** How long a program may take, in milliseconds. */
const timeLimit = 60_000;

/** How much a program may print, in characters. */
const outputLimit = 100_000;

/**
 * Runs the program of an example in a process of its own and returns what it printed.
 * Throws an ExampleError that names the file where it fails, prints too much or takes longer than the limit.
 */
export async function runExample(example: Example, limit = timeLimit): Promise<string> {
  importedProtos(example);
  readExampleFile(example, "example.ts");
  const program = `${example.folder}/example.ts`;
  const { code, stdout, stderr, ended } = await runProgram(path.join(root, program), limit);
  if (ended === "time") {
    throw new ExampleError(
      `${program} did not end within ${limit / 1000} s and was stopped.${soFar(stdout)}`,
    );
  }
  if (ended === "output") {
    throw new ExampleError(`${program} printed more than ${outputLimit} characters and was stopped.`);
  }
  if (code !== 0) throw new ExampleError(`${program} failed:\n${relevant(stderr)}${soFar(stdout)}`);
  return stdout;
}

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
  ended: "by itself" | "time" | "output";
}

/** Runs a program as JavaScript that a folder of its own below the root holds, from where it finds the packages. */
async function runProgram(program: string, limit: number): Promise<Outcome> {
  const cache = path.join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "run-"));
  try {
    const file = path.join(folder, "example.mjs");
    const refused = await bundle(program, file);
    if (refused !== "") return { code: 1, stdout: "", stderr: refused, ended: "by itself" };
    return await spawnProgram(file, limit);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes a program and what it imports by a path as one file of JavaScript, whose errors name the places of the program. To
 * start it takes a third of what a loader for TypeScript takes. Returns why it cannot be written, or nothing.
 */
async function bundle(program: string, outfile: string): Promise<string> {
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [program],
      outfile,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      sourcemap: "inline",
      plugins: [ownPlaces],
      logLevel: "silent",
    });
    return "";
  } catch (error) {
    return (await formatMessages((error as BuildFailure).errors, { kind: "error" })).join("\n");
  }
}

/** What a file finds by its own place, it goes on finding there. */
const ownPlaces: Plugin = {
  name: "own places",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const place = JSON.stringify(pathToFileURL(file).href);
      return { contents: readFileSync(file, "utf8").replaceAll("import.meta.url", place), loader: "ts" };
    }),
};

function spawnProgram(program: string, limit: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", program], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const outcome: Outcome = { code: null, stdout: "", stderr: "", ended: "by itself" };
    const stop = (why: Outcome["ended"]) => {
      outcome.ended = why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(stop, limit, "time");
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      outcome.stdout += text;
      if (outcome.stdout.length > outputLimit) stop("output");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      outcome.stderr = (outcome.stderr + text).slice(-outputLimit);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ ...outcome, code });
    });
  });
}

/** The error itself, without the frames of Node and of libraries; places are relative to the root. */
function relevant(stderr: string): string {
  const noise = /^\s+at .*(node:internal|node_modules)|^Node\.js v|^\s*$/;
  const lines = stderr.split("\n").filter((line) => !noise.test(line));
  return lines.join("\n").replaceAll(`file://${root}`, "").replaceAll(root, "");
}

function soFar(stdout: string): string {
  return stdout ? `\nIt had printed:\n${stdout.slice(-2000)}` : "";
}

// cspell:ignore nosystem
import { spawn } from "node:child_process";

/** What a run of a program left behind. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
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

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What one run of a program took and printed. */
export interface Run {
  /** From start to end of the process. */
  seconds: number;
  stdout: string;
}

/** Runs a program to its end. A status other than these is an error. */
export async function run(
  program: string,
  args: string[],
  cwd: string,
  statuses: readonly number[] = [0],
): Promise<Run> {
  const start = performance.now();
  const { status, stdout, stderr } = await promisify(execFile)(program, args, { cwd, maxBuffer: 1e9 })
    .then(({ stdout, stderr }) => ({ status: 0, stdout, stderr }))
    .catch((error: { code: number; stdout: string; stderr: string }) => ({ ...error, status: error.code }));
  const seconds = (performance.now() - start) / 1000;
  if (!statuses.includes(status))
    throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stderr}`);
  return { seconds, stdout };
}

/** The fastest of some runs: the one that other programs disturbed least. */
export async function fastest<T extends Run>(count: number, once: () => Promise<T>): Promise<T> {
  const runs: T[] = [];
  for (let left = count; left > 0; left -= 1) runs.push(await once());
  return runs.reduce((best, each) => (each.seconds < best.seconds ? each : best));
}

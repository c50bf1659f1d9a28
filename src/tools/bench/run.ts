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

/**
 * Runs each program some times, in turns, and returns the seconds of its fastest run: the one that whatever else
 * the machine does disturbed least.
 */
export async function fastestOfEach(
  rounds: number,
  programs: Record<string, () => Promise<Run>>,
): Promise<[what: string, seconds: number][]> {
  const times = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [what, once] of Object.entries(programs)) {
      const { seconds } = await once();
      times.set(what, Math.min(seconds, times.get(what) ?? seconds));
    }
  }
  return [...times];
}

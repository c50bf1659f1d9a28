import { run } from "../cli/command.js";
import { cleanEnvironment, type Run } from "./run-program.js";

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command in this process as in one of its own: in a folder, with these variables besides those of `cleanEnvironment`, and
 * with all that it prints collected. To start a process takes longer than most of what the command then does. A process is in one
 * folder at a time: whoever asks meanwhile waits.
 */
export function runHere(folder: string, args: string[], variables: Record<string, string>): Promise<Run> {
  const turn = last.then(() => runAlone(folder, args, variables));
  last = turn.catch(() => {});
  return turn;
}

async function runAlone(folder: string, args: string[], variables: Record<string, string>): Promise<Run> {
  const { env, exitCode } = process;
  const working = process.cwd();
  const stdout = collect(process.stdout);
  const stderr = collect(process.stderr);
  try {
    process.chdir(folder);
    process.env = { ...cleanEnvironment(), ...variables };
    process.exitCode = undefined;
    await run(args);
    return { status: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = exitCode;
    process.env = env;
    process.chdir(working);
    stderr.giveBack();
    stdout.giveBack();
  }
}

/** Takes what is written to a stream, until it is given back. */
function collect(stream: NodeJS.WriteStream): { text(): string; giveBack(): void } {
  const { write } = stream;
  let text = "";
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return {
    text: () => text,
    giveBack: () => {
      stream.write = write;
    },
  };
}

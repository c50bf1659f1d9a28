import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Command } from "../peer.js";
import type { Answer, Request } from "../protocol.js";
import { readAnswer } from "./read-answer.js";

/** A program that says nothing for so many milliseconds is taken to hang. On a busy machine one takes ten seconds to start. */
const patience = 60_000;

/** The answer to a request at which the program died or hung. */
export const ended = "the program ended";

/**
 * Asks a program everything and returns its answers in the order of the requests. Where it dies or hangs it is started anew
 * after the request that it did not answer.
 */
export async function ask(
  command: Command,
  folder: string,
  requests: readonly Request[],
  milliseconds = patience,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < requests.length) {
    answers.push(...(await session(command, folder, requests.slice(answers.length), milliseconds)));
    const next = requests[answers.length];
    if (!next) break;
    // What a dying program had answered may be lost in its buffer: only alone is a request known to be the one.
    const [alone] = await session(command, folder, [next], milliseconds);
    answers.push(alone ?? { id: next.id, error: ended });
  }
  return answers;
}

/** What one process answers until it ends. */
function session(
  command: Command,
  folder: string,
  requests: readonly Request[],
  milliseconds: number,
): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const { program, args, env } = command;
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const answers: Answer[] = [];
    const hang = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      hang.refresh();
      const request = requests[answers.length];
      try {
        if (!request) throw new Error(`An answer that nobody asked for: ${line}`);
        answers.push(readAnswer(line, request));
      } catch (error) {
        child.kill("SIGKILL");
        reject(error);
      }
    });
    lines.on("close", () => {
      clearTimeout(hang);
      resolve(answers);
    });
    child.on("error", reject);
    // A program that died does not read the rest.
    child.stdin.on("error", () => {});
    child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  });
}

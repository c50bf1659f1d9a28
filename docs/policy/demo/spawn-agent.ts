import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import type { Release } from "./programs.js";
import type { Step } from "./workload.js";

/** An agent in a process of its own. */
export interface SpawnedAgent {
  port: number;
  /** What it noted for a step; undefined where it noted nothing. */
  noted(step: Step): Promise<string | undefined>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** An agent that did not start, or stopped to answer. */
export class AgentError extends Error {}

/** How long the process may take to start or to answer, in milliseconds. */
const limit = 20_000;

/** Beside this file, in the language that this one is in: what can load the one can load the other. */
const program = new URL(`agent-process${extname(import.meta.url)}`, import.meta.url);

/** Starts the agent of a release. It ends with this process, however that ends. */
export async function spawnAgent(release: Release, isBroken: boolean): Promise<SpawnedAgent> {
  const child = fork(program, [release, ...(isBroken ? ["broken"] : [])], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  try {
    const port = (await nextMessage(child, release)) as number;
    const noted = async (step: Step) => {
      child.send(step);
      return ((await nextMessage(child, release)) ?? undefined) as string | undefined;
    };
    return { port, noted, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the process says next; an error where it ends, or takes too long. */
async function nextMessage(child: ChildProcess, release: Release): Promise<unknown> {
  const signal = AbortSignal.timeout(limit);
  const ended = once(child, "exit", { signal }).then(() => {
    throw new AgentError(`The agent of release ${release} ended by itself.`);
  });
  const [message] = await Promise.race([once(child, "message", { signal }), ended]).catch((error) => {
    if (!signal.aborted) throw error;
    throw new AgentError(`The agent of release ${release} said nothing within ${limit / 1000} s.`);
  });
  return message;
}

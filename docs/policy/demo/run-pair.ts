import { programs, type Release } from "./programs.js";
import { runWorkload, type StepResult } from "./run-workload.js";
import { spawnAgent } from "./spawn-agent.js";
import { connections, type Implementation } from "./transports.js";

/** A runtime and an agent that are to run a workload together. */
export interface Pair {
  /** Release of the runtime, which is the client. */
  client: Release;
  /** Release of the agent, which is the server. */
  server: Release;
  /** What the runtime runs on. Agents run on Connect. */
  implementation: Implementation;
  /** The release whose agent is replaced by a broken one. */
  broken?: Release;
}

/** Starts the agent as a process, runs the workload against it, step by step, and ends the process. */
export async function* runPair({ client, server, implementation, broken }: Pair): AsyncGenerator<StepResult> {
  const agent = await spawnAgent(server, server === broken);
  const connection = connections[implementation](agent.port);
  try {
    yield* runWorkload(programs[client].runtime, connection.transport, agent.noted);
  } finally {
    connection.close();
    await agent.close();
  }
}

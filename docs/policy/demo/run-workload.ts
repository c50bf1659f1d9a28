import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { answers, type RuntimeProgram, type Step, steps } from "./workload.js";

/** A step as both sides saw it. */
export interface StepResult {
  step: Step;
  /** What the side that sent the message meant by it. */
  meant: string;
  /** What the other side did or read, or the status of gRPC that the call ended with. */
  done: string;
  ok: boolean;
}

/**
 * Runs the whole workload with an agent that is connected to, one step after the other, also after a failed one.
 * `agentNoted` gives what the agent noted for a step; undefined where it noted nothing.
 */
export async function* runWorkload(
  runtime: RuntimeProgram,
  agent: Transport,
  agentNoted: (step: Step) => Promise<string | undefined>,
): AsyncGenerator<StepResult> {
  const notes = new Map<Step, string>();
  const run = runtime(agent, (step, text) => notes.set(step, text));
  for (const step of steps) {
    const status = await run[step]().then(() => undefined, statusOf);
    const runtimeNoted = notes.get(step);
    const isAnswer = answers.includes(step);
    const meant = (isAnswer ? await agentNoted(step) : runtimeNoted) ?? "an answer";
    const done = status ?? (isAnswer ? runtimeNoted : await agentNoted(step)) ?? "nothing";
    yield { step, meant, done, ok: meant === done };
  }
}

/** One line for a step: `create: ok`, or `stop: failed: meant …, got …`. */
export function lineOf({ step, meant, done, ok }: StepResult): string {
  return ok ? `${step}: ok` : `${step}: failed: meant ${meant}; got ${done}`;
}

/** The name of a status as gRPC writes it, `DEADLINE_EXCEEDED`. What is no status is a bug and stays an error. */
function statusOf(error: unknown): string {
  if (!(error instanceof ConnectError)) throw error;
  return (Code[error.code] ?? "Unknown").replace(/\B[A-Z]/g, "_$&").toUpperCase();
}

import { readFileSync } from "node:fs";
import type { StepResult } from "../../../docs/policy/demo/run-workload.js";
import type { DemoImplementation, DemoResult } from "../../content/demo.js";
import { demoFile } from "./files.js";

/** What a runtime of one release and an agent of another came to. */
export interface RecordedPair {
  implementation: DemoImplementation;
  /** Release X.Y of the runtime. */
  client: string;
  /** Release X.Y of the agent. */
  server: string;
  result: DemoResult;
  steps: StepResult[];
}

/** Where `npm run demo:record` writes what it saw. */
export const resultsFile = demoFile("results.json");

/** A pair with its steps, as it is recorded. */
export function recorded(
  implementation: RecordedPair["implementation"],
  client: string,
  server: string,
  steps: StepResult[],
): RecordedPair {
  const result = steps.every(({ ok }) => ok) ? "passed" : "failed";
  return { implementation, client, server, result, steps };
}

/** All pairs as they were recorded. */
export function readResults(): RecordedPair[] {
  return JSON.parse(readFileSync(resultsFile, "utf8"));
}

/** `npm run demo:record`: runs every pair, each agent as a process of its own, and records what they came to. */
import { writeFileSync } from "node:fs";
import { releases } from "../../../docs/policy/demo/programs.js";
import { runPair } from "../../../docs/policy/demo/run-pair.js";
import type { StepResult } from "../../../docs/policy/demo/run-workload.js";
import { type RecordedPair, recorded, resultsFile } from "./results.js";

const results: RecordedPair[] = [];
for (const implementation of ["connect", "grpc-js"] as const) {
  for (const server of releases) {
    for (const client of releases) {
      const steps: StepResult[] = [];
      for await (const step of runPair({ client, server, implementation })) steps.push(step);
      results.push(recorded(implementation, client, server, steps));
    }
  }
}
writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
console.error(`Recorded ${results.length} pairs.`);

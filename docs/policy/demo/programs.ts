import { agent as agent1 } from "./releases/1.0/agent.js";
import { runtime as runtime1 } from "./releases/1.0/runtime.js";
import { agent as agent2 } from "./releases/2.0/agent.js";
import { runtime as runtime2 } from "./releases/2.0/runtime.js";
import { agent as agent3 } from "./releases/3.0/agent.js";
import { runtime as runtime3 } from "./releases/3.0/runtime.js";
import { agent as agent4 } from "./releases/4.0/agent.js";
import { runtime as runtime4 } from "./releases/4.0/runtime.js";
import type { AgentProgram, RuntimeProgram } from "./workload.js";

/** The two programs of each release, oldest release first. */
export const programs = {
  "1.0": { agent: agent1, runtime: runtime1 },
  "2.0": { agent: agent2, runtime: runtime2 },
  "3.0": { agent: agent3, runtime: runtime3 },
  "4.0": { agent: agent4, runtime: runtime4 },
} satisfies Record<string, { agent: AgentProgram; runtime: RuntimeProgram }>;

export type Release = keyof typeof programs;

export const releases = Object.keys(programs) as Release[];

export function isRelease(name: string | undefined): name is Release {
  return releases.some((release) => release === name);
}

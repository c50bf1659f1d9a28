/** The program that `spawn-agent.ts` starts: an agent, which tells its parent the port and, when asked, its notes. */
import { withBrokenPause } from "./broken/agent.js";
import { listen } from "./listen.js";
import { programs, type Release } from "./programs.js";
import type { Step } from "./workload.js";

const [release, broken] = process.argv.slice(2) as [Release, string?];
const { agent } = programs[release];
const serve = broken ? withBrokenPause(agent) : agent;

const notes = new Map<Step, string>();
const { port } = await listen((router) => serve(router, (step, text) => notes.set(step, text)));

process.on("message", (step: Step) => process.send?.(notes.get(step) ?? null));
process.on("disconnect", () => process.exit());
process.send?.(port);

import path from "node:path";
import { root } from "../../root.js";
import type { Job } from "../examples/compile.js";
import type { Example } from "../examples/example.js";

/** The folder of the demo: a protocol with four releases, and their programs. */
export const demoFolder = "docs/policy/demo";

/** Its releases X.Y, oldest first. Each has a folder with a schema, an agent and a runtime. */
export const demoReleases = ["1.0", "2.0", "3.0", "4.0"];

/** The schemas that programs import as generated code. */
export function demoSchemas(): Job[] {
  return demoReleases.map((release) => ({
    folder: `${demoFolder}/releases/${release}`,
    proto: "agent.proto",
  }));
}

/** The schemas as a page shows them, oldest release first: what an example consists of, without its program. */
export const demoSchemaFiles: Example = {
  id: "demo",
  folder: `${demoFolder}/releases`,
  protos: demoReleases.map((release) => `${release}/agent.proto`),
};

/** Absolute name of one of its files. */
export function demoFile(name: string): string {
  return path.join(root, demoFolder, name);
}

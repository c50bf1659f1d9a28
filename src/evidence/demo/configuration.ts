import { readFileSync } from "node:fs";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { parseConfiguration } from "../../cli/project/configuration.js";
import { demoFile } from "./files.js";

/** What the grid needs of the demo's `grpc-evolution.yaml`: releases in order, and the window. */
export function readConfiguration(): { releases: string[]; window: Window } {
  const name = "grpc-evolution.yaml";
  const { releases, window } = parseConfiguration(readFileSync(demoFile(name), "utf8"), name);
  if (!Array.isArray(releases) || !window)
    throw new Error(`${name} of the demo lists no releases, or no window.`);
  return { releases, window };
}

import { lineOf } from "../../../docs/policy/demo/run-workload.js";
import type { DemoCell, DemoGrid, DemoRun } from "../../content/demo.js";
import { readConfiguration } from "./configuration.js";
import { type RecordedPair, readResults } from "./results.js";

/** The grid, from the releases of the configuration and the recorded results. */
export function demoGrid(): DemoGrid {
  const { releases } = readConfiguration();
  const results = readResults();
  const pairAt = (client: string, server: string) =>
    results.filter((pair) => pair.client === client && pair.server === server);
  return {
    clients: releases,
    rows: releases.map((server) => ({
      server,
      cells: releases.map((client) => cellOf(client, server, pairAt(client, server))),
    })),
    runs: results.length,
  };
}

/** The runs that failed, with the runtime on Connect. */
export function failedRuns(): DemoRun[] {
  return readResults()
    .filter(({ implementation, result }) => implementation === "connect" && result === "failed")
    .map(({ client, server, steps }) => ({
      anchor: runAnchor(client, server),
      arguments: `${client} ${server}`,
      lines: steps.map((step) => ({ text: lineOf(step), ok: step.ok })),
    }));
}

function cellOf(client: string, server: string, pairs: RecordedPair[]): DemoCell {
  const failed = pairs.flatMap(({ steps }) => steps.filter(({ ok }) => !ok));
  return {
    client,
    anchor: runAnchor(client, server),
    results: pairs.map(({ implementation, result }) => ({ implementation, result })),
    failedSteps: unique(failed.map(({ step }) => step)),
    failedLines: unique(failed.map(lineOf)),
  };
}

function runAnchor(client: string, server: string): string {
  return `agent-${server}-runtime-${client}`;
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

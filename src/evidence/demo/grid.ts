import { lineOf } from "../../../docs/policy/demo/run-workload.js";
import { readConfiguration } from "./configuration.js";
import { type RecordedPair, readResults } from "./results.js";

/** All pairs of the demo as they were recorded: a row per agent, a column per runtime. */
export interface DemoGridData {
  clients: string[];
  rows: { server: string; cells: DemoCell[] }[];
  /** How many runs were recorded: each pair once for each implementation. */
  runs: number;
}

/** What one pair came to. */
export interface DemoCell {
  client: string;
  /** Where its run is shown, if it failed. */
  anchor: string;
  /** What the runtime ran on, and the result. */
  results: Pick<RecordedPair, "implementation" | "result">[];
  /** Steps that failed with one of the implementations. */
  failedSteps: string[];
  /** The lines of these steps. */
  failedLines: string[];
}

/** One run as a terminal shows it. */
export interface DemoRunData {
  /** Where the grid finds it on its page. */
  anchor: string;
  /** What follows `npm run demo --`. */
  arguments: string;
  lines: { text: string; ok: boolean }[];
}

/** The grid, from the releases of the configuration and the recorded results. */
export function demoGrid(): DemoGridData {
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
export function failedRuns(): DemoRunData[] {
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

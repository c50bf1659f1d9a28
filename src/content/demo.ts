/** What the runtime of a pair ran on; agents run on Connect. */
export type DemoImplementation = "connect" | "grpc-js";

export type DemoResult = "passed" | "failed";

/** All pairs of the demo as they were recorded: a row per agent, a column per runtime. */
export interface DemoGrid {
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
  results: { implementation: DemoImplementation; result: DemoResult }[];
  /** Steps that failed with one of the implementations. */
  failedSteps: string[];
  /** The lines of these steps. */
  failedLines: string[];
}

/** One run as a terminal shows it. */
export interface DemoRun {
  /** Where the grid finds it on its page. */
  anchor: string;
  /** What follows `npm run demo --`. */
  arguments: string;
  lines: { text: string; ok: boolean }[];
}

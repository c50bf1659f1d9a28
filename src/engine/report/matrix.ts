import type { PairResult, PublishedWindows, ReleasePair } from "../window/matrix.js";
import { compareReleases } from "../window/releases.js";
import type { Components, Window } from "../window/window.js";

/** Who may talk to whom and, where it was run, what came of it. */
export interface MatrixReport {
  /** A grid for each two components. */
  grids: Grid[];
  /** Whether pairs were run: then a supported pair without a result is one that is missing. */
  executed: boolean;
  /** What a reader of the result has to know of how it came about, as sentences. */
  remarks: string[];
}

/** A client and a server in all releases that were asked for. */
export interface Grid {
  components: Components;
  /** Today's. */
  window: Window;
  published: PublishedWindows;
  cells: Cell[];
}

/** A client of one release with a server of another. */
export interface Cell extends ReleasePair {
  /** The newest tag of the client's release; its version where it is not tagged. */
  clientTag: string;
  serverTag: string;
  /** The revision to build the client from: its tag, or `HEAD` for a release that is not tagged yet. */
  clientRef: string;
  serverRef: string;
  result: PairResult;
  /** How it ran in this call; null where it did not. */
  run: PairRun | null;
}

/** How the command of a pair ended. */
export interface PairRun {
  /** `failed, exit status 1`. */
  ending: string;
  seconds: number;
  /** The end of its output, made harmless. */
  lastLines: string[];
  /** The file with its output, as messages call it. */
  log: string;
}

/** What a grid shows for a pair. */
export interface Mark {
  sign: string;
  words: string;
  tone: "good" | "bad" | "quiet";
}

const results: Record<Exclude<PairResult, null>, Mark> = {
  passed: { sign: "✓", words: "passed", tone: "good" },
  failed: { sign: "!", words: "failed", tone: "bad" },
  "timed-out": { sign: "…", words: "timed out", tone: "bad" },
};

/** A pair outside of the window that was run has both signs, `×✓`. */
export function markOf({ supported, result }: Cell, executed: boolean): Mark {
  if (supported && result !== null) return results[result];
  if (supported) {
    return executed
      ? { sign: "?", words: "not run", tone: "bad" }
      : { sign: "✓", words: "supported", tone: "good" };
  }
  if (result === null) return { sign: "×", words: "not supported", tone: "quiet" };
  const { sign, words } = results[result];
  return { sign: `×${sign}`, words: `not supported, ${words}`, tone: "quiet" };
}

const order: PairResult[] = ["passed", "failed", "timed-out", null];

/** The marks that a grid has, each with how often, supported pairs first. */
export function legendOf(cells: readonly Cell[], executed: boolean): { mark: Mark; count: number }[] {
  const counts = new Map<string, { mark: Mark; count: number }>();
  const rank = ({ supported, result }: Cell) => order.indexOf(result) + (supported ? 0 : order.length);
  const ordered = [...cells].sort((a, b) => rank(a) - rank(b));
  for (const cell of ordered) {
    const mark = markOf(cell, executed);
    const entry = counts.get(mark.words) ?? { mark, count: 0 };
    entry.count += 1;
    counts.set(mark.words, entry);
  }
  return [...counts.values()];
}

/** Whether the table of a grid has places of pairs that were not asked for. */
export function hasBlanks(cells: readonly Cell[]): boolean {
  const { clients, servers } = releasesIn(cells);
  return cells.length < clients.length * servers.length;
}

/** The releases of clients, which are the columns of a grid, and of servers, its rows; oldest first. */
export function releasesIn(cells: readonly Cell[]): { clients: string[]; servers: string[] } {
  const sorted = (names: string[]) => [...new Set(names)].sort(compareReleases);
  return {
    clients: sorted(cells.map(({ client }) => client)),
    servers: sorted(cells.map(({ server }) => server)),
  };
}

/** Finds the cell where a row and a column of a grid meet; undefined where that pair was not asked for. */
export function cellFinder(cells: readonly Cell[]): (client: string, server: string) => Cell | undefined {
  const found = new Map(cells.map((cell) => [`${cell.client} ${cell.server}`, cell]));
  return (client, server) => found.get(`${client} ${server}`);
}

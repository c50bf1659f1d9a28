import type { MatrixReport } from "./matrix.js";
import { cellsOf, remarksIn } from "./matrix-sentences.js";
import { jsonText } from "./values.js";

/**
 * The commit that a tag or `HEAD` named when its pairs were run; null for what is no tag of a repository, and for `HEAD`
 * where something is not committed.
 */
export type RefCommits = Record<string, string | null>;

/** Which call the results belong to, so that the same one can go on. */
export interface RunRecord {
  fingerprint: string;
  commits: RefCommits;
  /** Whether nothing was left to run. */
  complete: boolean;
}

/**
 * For programs. A contract: a key may be added, none changes its meaning; `version` would change with one that did.
 * The results of a run also say which one it was.
 */
export function matrixJson(report: MatrixReport, run?: RunRecord): string {
  const pairs = cellsOf(report.grids).map(({ components, client, server, supported, reason, result }) => ({
    components: { client: components.client, server: components.server },
    client,
    server,
    supported,
    reason,
    result,
  }));
  return `${jsonText({ version: 1, ...(run ? { run } : {}), remarks: remarksIn(report), pairs }, 2)}\n`;
}

import type { Cell } from "./matrix.js";
import { jsonText } from "./values.js";

/** How many jobs GitHub makes of one matrix. Source: https://docs.github.com/en/actions/reference/limits */
export const githubLimit = 256;

/**
 * One line for `strategy.matrix` of a GitHub workflow: a job for each pair. The keys are those that `--run` knows as
 * placeholders.
 */
export function matrixGithub(cells: readonly Cell[]): string {
  const include = cells.map((cell) => ({
    client: cell.client,
    server: cell.server,
    clientTag: cell.clientTag,
    serverTag: cell.serverTag,
    clientRef: cell.clientRef,
    serverRef: cell.serverRef,
    clientName: cell.components.client,
    serverName: cell.components.server,
    supported: cell.supported,
  }));
  return `${jsonText({ include })}\n`;
}

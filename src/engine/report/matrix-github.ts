import type { Cell } from "./matrix.js";
import { jsonText } from "./values.js";

/** How many jobs GitHub makes of one matrix. Source: https://docs.github.com/en/actions/reference/limits */
export const githubLimit = 256;

/**
 * One line for `strategy.matrix` of a GitHub workflow: a job for each pair. The keys are those that `--run` knows as
 * placeholders.
 */
export function matrixGithub(cells: readonly Cell[]): string {
  const include = cells.map(({ components, client, server, clientTag, serverTag, supported }) => ({
    client,
    server,
    clientTag,
    serverTag,
    clientName: components.client,
    serverName: components.server,
    supported,
  }));
  return `${jsonText({ include })}\n`;
}

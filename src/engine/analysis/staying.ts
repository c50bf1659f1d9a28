import type { CheckRequest } from "../check/request.js";
import type { Break, Finding } from "../rules/finding.js";

/**
 * The components whose older releases are hurt and never leave the window: servers where clients may run ahead of them
 * without a limit, clients where they may run behind without one.
 */
export function stayingIn(
  findings: readonly Finding[],
  { components, baselines }: Pick<CheckRequest, "components" | "baselines">,
): string[] {
  const earlier = new Set(baselines.map(({ label }) => label));
  const olderSides = findings
    .flatMap(({ breaks }) => breaks)
    .flatMap(({ writer, reader }: Break) => [writer, reader].filter(({ state }) => earlier.has(state)));
  const hurt = new Set(olderSides.map(({ component }) => component));
  const unlimited = components.flatMap(({ client, server, window }) => [
    ...(window?.upgrade === "unbounded" ? [server] : []),
    ...(window?.downgrade === "unbounded" ? [client] : []),
  ]);
  // What no method carries has no sides, and may be hurt in either.
  return [...new Set(unlimited)].filter((component) => hurt.has(component) || hurt.has(null));
}

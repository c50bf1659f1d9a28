import { prose } from "@grpc-evolution/engine/report/markup.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import type { Limit } from "@grpc-evolution/engine/window/window.js";

/** Who talks to whom by the configuration that `init` writes. */
export const firstPairs: readonly ComponentPair[] = [
  { client: "client", server: "server", window: { upgrade: "unbounded", downgrade: 1 }, services: [] },
];

/** What users are promised by the windows of a configuration: Markdown. */
export function promiseText(pairs: readonly ComponentPair[]): string {
  const isAlone = pairs.length === 1;
  const promises = pairs.map((pair) => {
    const promise = promiseOf(pair);
    return isAlone ? promise : `### ${titleOf(pair)}\n\n${promise}`;
  });
  const isAnyDeclared = pairs.some(({ window }) => window !== null);
  return [...promises, ...(isAnyDeclared ? [sourceText(isAlone)] : [])].join("\n\n");
}

function sourceText(isAlone: boolean): string {
  const subject = isAlone ? "These two sentences are" : "The sentences on upgrades and downgrades are";
  return `${subject} the \`window\` in \`grpc-evolution.yaml\`: change them together.`;
}

function titleOf({ client, server }: ComponentPair): string {
  return `${prose(client)} and ${prose(server)}`;
}

function promiseOf(pair: ComponentPair): string {
  const [client, server] = [prose(pair.client), prose(pair.server)];
  if (pair.window === null) {
    return `Nothing is promised yet: \`grpc-evolution.yaml\` declares no \`window\` for ${client} and ${server}.
Decide it there, then say here which earlier and which later releases of the ${server} the ${client} works with.`;
  }
  const { upgrade, downgrade } = pair.window;
  return `- **Upgrades.** The ${client} works with the ${server} of ${releasesText(upgrade, "earlier")}.
- **Downgrades.** The ${client} works with the ${server} of ${releasesText(downgrade, "later")}.`;
}

function releasesText(limit: Limit, side: "earlier" | "later"): string {
  if (limit === 0) return `no ${side} release`;
  if (limit === "unbounded") return `every ${side} release`;
  const adjacent = side === "earlier" ? "previous" : "next";
  return limit === 1 ? `the ${adjacent} release` : `each of the ${adjacent} ${limit} releases`;
}

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { forEachParallel } from "../../examples/parallel.js";
import { pairRecord } from "./pair-record.js";
import type { CallPeer } from "./peer.js";
import { type RecordedPair, readPairs, recordFolder, type Side } from "./record.js";
import { runPair } from "./run-pair.js";

/**
 * Lets every peer call every server of its family, and writes what was printed. The peers have to be built. Pairs
 * with another peer keep their record.
 */
export async function recordCalls(peers: readonly CallPeer[]): Promise<void> {
  const pairs = new Map(readPairs().map((pair) => [keyOf(pair), pair]));
  const date = new Date().toISOString().slice(0, 10);
  await forEachParallel(pairsOf(peers), async (pair) => {
    const answers = await runPair(pair.client, pair.server);
    const key = keyOf(pair);
    pairs.set(key, pairRecord(sideOf(pair.client), sideOf(pair.server), answers, date, pairs.get(key)));
  });
  writePairs([...pairs.values()]);
}

/** Clients with the servers that they can call. */
export function pairsOf(peers: readonly CallPeer[]): { client: CallPeer; server: CallPeer }[] {
  return peers.flatMap((client) =>
    peers.filter(({ family }) => family === client.family).map((server) => ({ client, server })),
  );
}

function sideOf({ id, language, library, version }: CallPeer): Side {
  return { id, language, library, version: version() };
}

function keyOf({ client, server }: { client: { id: string }; server: { id: string } }): string {
  return `${client.id} ${server.id}`;
}

function writePairs(pairs: readonly RecordedPair[]): void {
  const sorted = pairs.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  mkdirSync(recordFolder, { recursive: true });
  for (const client of new Set(sorted.map((pair) => pair.client.id))) {
    const ofClient = sorted.filter((pair) => pair.client.id === client);
    writeFileSync(path.join(recordFolder, `${client}.json`), `[\n${ofClient.map(textOf).join(",\n")}\n]\n`);
  }
}

/** The answer to a scenario is one line. */
function textOf({ answers, ...head }: RecordedPair): string {
  const headLines = Object.entries(head).map(member);
  const answerLines = Object.entries(answers).map(member);
  return `{\n  ${headLines.join(",\n  ")},\n  "answers": {\n    ${answerLines.join(",\n    ")}\n  }\n}`;
}

function member([key, value]: [string, unknown]): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}

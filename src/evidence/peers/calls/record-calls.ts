import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { forEachParallel } from "../../examples/parallel.js";
import type { CallPeer } from "./peer.js";
import { type Answers, distinct, type RecordedPair, readPairs, recordFolder, type Side } from "./record.js";
import { runPair } from "./run-pair.js";
import { scenarios } from "./scenarios.js";

/**
 * Lets every peer call every server of its family, and writes what was printed. The peers have to be built. Pairs
 * with another peer keep their record.
 */
export async function recordCalls(peers: readonly CallPeer[]): Promise<void> {
  const pairs = new Map(readPairs().map((pair) => [keyOf(pair), pair]));
  await forEachParallel(pairsOf(peers), async ({ client, server }) => {
    const answers = await runPair(client, server);
    const pair = recordOf(sideOf(client), sideOf(server), answers, pairs);
    pairs.set(keyOf(pair), pair);
  });
  writePairs([...pairs.values()]);
}

/** Clients with the servers that they can call. */
export function pairsOf(peers: readonly CallPeer[]): { client: CallPeer; server: CallPeer }[] {
  return peers.flatMap((client) =>
    peers.filter(({ family }) => family === client.family).map((server) => ({ client, server })),
  );
}

/** A pair with another digest than this was changed by hand. */
export function digestOf({ client, server, date, answers }: Omit<RecordedPair, "digest">): string {
  return createHash("sha256")
    .update(JSON.stringify([client, server, date, answers]))
    .digest("hex");
}

/** The record of a pair. The day is that of the earlier record if it says the same. */
function recordOf(
  client: Side,
  server: Side,
  answers: Answers,
  earlier: ReadonlyMap<string, RecordedPair>,
): RecordedPair {
  const before = earlier.get(keyOf({ client, server }));
  const isSameVersions = before && isEqual([before.client, before.server], [client, server]);
  const all = isSameVersions ? withEarlierOutcomes(answers, before.answers) : answers;
  if (isSameVersions && isEqual(all, before.answers)) return before;
  const date = new Date().toISOString().slice(0, 10);
  return { client, server, date, digest: digestOf({ client, server, date, answers: all }), answers: all };
}

/** In a race another side may have been first before. */
function withEarlierOutcomes(answers: Answers, earlier: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const before = earlier[id];
      if (!races.has(id) || !before || "reason" in answer || "reason" in before) return [id, answer];
      return [id, distinct([...before, ...answer])];
    }),
  );
}

const races = new Set(scenarios.filter(({ isRace }) => isRace).map(({ id }) => id));

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sideOf({ id, version }: CallPeer): Side {
  return { id, version: version() };
}

function keyOf({ client, server }: Pick<RecordedPair, "client" | "server">): string {
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

/** An answer is one line. */
function textOf({ answers, ...head }: RecordedPair): string {
  const lines = Object.entries(answers).map(
    ([id, answer]) => `    ${JSON.stringify(id)}: ${JSON.stringify(answer)}`,
  );
  const headLines = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${[...headLines, `  "answers": {\n${lines.join(",\n")}\n  }`].join(",\n")}\n}`;
}

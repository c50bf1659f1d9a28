import { describe, expect, it, test } from "vitest";
import { someOf } from "../../../testing/thorough.js";
import type { CallPeer } from "./call-peer.js";
import { digestOf } from "./pair-record.js";
import { loadCallPeers } from "./peers.js";
import { callRows, readPairs } from "./record.js";
import { pairsOf } from "./record-calls.js";
import { runPair } from "./run-pair.js";
import { scenarios } from "./scenarios.js";

const peers = await loadCallPeers();
const recorded = new Map(readPairs().map((pair) => [`${pair.client.id} ${pair.server.id}`, pair]));
/** A busy machine takes long to start the programs of a pair. */
const pairTimeout = 120_000;

const fromNpm = peers.filter(({ packages }) => packages.length === 0);

describe("the libraries from npm print again what is recorded", () => {
  it("has some", () => expect(fromNpm.map(({ id }) => id)).toEqual(["connect", "grpc-js"]));

  test.concurrent.each(someOf(pairsOf(fromNpm), 4))(
    "$client.id calls $server.id",
    async ({ client, server }) => {
      const pair = recorded.get(`${client.id} ${server.id}`);
      expect([pair?.client.version, pair?.server.version]).toEqual([client.version(), server.version()]);
      const answers = await runPair(client, server);
      expect(Object.keys(answers)).toEqual(Object.keys(pair?.answers ?? {}));
      for (const { id, isRace } of scenariosOf(client)) {
        const [printed, expected] = [answers[id], pair?.answers[id]];
        // In a race a run need not see every outcome.
        if (isRace) expect(expected).toEqual(expect.arrayContaining([printed].flat()));
        else expect(printed).toEqual(expected);
      }
    },
    pairTimeout,
  );
});

function scenariosOf({ family }: CallPeer) {
  return scenarios.filter(({ families }) => families.includes(family));
}

describe("the record", () => {
  it("has every pair of every family and no other", () => {
    const pairs = pairsOf(peers).map(({ client, server }) => `${client.id} ${server.id}`);
    expect([...recorded.keys()].sort()).toEqual(pairs.sort());
  });

  test.each([...recorded.values()])("$client.id calls $server.id is as it was printed", (pair) => {
    expect(digestOf(pair)).toBe(pair.digest);
  });

  it("has another digest once a cell is flipped", () => {
    for (const pair of recorded.values()) {
      for (const id of Object.keys(pair.answers)) {
        const answers = { ...pair.answers, [id]: [{ code: "FLIPPED", message: "", messages: 0, lines: [] }] };
        expect(digestOf({ ...pair, answers })).not.toBe(pair.digest);
      }
    }
  });

  it.each(pairsOf(peers))(
    "has an answer or a reason wherever $client.id calls $server.id",
    ({ client, server }) => {
      const answers = recorded.get(`${client.id} ${server.id}`)?.answers ?? {};
      const expected = scenariosOf(client);
      expect(Object.keys(answers)).toEqual(expected.map(({ id }) => id));
      for (const { id, needs } of expected) {
        const lack = needs && (client.lacks[needs] ?? server.lacks[needs]);
        const answer = answers[id] ?? [];
        if (lack) expect(answer).toEqual({ reason: lack });
        else expect(answer).toSatisfy((outcomes) => Array.isArray(outcomes) && outcomes.length > 0);
      }
    },
  );

  it("lets every pair succeed at a method that both have", () => {
    const rows = callRows().filter(({ scenario }) => scenario === "unary");
    expect(rows).toHaveLength(recorded.size);
    for (const { outcomes } of rows) expect(outcomes).toEqual([{ code: "OK", text: "1 message" }]);
  });
});

describe("the fallback of Kata's runtime", () => {
  const rows = callRows().filter(({ scenario }) => scenario === "kata-fallback");

  it("is not taken with a server in Rust, which answers INVALID_ARGUMENT", () => {
    const text =
      "/grpc.AgentService/UpdateEphemeralMounts does not exist\nno fallback: the error is returned";
    const outcomes = rows.filter(({ server }) => server.id !== "ttrpc-go").map((row) => row.outcomes);
    expect(outcomes).toEqual(Array(6).fill([{ code: "INVALID_ARGUMENT", text }]));
  });

  it("is taken with a server in Go", () => {
    const text = "method UpdateEphemeralMounts\nfallback: the error is ignored";
    const outcomes = rows.filter(({ server }) => server.id === "ttrpc-go").map((row) => row.outcomes);
    expect(outcomes).toEqual(Array(3).fill([{ code: "UNIMPLEMENTED", text }]));
  });
});

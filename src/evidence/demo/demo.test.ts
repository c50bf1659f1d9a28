import { create } from "@bufbuild/protobuf";
import { Code, createClient } from "@connectrpc/connect";
import { isSupported } from "@grpc-evolution/engine/window/window.js";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type Listening, listen } from "../../../docs/policy/demo/listen.js";
import { programs, type Release, releases } from "../../../docs/policy/demo/programs.js";
import { Agent, CreateRequestSchema } from "../../../docs/policy/demo/releases/4.0/agent_pb.js";
import { runWorkload, type StepResult } from "../../../docs/policy/demo/run-workload.js";
import { connections, type Implementation } from "../../../docs/policy/demo/transports.js";
import type { RuntimeProgram, Step } from "../../../docs/policy/demo/workload.js";
import { readConfiguration } from "./configuration.js";
import { demoReleases } from "./files.js";
import { type RecordedPair, readResults, recorded } from "./results.js";

/** An agent of each release in this process, with what it noted last. */
const agents = new Map<Release, { server: Listening; notes: Map<Step, string> }>();

beforeAll(async () => {
  for (const release of releases) {
    const notes = new Map<Step, string>();
    const { agent } = programs[release];
    const server = await listen((router) => agent(router, (step, text) => notes.set(step, text)));
    agents.set(release, { server, notes });
  }
});

afterAll(() => Promise.all([...agents.values()].map(({ server }) => server.close())));

async function run(runtime: RuntimeProgram, server: Release, implementation: Implementation = "connect") {
  const agent = agents.get(server);
  if (!agent) throw new Error(`no agent ${server}`);
  agent.notes.clear();
  const connection = connections[implementation](agent.server.port);
  const steps: StepResult[] = [];
  try {
    const workload = runWorkload(runtime, connection.transport, async (step) => agent.notes.get(step));
    for await (const step of workload) steps.push(step);
  } finally {
    connection.close();
  }
  return steps;
}

const failedPairs = (pairs: RecordedPair[]) =>
  pairs
    .filter(({ result }) => result === "failed")
    .map(({ client, server }) => `agent ${server}, runtime ${client}`);

describe.each(["connect", "grpc-js"] as const)(
  "sixteen pairs over HTTP/2, runtimes on %s",
  (implementation) => {
    const pairs: RecordedPair[] = [];

    beforeAll(async () => {
      for (const server of releases) {
        for (const client of releases) {
          const steps = await run(programs[client].runtime, server, implementation);
          pairs.push(recorded(implementation, client, server, steps));
        }
      }
    });

    it("come to what was recorded", () => {
      expect(pairs).toEqual(readResults().filter((pair) => pair.implementation === implementation));
    });

    it("fail where the window ends, and nowhere else", () => {
      const { releases: names, window } = readConfiguration();
      const excluded = names.flatMap((server, s) =>
        names
          .filter((_, c) => !isSupported(c, s, window))
          .map((client) => `agent ${server}, runtime ${client}`),
      );
      expect(excluded).toHaveLength(3);
      expect(failedPairs(pairs)).toEqual(excluded);
    });

    it("fail in the steps whose old form the agent dropped", () => {
      const failed = pairs.map(({ client, server, steps }) => [
        `agent ${server}, runtime ${client}`,
        steps.filter(({ ok }) => !ok).map(({ step }) => step),
      ]);
      expect(failed.filter(([, steps]) => steps?.length)).toEqual([
        ["agent 3.0, runtime 1.0", ["details", "create", "stop"]],
        ["agent 4.0, runtime 1.0", ["details", "create", "stats", "stop"]],
        ["agent 4.0, runtime 2.0", ["stats"]],
      ]);
    });
  },
);

describe("what release 2.0 introduces", () => {
  const created = async (client: Release, server: Release) =>
    (await run(programs[client].runtime, server)).find(({ step }) => step === "create");

  it("is used from release 3.0 on, by runtimes whose agent has it", async () => {
    const enabled = "read-only root, network 10.0.0.2/24, bind at /data";
    const before = "writable root, no network, bind at /data";
    expect((await created("2.0", "4.0"))?.done).toBe(before);
    expect((await created("3.0", "1.0"))?.done).toBe(before);
    expect((await created("3.0", "2.0"))?.done).toBe(enabled);
    expect((await created("4.0", "4.0"))?.done).toBe(enabled);
  });

  it.each(["3.0", "4.0"] as const)("has an off switch in runtime %s for the new default", async (client) => {
    const { runtime } = programs[client];
    for (const server of releases) {
      const steps = await run((agent, note) => runtime(agent, note, true), server);
      expect(steps.find(({ step }) => step === "create")?.done).toMatch(/^writable root/);
      expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    }
  });
});

test.each(releases)("agent %s refuses a driver that it does not know, by name", async (release) => {
  const connection = connections.connect(agents.get(release)?.server.port ?? 0);
  const client = createClient(Agent, connection.transport);
  const request = create(CreateRequestSchema, { id: "w1", storages: [{ driver: "ephemeral" }] });
  const refusal = { code: Code.InvalidArgument, rawMessage: 'unknown storage driver "ephemeral"' };
  await expect(client.create(request)).rejects.toMatchObject(refusal);
  connection.close();
});

test("programs, folders and configuration name the same releases", () => {
  expect(releases).toEqual(demoReleases);
  expect(readConfiguration().releases).toEqual(demoReleases);
});

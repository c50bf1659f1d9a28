import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../root.js";
import { CommandFixture } from "../../testing/command.js";
import { runProgram } from "../../testing/run-program.js";
import { isThorough } from "../../testing/thorough.js";
import { type BundledDemo, bundleDemo } from "./bundle.js";
import { demoFile } from "./files.js";

/** The command runs the demo as a user's CI would: each pair as processes of its own. */
let fixture: CommandFixture;
let demo: BundledDemo;

beforeAll(async () => {
  fixture = new CommandFixture();
  demo = await bundleDemo();
});

afterAll(() => {
  fixture.remove();
  demo.remove();
});

async function runMatrix(pairArguments: string, ...more: string[]) {
  const results = path.join(fixture.folder(), "results");
  const command = `node ${path.relative(root, demo.pair)} {client} {server}${pairArguments}`;
  const args = ["--config", demoFile("grpc-evolution.yaml"), "--run", command, "--jobs", "2"];
  const run = await runProgram(
    process.execPath,
    [fixture.bundle, "matrix", ...args, "--results", results, ...more],
    root,
    {},
    120_000,
  );
  return { ...run, results };
}

test.runIf(isThorough)("all supported pairs pass, and the reports say so", { timeout: 150_000 }, async () => {
  const { status, stdout, results } = await runMatrix("");
  expect(stdout).toMatch(/13 of 13 supported pairs passed/);
  expect(status).toBe(0);
  const { pairs } = JSON.parse(readFileSync(path.join(results, "results.json"), "utf8"));
  const failing = pairs.filter(({ supported }: { supported: boolean }) => !supported);
  expect(
    failing.map(({ client, server }: Record<string, string>) => `agent ${server}/runtime ${client}`),
  ).toEqual(["agent 3.0/runtime 1.0", "agent 4.0/runtime 1.0", "agent 4.0/runtime 2.0"]);
  expect(["junit.xml", "report.md"].every((name) => existsSync(path.join(results, name)))).toBe(true);
});

test("a broken agent blocks: the pair, the step and the message", { timeout: 150_000 }, async () => {
  const { status, stdout } = await runMatrix(" --broken 4.0", "--release", "4.0");
  expect(status).toBe(1);
  expect(stdout).toContain("runtime 3.0 with agent 4.0 failed, exit status 1.");
  expect(stdout).toContain("pause: failed: meant w1 is paused; got nothing");
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { root } from "../../root.js";
import { isThorough, someOf } from "../../testing/thorough.js";
import { type BundledDemo, bundleDemo } from "./bundle.js";
import { demoFile } from "./files.js";

let demo: BundledDemo;

beforeAll(async () => {
  demo = await bundleDemo();
});

afterAll(() => demo.remove());

/** Starts a pair as the leader of a process group, so that whatever it starts can be found. */
function startPair(...args: string[]) {
  return start(demo.pair, ...args);
}

function start(...args: string[]) {
  return spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const runPair = (...args: string[]) => endOf(startPair(...args));

async function endOf(child: ReturnType<typeof start>) {
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { status, stderr, lines: stdout.trimEnd().split("\n"), leavesNothing: await groupEnds(child) };
}

/** Whether every process of the group that this one leads ends, within 5 seconds after it. */
async function groupEnds({ pid = 0 }: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(-pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}

describe.concurrent("one pair as processes", () => {
  const ways: [way: string, started: () => ReturnType<typeof start>][] = [
    ["as JavaScript", () => startPair("3.0", "1.0")],
    ["as it is written", () => start("--import", "tsx", demoFile("pair.ts"), "3.0", "1.0")],
  ];

  it.each(someOf(ways, 2))("prints a line for each step, and exits 0: %s", async (_, started) => {
    expect(await endOf(started())).toEqual({
      status: 0,
      stderr: "",
      lines: ["details: ok", "create: ok", "start: ok", "pause: ok", "stats: ok", "stop: ok"],
      leavesNothing: true,
    });
  });

  it("says what was meant and what came of it, and exits 1", async () => {
    const { status, lines, leavesNothing } = await runPair("2.0", "4.0", "--implementation", "grpc-js");
    expect(lines.filter((line) => !line.endsWith(": ok"))).toEqual([
      "stats: failed: meant an answer; got UNIMPLEMENTED",
    ]);
    expect({ status, leavesNothing }).toEqual({ status: 1, leavesNothing: true });
  });

  it.runIf(isThorough)("replaces the agent of one release by a broken one", async () => {
    const broken = await runPair("4.0", "3.0", "--broken", "3.0");
    expect(broken.lines).toContain("pause: failed: meant w1 is paused; got nothing");
    expect(broken.status).toBe(1);
    expect((await runPair("4.0", "3.0", "--broken", "2.0")).status).toBe(0);
  });

  it("leaves no agent behind when it is killed", async () => {
    const child = startPair("1.0", "1.0");
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await groupEnds(child)).toBe(true);
  });
});

test.each([
  [["3.0"], "The release of the agent is missing. Releases are 1.0, 2.0, 3.0, 4.0."],
  [["3.0", "9.0"], 'The release of the agent "9.0" does not exist. Releases are 1.0, 2.0, 3.0, 4.0.'],
  [["3.0", "3.0", "3.0"], '"3.0" is too much: name a runtime and an agent.'],
  [["3.0", "3.0", "--broken", "x"], 'The release of the broken agent "x" does not exist.'],
  [["3.0", "3.0", "--implementation", "go"], 'There is no implementation "go". Known are connect, grpc-js.'],
  [["3.0", "3.0", "--verbose"], "Unknown option '--verbose'"],
])("%j is refused in one line", async (args, message) => {
  const { status, stderr } = await runPair(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

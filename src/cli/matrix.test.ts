// cspell:ignore servr mred pids
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture } from "../testing/command.js";
import { write } from "../testing/git.js";
import { isThorough, someOf } from "../testing/thorough.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const window = "window: { upgrade: unbounded, downgrade: 1 }\n";
const fourReleases = 'releases: ["1.0", "2.0", "3.0", "4.0"]\n';
const components = "components: { client: runtime, server: agent }\n";

/** A folder with a configuration and a program `pair.mjs` that stands for the test of a pair. */
function project(pair: string, configuration = components + fourReleases + window): string {
  return fixture.folder({
    "grpc-evolution.yaml": configuration,
    "pair.mjs": `const [client, server] = process.argv.slice(2);\n${pair}`,
  });
}

const run = ["matrix", "--run", "node pair.mjs {client} {server}"];

const numbered = (count: number) =>
  `releases: [${Array.from({ length: count }, (_, index) => `"1.${index}"`).join(", ")}]\n`;

interface PairJson {
  client: string;
  server: string;
  supported: boolean;
  result: string | null;
}

function pairsIn(json: string): PairJson[] {
  return (JSON.parse(json) as { pairs: PairJson[] }).pairs;
}

/** The pairs with this result, as `runtime/agent`. */
function withResult(json: string, wanted: string | null): string[] {
  const found = pairsIn(json).filter(({ result }) => result === wanted);
  return found.map(({ client, server }) => `${client}/${server}`);
}

function results(folder: string, file = "results.json"): string {
  return readFileSync(path.join(folder, "matrix-results", file), "utf8");
}

async function refused(folder: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await fixture.run(folder, args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  return stderr;
}

describe("who may talk to whom", () => {
  it("the help fits a screen", async () => {
    const { stdout } = await fixture.run(fixture.folder(), ["matrix", "--help"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([
    [1, ["1.0/3.0", "1.0/4.0", "2.0/4.0"]],
    [2, ["1.0/4.0"]],
  ])("downgrade: %i excludes runtime/agent %j", async (downgrade, expected) => {
    const configuration = `${components}${fourReleases}window: { upgrade: unbounded, downgrade: ${downgrade} }\n`;
    const { status, stdout } = await fixture.run(project("", configuration), ["matrix", "--format", "json"]);
    expect(status).toBe(0);
    const excluded = pairsIn(stdout).filter(({ supported }) => !supported);
    expect(excluded.map(({ client, server }) => `${client}/${server}`)).toEqual(expected);
    expect(pairsIn(stdout)).toHaveLength(16);
  });

  it("the JSON has these keys and no others", async () => {
    const { stdout } = await fixture.run(project(""), ["matrix", "--format", "json"]);
    const document = JSON.parse(stdout) as { pairs: unknown[] };
    expect(Object.keys(document)).toEqual(["version", "remarks", "pairs"]);
    expect(document.pairs[8]).toEqual({
      components: { client: "runtime", server: "agent" },
      client: "1.0",
      server: "3.0",
      supported: false,
      reason: "the runtime is 2 releases behind the agent; the window allows 1",
      result: null,
    });
  });

  it("the grid has agents as rows", async () => {
    const { stdout } = await fixture.run(project(""), ["matrix"]);
    expect(stdout).toContain("     1.0  2.0  3.0  4.0\n");
    expect(stdout).toContain("3.0    ×    ✓    ✓    ✓\n4.0    ×    ×    ✓    ✓\n");
    expect(stdout).toContain("✓ supported (13)   × not supported (3)");
  });

  it("Markdown says the window below the table", async () => {
    const { stdout } = await fixture.run(project(""), ["matrix", "--format", "markdown"]);
    expect(stdout).toContain("| **4.0** | × not supported | × not supported | ✓ supported | ✓ supported |\n");
    expect(stdout).toMatch(/by any number of releases, and behind it by at most 1 release\.\n$/);
  });

  it.each(["text", "markdown"])("the legend of %s explains places without a mark", async (format) => {
    const args = ["matrix", "--format", format];
    expect((await fixture.run(project(""), args)).stdout).not.toContain("blank");
    const some = await fixture.run(project(""), [...args, "--release", "3.0"]);
    expect(some.stdout).toMatch(/not supported \(1\),? +blank: not asked for/);
  });

  it("a new release adds its own pairs, and may be untagged", async () => {
    const args = ["matrix", "--format", "json", "--release"];
    const known = await fixture.run(project(""), [...args, "4.0"]);
    expect(pairsIn(known.stdout)).toHaveLength(7);
    const candidate = await fixture.run(project(""), [...args, "5.0"]);
    const supported = pairsIn(candidate.stdout).filter((pair) => pair.supported);
    expect(supported).toHaveLength(6);
    expect(supported.every(({ client, server }) => client === "5.0" || server === "5.0")).toBe(true);
  });

  it("a sample keeps the distances of the whole list", async () => {
    const configuration = `${components}${numbered(30)}${window}`;
    const { stdout } = await fixture.run(project("", configuration), [
      "matrix",
      "--sample",
      "--format",
      "json",
    ]);
    expect(pairsIn(stdout).map(({ client, server, supported }) => [client, server, supported])).toEqual([
      ["1.0", "1.0", true],
      ["1.28", "1.0", true],
      ["1.29", "1.0", true],
      ["1.0", "1.28", false],
      ["1.28", "1.28", true],
      ["1.29", "1.28", true],
      ["1.0", "1.29", false],
      ["1.28", "1.29", true],
      ["1.29", "1.29", true],
    ]);
  });

  it("thirty releases fit a terminal, each pair once", async () => {
    const { stdout } = await fixture.run(project("", components + numbered(30) + window), ["matrix"]);
    const lines = stdout.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const grid = lines.filter((line) => /^\d/.test(line)).join("");
    // 30 · 31 / 2 pairs with an equal or newer runtime, and 29 one release behind.
    expect(grid.match(/✓/g)).toHaveLength(465 + 29);
    expect(grid.match(/×/g)).toHaveLength(900 - 465 - 29);
  });

  it("each two components have their heading and their window", async () => {
    const configuration = `releases: ["1.0", "2.0"]
components:
  - { client: runtime, server: agent, window: { upgrade: unbounded, downgrade: 1 } }
  - { client: shim, server: agent, window: { upgrade: 0, downgrade: 0 } }
`;
    const folder = project("", configuration);
    const { stdout } = await fixture.run(folder, ["matrix"]);
    expect(stdout).toMatch(/^runtime with agent\n/);
    expect(stdout).toMatch(/\n\nshim with agent\n/);
    expect(stdout).toContain(
      "The shim may run ahead of the agent by no release, and behind it by no release.",
    );
    const github = await fixture.run(folder, ["matrix", "--format", "github"]);
    const { include } = JSON.parse(github.stdout) as { include: { clientName: string }[] };
    expect(include.map(({ clientName }) => clientName)).toEqual([
      ...Array(4).fill("runtime"),
      ...Array(2).fill("shim"),
    ]);
  });

  it("GitHub gets one line, with the newest tags of a repository", async () => {
    const folder = fixture.repository(
      ["v1.0.0", { "grpc-evolution.yaml": components + window }],
      ["v1.0.1", {}],
      ["v1.1.0", {}],
      ["v1.2.0-rc1", {}],
    );
    const { stdout } = await fixture.run(folder, ["matrix", "--format", "github"]);
    expect(stdout).toMatch(/^[^\n]+\n$/);
    const { include } = JSON.parse(stdout) as { include: object[] };
    expect(include).toHaveLength(4);
    expect(include[1]).toEqual({
      client: "1.1",
      server: "1.0",
      clientTag: "v1.1.0",
      serverTag: "v1.0.1",
      clientRef: "v1.1.0",
      serverRef: "v1.0.1",
      clientName: "runtime",
      serverName: "agent",
      supported: true,
    });
  });

  it("GitHub gets unsupported pairs where they are asked for", async () => {
    const args = ["matrix", "--format", "github", "--include-unsupported"];
    const { stdout } = await fixture.run(project(""), args);
    const { include } = JSON.parse(stdout) as { include: { supported: boolean }[] };
    expect(include.filter(({ supported }) => !supported)).toHaveLength(3);
  });

  it("GitHub gets at most 256 jobs", async () => {
    const github = ["matrix", "--format", "github", "--include-unsupported"];
    const most = await fixture.run(project("", components + numbered(16) + window), github);
    expect(JSON.parse(most.stdout).include).toHaveLength(256);
    const folder = project("", components + numbered(17) + window);
    expect(await refused(folder, ...github)).toMatch(/289 jobs; .* 256 .* --release X\.Y or --sample/);
  });
});

describe("what cannot be asked for", () => {
  it("no window", async () => {
    const folder = fixture.folder({ "grpc-evolution.yaml": `${fourReleases}${components}` });
    expect(await refused(folder, "matrix")).toMatch(
      /^grpc-evolution: grpc-evolution\.yaml:\d+:\d+: no window .*window: \{ upgrade: unbounded, downgrade: 1 \}/,
    );
    expect(await refused(fixture.folder(), "matrix")).toMatch(/There is no grpc-evolution\.yaml/);
  });

  it("no release", async () => {
    const folder = fixture.repository(["", { "grpc-evolution.yaml": components + window }]);
    expect(await refused(folder, "matrix")).toMatch(/No tag v\* is a release/);
  });

  it.each([
    [["--release", "2.5"], /There is no release 2\.5\. The nearest are 2\.0 and 3\.0; .* newer than 4\.0/],
    [["--release", "0.9"], /The next one is 1\.0/],
    [["--release", "four"], /"four" is not a release\. Write X\.Y/],
    [["--jobs", "2"], /--jobs says how to run pairs/],
    [["--run", "x {client} {server}", "--jobs", "0"], /--jobs cannot be "0"\. .* from 1 to 64/],
    [["--run", "x {client} {server}", "--jobs", "1.5"], /--jobs cannot be/],
    [["--run", "x {client} {server}", "--timeout", "0"], /--timeout cannot be "0"\. .* more than 0/],
    [["--run", "x {client} {server}", "--timeout", "9999999"], /--timeout cannot be/],
    [["--run", "x {client} {server}", "--format", "github"], /--format github plans jobs/],
    [["--run", " "], /is empty/],
    [["--run", "x {client}"], /has no \{serverRef\}\. .*write 'CMD \{clientRef\} \{serverRef\}'/],
    [["--run", "x {client} {server} {servr}"], /unknown placeholder \{servr\}\. Did you mean "server"/],
    [["--run", "x '{client} {server}"], /a quote that is not closed/],
    [["--run", "./none-{client} {server}"], /\.\/none-1\.0 cannot be started \(ENOENT\)/],
    [["--run", "./pair.mjs {client} {server}"], /\.\/pair\.mjs cannot be started \(EACCES\)\. .*chmod \+x/],
    [[...run.slice(1), "--results", "pair.mjs"], /pair\.mjs is no folder, and is left alone: .* --results/],
    [[...run.slice(1), "--results", "/proc/none"], /\/proc\/none cannot be written \(\w+\)\. .*--results/],
  ])("%j", async (args, message) => {
    expect(await refused(project(""), "matrix", ...args, "--quiet")).toMatch(message);
  });

  it("a tag that a shell would obey", async () => {
    const folder = project("", `releases: ["v$(touch oops)1.0"]\n${window}`);
    const message = await refused(folder, "matrix", "--run", "sh -c 'echo {client} {server} {clientTag}'");
    expect(message).toMatch(/\{clientTag\} would be "v\$\(touch oops\)1\.0", which is not safe/);
    expect(existsSync(path.join(folder, "oops"))).toBe(false);
  });

  it("results in the place of something else", async () => {
    const folder = project("");
    write(folder, { "matrix-results/results.json": '{ "mine": true }' });
    expect(await refused(folder, ...run)).toMatch(/results\.json was not written by/);
    expect(results(folder)).toBe('{ "mine": true }');
  });
});

describe("who does talk to whom", () => {
  it("all supported pairs pass", async () => {
    const folder = project("console.log(client, server);");
    const { status, stdout, stderr } = await fixture.run(folder, run);
    expect(status).toBe(0);
    expect(stdout).toContain("13 of 13 supported pairs passed.\n");
    expect(stdout).toContain("✓ passed (13)   × not supported (3)");
    expect(stderr).toMatch(/^grpc-evolution: 13 of 13: runtime 4\.0 with agent 4\.0 passed/m);
    expect(withResult(results(folder), null)).toEqual(["1.0/3.0", "1.0/4.0", "2.0/4.0"]);
    expect(results(folder, "logs/runtime-1.0-agent-2.0.log")).toBe("1.0 2.0\n");
    expect(JSON.parse(results(folder)).run.complete).toBe(true);
  });

  it("of a release that is not tagged says that edits are not in HEAD", async () => {
    const configuration = `${components}releases: { tags: "v*" }\n${window}`;
    const folder = fixture.repository(["v1.0", { "grpc-evolution.yaml": configuration, "pair.mjs": "" }]);
    const remark = "1.1 is tested as HEAD has it, and edited files have more: commit them to test that.";
    const committed = await fixture.run(folder, [...run, "--release", "1.1", "--fresh"]);
    expect(committed.stderr).not.toContain("HEAD");
    write(folder, { "pair.mjs": "// edited\n" });
    const edited = await fixture.run(folder, [...run, "--release", "1.1", "--fresh"]);
    expect(edited.stderr.split("\n")).toContain(`grpc-evolution: ${remark}`);
    expect(edited.stdout.replace(/\s+/g, " ")).toContain(remark);
    for (const file of ["results.json", "report.md", "junit.xml"]) {
      expect(results(folder, file), file).toContain(remark);
    }
    const tagged = await fixture.run(folder, [...run, "--release", "1.0", "--fresh"]);
    expect(tagged.stderr).not.toContain("HEAD");
    const quiet = await fixture.run(folder, [...run, "--release", "1.1", "--fresh", "--quiet"]);
    expect(quiet.stderr).toBe("");
  });

  it.runIf(isThorough)("quiet says nothing but the result", async () => {
    const { stderr } = await fixture.run(project(""), [...run, "--quiet"]);
    expect(stderr).toBe("");
  });

  it("a failed pair is named with the end of its output and its log", async () => {
    const folder = project(
      'if (client === "2.0" && server === "3.0") { console.log("step create"); console.error("meant 1, got 2"); process.exitCode = 3; }',
    );
    const { status, stdout } = await fixture.run(folder, run);
    expect(status).toBe(1);
    expect(stdout).toContain(
      "runtime 2.0 with agent 3.0 failed, exit status 3.\n  | step create\n  | meant 1, got 2\n  Log: matrix-results/logs/runtime-2.0-agent-3.0.log\n",
    );
    expect(stdout).toContain("12 of 13 supported pairs passed, 1 failed.\n");
    expect(results(folder, "junit.xml")).toContain(
      '<failure type="failed" message="failed, exit status 3">step create\nmeant 1, got 2\n',
    );
    expect(results(folder, "report.md")).toContain("| **3.0** | × not supported | ! failed | ✓ passed |");
  });

  it("the chosen format goes to the chosen file", async () => {
    const folder = project("");
    const args = [...run, "--format", "json", "--output", "out.json", "--quiet"];
    const { stdout } = await fixture.run(folder, args);
    expect(stdout).toBe("");
    const out = readFileSync(path.join(folder, "out.json"), "utf8");
    expect(withResult(out, "passed")).toHaveLength(13);
    expect(Object.keys(JSON.parse(out))).toEqual(["version", "remarks", "pairs"]);
  });

  it("a pair outside of the window does not count, and is told where it works", async () => {
    const folder = project('process.exitCode = client === "1.0" && server === "4.0" ? 1 : 0;');
    const { status, stdout } = await fixture.run(folder, [...run, "--include-unsupported"]);
    expect(status).toBe(0);
    expect(stdout).toContain("runtime 1.0 with agent 3.0 works although the policy does not support it.");
    expect(stdout).toMatch(
      /runtime 1\.0 with agent 4\.0 failed, exit status 1\. The policy does not support\nit\./,
    );
    expect(results(folder, "junit.xml")).toContain('failures="0" errors="0" skipped="3"');
  });

  it("both streams are kept in order", async () => {
    const folder = project(
      'import { writeSync } from "node:fs"; for (let i = 0; i < 200; i++) writeSync(1 + (i % 2), i + "\\n");',
      `${components}releases: ["1.0"]\n${window}`,
    );
    await fixture.run(folder, run);
    const lines = results(folder, "logs/runtime-1.0-agent-1.0.log").trimEnd().split("\n");
    expect(lines).toEqual(Array.from({ length: 200 }, (_, index) => String(index)));
  });

  it("a flood of output is cut, and its end is still shown", async () => {
    const folder = project(
      'const line = "x".repeat(99_999) + "\\n"; for (let i = 0; i < 300; i++) process.stdout.write(line); console.log("the end"); process.exitCode = 1;',
      `${components}releases: ["1.0"]\n${window}`,
    );
    const { stdout } = await fixture.run(folder, run);
    expect(stdout).toContain("  | the end\n");
    const log = path.join(folder, "matrix-results/logs/runtime-1.0-agent-1.0.log");
    expect(statSync(log).size).toBeLessThan(10_000_100);
    expect(readFileSync(log, "utf8")).toMatch(
      /\ngrpc-evolution: cut here, 20000008 more bytes followed\.\n$/,
    );
  });

  it("output of others is harmless in terminals and reports", async () => {
    const folder = project(
      'process.stdout.write("\\x1b]0;title\\x07\\x1b[31mred\\x1b[0m\\n```\\n# heading\\n]]><script>&\\n\\u202e\\x00\\n"); process.exitCode = 1;',
      `components: { client: "run<time>|@all\\u001b[1m", server: "../../agent" }\nreleases: ["1.0"]\n${window}`,
    );
    const { stdout } = await fixture.run(folder, run);
    const junit = results(folder, "junit.xml");
    const markdown = results(folder, "report.md");
    for (const text of [stdout, junit, markdown]) {
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    }
    expect(stdout).toContain("  | red\n");
    expect(junit).toContain("]]&gt;&lt;script&gt;&amp;");
    expect(junit).toContain('classname="run&lt;time&gt;|@all\\x1b[1m with ../../agent"');
    expect(markdown).toMatch(/````text\n[\s\S]*\n# heading\n[\s\S]*\n````\n/);
    expect(markdown).toContain("run&lt;time&gt;\\|@\u200ball");
    expect(readdirSync(path.join(folder, "matrix-results/logs"))).toEqual([
      "run_time___all__1m-1.0-______agent-1.0.log",
    ]);
  });

  it("as many pairs run at a time as jobs were asked for", async () => {
    const folder = project(
      `import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
appendFileSync("events", "+");
do await wait(50); while (readFileSync("events", "utf8").split("+").length <= 3);
appendFileSync("events", "-");`,
    );
    await fixture.run(folder, [...run, "--jobs", "3"]);
    let running = 0;
    const most = [...readFileSync(path.join(folder, "events"), "utf8")].map((event) => {
      running += event === "+" ? 1 : -1;
      return running;
    });
    expect(most).toHaveLength(26);
    expect(Math.max(...most)).toBe(3);
  });
});

/** Starts a process in a session of its own that ignores requests to end, and notes its number. */
const leaveRunning = `import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
const other = spawn(process.execPath, ["-e", stubborn], { detached: true, stdio: "inherit" });
other.unref();
appendFileSync("pids", other.pid + "\\n" + process.pid + "\\n");
`;

function isRunning(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) [ZX]/.test(readFileSync(stat, "utf8"));
}

function pidsIn(folder: string): string[] {
  return readFileSync(path.join(folder, "pids"), "utf8").trimEnd().split("\n");
}

describe.runIf(process.platform === "linux")("nothing is left running", () => {
  const oneRelease = `${components}releases: ["1.0"]\n${window}`;

  it("after the time limit", async () => {
    const folder = project(`${leaveRunning}setInterval(() => {}, 1000);`, oneRelease);
    const { status, stdout } = await fixture.run(folder, [...run, "--timeout", "2.5"]);
    expect(status).toBe(1);
    expect(stdout).toContain("runtime 1.0 with agent 1.0 timed out after 2.5 s.");
    expect(withResult(results(folder), "timed-out")).toEqual(["1.0/1.0"]);
    expect(pidsIn(folder)).toHaveLength(2);
    expect(pidsIn(folder).filter(isRunning)).toEqual([]);
  });

  it("after a command that ended by itself", async () => {
    const folder = project(leaveRunning, oneRelease);
    const { status } = await fixture.run(folder, run);
    expect(status).toBe(0);
    expect(pidsIn(folder).filter(isRunning)).toEqual([]);
  });

  it("after a pair could not be started", async () => {
    const folder = project(`${leaveRunning}setInterval(() => {}, 1000);`);
    write(folder, { "start-1.0": "#!/bin/sh\nexec node pair.mjs\n" });
    write(folder, { "start-2.0": "#!/bin/sh\nuntil [ -s pids ]; do sleep 0.05; done\n" });
    for (const name of ["start-1.0", "start-2.0"]) chmodSync(path.join(folder, name), 0o755);
    const args = ["matrix", "--run", "./start-{client} {server}", "--jobs", "2"];
    const { status, stderr } = await fixture.run(folder, args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/\.\/start-3\.0 cannot be started \(ENOENT\)/);
    expect(pidsIn(folder).filter(isRunning)).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("an interrupted run", () => {
  /** The first two pairs pass; the third waits, until a file says that it need not. */
  const thirdWaits = `import { spawn } from "node:child_process";
import { appendFileSync, existsSync } from "node:fs";
if (client === "3.0" && server === "1.0" && !existsSync("go")) {
  const other = spawn("sleep", ["1000"], { detached: true });
  appendFileSync("pids", other.pid + "\\n" + process.pid + "\\n");
}
appendFileSync("ran", client + "/" + server + "\\n");`;

  async function interruptThird(folder: string, signal: NodeJS.Signals): Promise<Interrupted> {
    const child = spawn(process.execPath, [fixture.bundle, ...run], { cwd: folder });
    const ended = collect(child);
    while (!ran(folder).includes("3.0/1.0")) await wait(20);
    child.kill(signal);
    return ended;
  }

  interface Interrupted {
    status: number | null;
    stdout: string;
    stderr: string;
  }

  function collect(child: ChildProcess): Promise<Interrupted> {
    const printed = { stdout: "", stderr: "" };
    child.stdout?.on("data", (text) => {
      printed.stdout += text;
    });
    child.stderr?.on("data", (text) => {
      printed.stderr += text;
    });
    return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...printed })));
  }

  function ran(folder: string): string[] {
    const file = path.join(folder, "ran");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  it.each(someOf(["SIGINT", "SIGTERM", "SIGHUP"] as const, 3))(
    "by %s says how far it came, and leaves nothing",
    async (signal) => {
      const folder = project(thirdWaits);
      const { status, stdout, stderr } = await interruptThird(folder, signal);
      expect(status).toBe(2);
      expect(stderr).toMatch(
        /\ngrpc-evolution: Interrupted: 2 of 13 pairs ran\. The same call goes on with the rest\.\n$/,
      );
      expect(stdout).toContain("2 of 13 supported pairs passed, 11 not run.");
      expect(withResult(results(folder), "passed")).toEqual(["1.0/1.0", "2.0/1.0"]);
      expect(JSON.parse(results(folder)).run.complete).toBe(false);
      expect(results(folder, "junit.xml")).toContain('errors="11"');
      expect(pidsIn(folder).filter(isRunning)).toEqual([]);
    },
  );

  it("is continued by the same call, and a complete one is not", async () => {
    const folder = project(thirdWaits);
    await interruptThird(folder, "SIGINT");
    write(folder, { go: "", ran: "" });
    const second = await fixture.run(folder, [...run, "--jobs", "4"]);
    expect(second.stderr).toMatch(
      /^grpc-evolution: 2 of 13 pairs passed before the interruption and are kept/,
    );
    expect(second.status).toBe(0);
    expect(ran(folder).filter((pair) => pair !== "")).toHaveLength(11);
    expect(withResult(results(folder), "passed")).toHaveLength(13);
    write(folder, { ran: "" });
    await fixture.run(folder, [...run, "--jobs", "4"]);
    expect(ran(folder)).toHaveLength(13);
  });

  const others: [what: string, args: string[], releases: string][] = [
    ["--fresh", [...run, "--fresh"], fourReleases],
    ["another command", ["matrix", "--run", "node ./pair.mjs {client} {server}"], fourReleases],
    ["another tag", run, 'releases: ["1.0", "1.0.1", "2.0", "3.0", "4.0"]\n'],
  ];

  it.each(someOf(others, 3))("is not continued with %s", async (_, args, releases) => {
    const folder = project(thirdWaits);
    await interruptThird(folder, "SIGINT");
    write(folder, { go: "", ran: "", "grpc-evolution.yaml": components + releases + window });
    await fixture.run(folder, [...args, "--jobs", "4"]);
    expect(ran(folder)).toHaveLength(13);
  });

  it("while it runs, keeps others out of its results, also after one was killed", async () => {
    const folder = project(thirdWaits);
    const first = spawn(process.execPath, [fixture.bundle, ...run], { cwd: folder });
    const ended = collect(first);
    while (!ran(folder).includes("3.0/1.0")) await wait(20);
    expect(await refused(folder, ...run)).toContain(
      `Process ${first.pid} uses matrix-results. Name another folder with --results`,
    );
    expect((await fixture.run(folder, [...run, "--results", "other", "--release", "4.0"])).status).toBe(0);
    first.kill("SIGKILL");
    await ended;
    for (const pid of pidsIn(folder)) process.kill(Number(pid), "SIGKILL");
    write(folder, { go: "" });
    expect((await fixture.run(folder, run)).status).toBe(0);
    expect(readdirSync(path.join(folder, "matrix-results")).sort()).toEqual([
      "junit.xml",
      "logs",
      "report.md",
      "results.json",
    ]);
  });
});

// cspell:ignore noprofile norc pipefail
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../root.js";
import { CommandFixture, protocol } from "./command.js";
import { git, write } from "./git.js";
import { unpinned } from "./pinned.js";
import { type Run, runProgram } from "./run-program.js";
import { isThorough } from "./thorough.js";

interface Step {
  name: string;
  run?: string;
  env?: Record<string, string>;
  uses?: string;
}

const action = parse(readFileSync(path.join(root, "action.yml"), "utf8"));
const steps: Step[] = action.runs.steps;

const file = "protos/agent.proto";
const configuration = { "grpc-evolution.yaml": "window: { upgrade: unbounded, downgrade: 1 }\n" };
const before = { [file]: protocol("  int32 kind = 2;"), ...configuration };
const after = { [file]: protocol("  string driver = 2;") };

let fixture: CommandFixture;
/** The folder of the action, with a built command. */
let home: string;

beforeAll(() => {
  fixture = new CommandFixture();
  home = fixture.folder();
  mkdirSync(path.join(home, "src/cli/dist"), { recursive: true });
  cpSync(fixture.bundle, path.join(home, "src/cli/dist/grpc-evolution.mjs"));
  cpSync(path.join(root, "src/cli/from-clone.mjs"), path.join(home, "src/cli/from-clone.mjs"));
});

afterAll(() => fixture.remove());

/** Runs the scripts of the action as the runner does, up to one that fails. */
async function runAction(
  folder: string,
  inputs: Record<string, string> = {},
): Promise<Run & { summary: string }> {
  const files = fixture.folder({ summary: "", output: "" });
  const runner = {
    GITHUB_STEP_SUMMARY: path.join(files, "summary"),
    GITHUB_OUTPUT: path.join(files, "output"),
  };
  const total: Run = { status: 0, stdout: "", stderr: "" };
  for (const { run, env = {} } of steps.filter((step) => step.run !== undefined)) {
    const variables = Object.entries(env).map(([name, value]) => [name, evaluate(value, inputs)]);
    const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", run ?? ""];
    const ended = await runProgram("bash", shell, folder, { ...runner, ...Object.fromEntries(variables) });
    total.status = ended.status;
    total.stdout += ended.stdout;
    total.stderr += ended.stderr;
    if (ended.status !== 0) break;
  }
  return { ...total, summary: readFileSync(runner.GITHUB_STEP_SUMMARY, "utf8") };
}

function evaluate(value: string, inputs: Record<string, string>): string {
  const [, context, name = ""] = /^\$\{\{ (\w+)\.(\w+) \}\}$/.exec(value) ?? [];
  if (context === "github" && name === "action_path") return home;
  if (context === "inputs") return inputs[name] ?? action.inputs[name].default;
  throw new Error(`an expression that the test does not know: ${value}`);
}

it("no expression stands inside of a script", () => {
  for (const { run = "" } of steps) expect(run).not.toContain("${{");
});

it("writes annotations and the summary of the job, and fails with the check", async () => {
  const folder = fixture.repository(["v1.0", before]);
  write(folder, after);
  const { status, stdout, summary } = await runAction(folder);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=protos\/agent\.proto,line=5,col=\d+,title=R1\/number-reused /m);
  expect(summary).toMatch(/^## grpc-evolution: \d errors?/);
  git(folder, "checkout", "--quiet", ".");
  const clean = await runAction(folder);
  expect(clean.status).toBe(0);
  expect(clean.summary).toMatch(/^## grpc-evolution: no findings/);
});

it("takes arguments one a line, and nothing in an input is run", async () => {
  const folder = fixture.repository(["v1.0", before], ["v1.1", before]);
  const args = "--against\nv1.0\n--output\n$(touch hacked) `touch hacked`; touch hacked.json\n";
  const { status, summary } = await runAction(folder, { format: "json", args });
  expect(status).toBe(0);
  expect(summary).toMatch(/compared with v1\.0;/);
  const names = git(folder, "status", "--short", "-z").split("\0").filter(Boolean);
  expect(names).toEqual(["?? $(touch hacked) `touch hacked`; touch hacked.json"]);
  expect((await runAction(folder, { format: '"; touch hacked; "' })).status).toBe(2);
  expect(git(folder, "status", "--short", "-z").split("\0").filter(Boolean)).toHaveLength(1);
});

it("refuses a shallow checkout with the line to add, and what is no checkout", async () => {
  const shallow = path.join(fixture.folder(), "shallow");
  const folder = fixture.repository(["v1.0", before], ["v1.1", before]);
  git(folder, "clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
  for (const place of [shallow, fixture.folder()]) {
    const { status, stdout, summary } = await runAction(place);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^::error .*fetch-depth: 0\n$/);
    expect(summary).toBe("");
  }
});

it("does not pass where the command could not work", async () => {
  const { status, stderr, summary } = await runAction(fixture.repository(["v1.0", before]), {
    config: "none.yaml",
  });
  expect({ status, summary }).toEqual({ status: 2, summary: "" });
  expect(stderr).toMatch(/There is no configuration none\.yaml/);
});

it("writes the report in SARIF where a file is named, whatever was found", async () => {
  const folder = fixture.repository(["v1.0", before]);
  write(folder, after);
  const sarif = "the report.sarif";
  expect((await runAction(folder, { sarif })).status).toBe(1);
  const { runs } = JSON.parse(readFileSync(path.join(folder, sarif), "utf8"));
  expect(runs[0].results[0].ruleId).toBe("R1/number-reused");
});

it.runIf(isThorough)("appends the analysis to the summary where it is asked for", async () => {
  const folder = fixture.repository(["v1.0", before]);
  write(folder, after);
  const { status, summary } = await runAction(folder, { analysis: "true" });
  expect(status).toBe(1);
  expect(summary).toMatch(/^## grpc-evolution: \d errors?/);
  expect(summary.match(/^## .*/gm)).toEqual([expect.any(String), "## Compatibility analysis"]);
  expect((await runAction(folder)).summary).not.toContain("## Compatibility analysis");
});

it("fails where the analysis cannot be written, and keeps the report", async () => {
  const folder = fixture.repository(["v1.0", before]);
  const { status, stderr, summary } = await runAction(folder, { analysis: "true", args: "--all\n" });
  expect(status).toBe(2);
  expect(stderr).toMatch(/unknown option '--all'/);
  expect(summary).toMatch(/^## grpc-evolution: no findings/);
});

it("pins all that it uses to a full commit hash", () => {
  expect(unpinned(readFileSync(path.join(root, "action.yml"), "utf8"))).toEqual([]);
  expect(unpinned("  - uses: actions/checkout@v4 # v4\n")).toEqual(["actions/checkout@v4 # v4"]);
});

describe("the hook of pre-commit", () => {
  const [hook, ...others] = parse(readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8"));

  it("runs for every commit: no hook is told of deleted files", () => {
    expect(others).toEqual([]);
    expect(hook).toMatchObject({ language: "script", always_run: true, pass_filenames: false });
    expect(hook).not.toHaveProperty("files");
  });

  it("starts a program of the clone that takes the bundle where there is one", async () => {
    const [script = "", ...args] = hook.entry.split(" ");
    const mode = git(root, "ls-files", "--stage", script).split(" ")[0];
    expect(mode).toBe("100755");
    const folder = fixture.repository(["v1.0", before]);
    git(folder, "rm", "--quiet", file);
    write(folder, { "protos/other.proto": 'syntax = "proto3";\n' });
    const { status, stdout, stderr } = await runProgram(path.join(home, script), args, folder, {});
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/GL2\/service-removed/);
  });

  it("builds it where there is none, as far as that goes here", async () => {
    const clone = fixture.folder({ "package.json": "{}", "src/cli/build.mjs": "" });
    const script = path.join(clone, "src/cli/from-clone.mjs");
    cpSync(path.join(root, "src/cli/from-clone.mjs"), script);
    const npm = fixture.folder({ npm: "#!/bin/sh\necho npm $@\nexit 1\n" });
    chmodSync(path.join(npm, "npm"), 0o755);
    const PATH = `${npm}${path.delimiter}${process.env.PATH}`;
    const { status, stdout, stderr } = await runProgram(process.execPath, [script], clone, { PATH });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^grpc-evolution: this revision holds no bundle; building it once\.\nnpm ci /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("builds it of what is in a clone and of the packages, with nothing that an earlier installation made", async () => {
    const clone = fixture.folder();
    const listed = [
      "ls-files",
      "-z",
      "--",
      "LICENSE",
      "package.json",
      "tsconfig.json",
      "src",
      ":!src/**/*.test.ts",
    ];
    const names = execFileSync("git", listed, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
    for (const name of names) cpSync(path.join(root, name), path.join(clone, name));
    linkPackages(clone);
    const npm = fixture.folder({ npm: "#!/bin/sh\n" });
    chmodSync(path.join(npm, "npm"), 0o755);
    const PATH = `${npm}${path.delimiter}${process.env.PATH}`;
    const script = path.join(clone, "src/cli/from-clone.mjs");
    const { status, stdout, stderr } = await runProgram(process.execPath, [script, "--version"], clone, {
      PATH,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(stderr).toBe("grpc-evolution: this revision holds no bundle; building it once.\n");
  });
});

/** As `npm ci` does it: the packages of the lockfile, and a link to the package that is a folder of the clone. */
function linkPackages(clone: string): void {
  const installed = path.join(clone, "node_modules");
  mkdirSync(path.join(installed, "@grpc-evolution"), { recursive: true });
  symlinkSync(path.join(clone, "src/engine"), path.join(installed, "@grpc-evolution/engine"));
  for (const name of readdirSync(path.join(root, "node_modules")))
    if (name !== "@grpc-evolution")
      symlinkSync(path.join(root, "node_modules", name), path.join(installed, name));
}

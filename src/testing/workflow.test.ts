/**
 * The workflows of this repository, and those that the pages on the matrix and on releases tell readers to copy: their
 * scripts run here as GitHub's runner starts them.
 */
// cspell:ignore noprofile norc
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { unknownOrigin } from "../cli/adopt/origin.js";
import { adoptTexts } from "../cli/adopt/texts.js";
import { root } from "../root.js";
import { unpinned } from "./pinned.js";

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}

interface Job {
  if?: string;
  needs?: string | string[];
  steps: Step[];
  strategy?: { "fail-fast": boolean; matrix?: { node?: number[] } };
  "continue-on-error"?: boolean;
  "timeout-minutes"?: number;
}

/** A text that readers copy, of an origin that nobody has named. */
const textOf = (name: string) => adoptTexts(unknownOrigin).find((text) => text.name === name)?.text ?? "";

const text = textOf("pairs-workflow");
const workflow: { permissions: object; defaults: object; jobs: Record<string, Job> } = parse(text);
const jobs = Object.values(workflow.jobs);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workflow-"));
  mkdirSync(path.join(folder, "test"));
  program("npx", 'printf "%s\\n" "$@" > arguments; echo "{\\"include\\":[]}"; exit "$STATUS"');
  program("test/pair.sh", 'echo "runtime $1, agent $2"; exit "$STATUS"');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(path.join(folder, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
}

/** Runs the last script of a job as `shell: bash` does, with values in place of its expressions. */
function run(job: string, values: Record<string, string>): number | null {
  const script = workflow.jobs[job]?.steps.findLast((step) => step.run)?.run ?? "";
  const PATH = `${folder}${path.delimiter}${process.env.PATH}`;
  const GITHUB_OUTPUT = path.join(folder, "output");
  writeFileSync(GITHUB_OUTPUT, "");
  const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  return spawnSync("bash", bash, { cwd: folder, env: { PATH, GITHUB_OUTPUT, ...values } }).status;
}

test("the token may only read, every job has a time limit, and no script contains an expression", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.defaults).toEqual({ run: { shell: "bash" } });
  for (const job of jobs) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  const scripts = jobs.flatMap((job) => job.steps.map((step) => step.run ?? ""));
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("the workflows that readers copy pin what they use to a full commit hash", () => {
  const ci = readFileSync(path.join(root, "docs/tool/ci.mdx"), "utf8");
  const used = [text, textOf("release-workflow"), ci].flatMap(unpinned);
  expect([...new Set(used)]).toEqual(["OWNER/REPOSITORY@REVISION"]);
});

test("one failed pair neither cancels the others nor loses its log", () => {
  expect(workflow.jobs.pair?.strategy?.["fail-fast"]).toBe(false);
  const upload = workflow.jobs.pair?.steps.find((step) => step.uses?.startsWith("actions/upload-artifact"));
  expect(upload?.if).toBe("always()");
});

describe("the job that lists the pairs", () => {
  test("hands the release over as one argument, whatever it contains", () => {
    const VERSION = '4.0"; touch broken; $(touch broken)';
    expect(run("list", { PACKAGE: "a.tgz", CONFIG: "a b.yaml", VERSION, STATUS: "0" })).toBe(0);
    const given = readFileSync(path.join(folder, "arguments"), "utf8").trimEnd().split("\n");
    expect(given).toEqual([
      "--yes",
      "--package=a.tgz",
      "grpc-evolution",
      "matrix",
      "--format",
      "github",
      "--config",
      "a b.yaml",
      "--release",
      VERSION,
    ]);
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe('matrix={"include":[]}\n');
  });

  test("fails with the command", () => {
    expect(run("list", { PACKAGE: "a.tgz", CONFIG: "c.yaml", VERSION: "9.9", STATUS: "2" })).toBe(2);
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe("");
  });
});

test.each(["0", "1", "3"])("a pair that exits with %s gives the job that status, and a log", (STATUS) => {
  expect(run("pair", { CLIENT: "v3.0.1", SERVER: "HEAD", STATUS })).toBe(Number(STATUS));
  expect(readFileSync(path.join(folder, "pair.log"), "utf8")).toBe("runtime v3.0.1, agent HEAD\n");
});

describe("the gate", () => {
  const results = ["success", "failure", "cancelled", "skipped"];

  test("runs whatever happened, after all pairs", () => {
    expect(workflow.jobs.gate).toMatchObject({ if: "always()", needs: ["list", "pair"] });
  });

  test.each(results.flatMap((LIST) => results.map((PAIRS) => ({ LIST, PAIRS }))))(
    "list $LIST, pairs $PAIRS",
    ({ LIST, PAIRS }) => {
      expect(run("gate", { LIST, PAIRS }) === 0).toBe(LIST === "success" && PAIRS === "success");
    },
  );
});

describe("the workflow that publishes", () => {
  const publishing: { on: object; jobs: Record<string, Job & { uses?: string; with?: object }> } = parse(
    textOf("release-workflow"),
  );
  const scriptOf = (job: string, named: string) =>
    publishing.jobs[job]?.steps.find((step) => step.run?.includes(named))?.run ?? "";

  /** Runs a script with programs of these names in place of the real ones, and gives their calls. */
  function runWith(script: string, programs: string[], values: Record<string, string>) {
    const place = mkdtempSync(path.join(folder, "release-"));
    for (const name of programs) {
      const stub = `#!/usr/bin/env bash\necho "${name} $@" >> calls; exit "$STATUS"\n`;
      writeFileSync(path.join(place, name), stub, { mode: 0o755 });
    }
    const env = { PATH: `${place}${path.delimiter}${process.env.PATH}`, STATUS: "0", ...values };
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    const { status } = spawnSync("bash", bash, { cwd: place, env });
    const file = path.join(place, "calls");
    return { status, calls: existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [] };
  }

  const gate = (VERSION: string, more: Record<string, string> = {}) =>
    runWith(scriptOf("protocol", "check"), ["npx"], {
      PACKAGE: "a.tgz",
      PAIRS: "grpc-evolution.yaml",
      VERSION,
      ...more,
    });
  const command = "npx --yes --package=a.tgz grpc-evolution";

  test.each([
    ["1.2.0", "minor"],
    ["2.10.0", "minor"],
    ["1.1.1", "patch"],
    ["2.0.1", "patch"],
    ["2.0.0", "major"],
  ])("compares %s with the release before, and allows a %s number", (version, max) => {
    expect(gate(version)).toEqual({
      status: 0,
      calls: [
        `${command} check --since-release --release ${version}`,
        `${command} bump --release ${version} --max ${max}`,
      ],
    });
  });

  test.each(["1.2", "v1.2.0", "1.2.0-rc1", "1.2.0; touch broken", ""])(
    "refuses the version %j",
    (version) => {
      expect(gate(version)).toEqual({ status: 1, calls: [] });
    },
  );

  test("stops where the check fails", () => {
    expect(gate("1.1.0", { STATUS: "1" })).toEqual({ status: 1, calls: [expect.stringContaining("check")] });
  });

  test("has other pairs than those of the window for a major version alone", () => {
    const PAIRS = "apart.yaml";
    expect(gate("1.3.0", { PAIRS })).toEqual({ status: 1, calls: [] });
    expect(gate("2.0.1", { PAIRS })).toEqual({ status: 1, calls: [] });
    expect(gate("2.0.0", { PAIRS }).status).toBe(0);
    expect(publishing.jobs["mixed-versions"]?.with).toEqual({
      release: expect.stringContaining(" inputs.version "),
      config: expect.stringContaining(" inputs.pairs "),
    });
  });

  test("starts by hand, and tags after the protocol and all pairs, which it runs by the other workflow", () => {
    expect(Object.keys(publishing.on)).toEqual(["workflow_dispatch"]);
    expect(publishing.jobs.publish?.needs).toEqual(["protocol", "mixed-versions"]);
    expect(publishing.jobs["mixed-versions"]?.uses).toBe("./.github/workflows/mixed-versions.yml");
    expect(Object.keys(parse(text).on)).toContain("workflow_call");
    const tag = scriptOf("publish", "git tag");
    expect(runWith(tag, ["git"], { VERSION: "1.2.0" }).calls).toEqual([
      "git tag v1.2.0",
      "git push origin v1.2.0",
    ]);
    expect(runWith(tag, ["git"], { VERSION: "1.2.0", STATUS: "1" }).calls).toEqual(["git tag v1.2.0"]);
    const others = Object.values(publishing.jobs).flatMap(({ steps = [] }) =>
      steps.map(({ run = "" }) => run),
    );
    expect(others.filter((script) => script.includes("git tag"))).toEqual([tag]);
  });
});

const ownFolder = path.join(root, ".github/workflows");
const own: Record<string, { permissions: object; jobs: Record<string, Job> }> = Object.fromEntries(
  readdirSync(ownFolder).map((file) => [file, parse(readFileSync(path.join(ownFolder, file), "utf8"))]),
);

describe("the workflows of this repository", () => {
  test.each(Object.entries(own))(
    "%s: no more rights than it needs, time limits, no expression in a script",
    (file, { permissions, jobs }) => {
      const more: Record<string, object> = {
        "pages.yml": { contents: "read", pages: "write", "id-token": "write" },
      };
      expect(permissions).toEqual(more[file] ?? { contents: "read" });
      for (const job of Object.values(jobs)) {
        expect(job["timeout-minutes"]).toBeGreaterThan(0);
        for (const { run = "" } of job.steps) expect(run).not.toContain("${{");
      }
    },
  );

  test.each(Object.keys(own))("%s: all that it uses is pinned to a full commit hash", (file) => {
    expect(unpinned(readFileSync(path.join(ownFolder, file), "utf8"))).toEqual([]);
  });

  test("the jobs that block a change run all that npm run test:all runs", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const blocking = Object.values(own["test.yml"]?.jobs ?? {}).filter((job) => !job["continue-on-error"]);
    const commands = blocking.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const named = [...scripts.checks.matchAll(/ ((?:build|check):[\w-]+)/g)].map(
      ([, name]) => `npm run ${name}`,
    );
    const config = readFileSync(path.join(root, "vitest.config.ts"), "utf8");
    const projects = [...config.matchAll(/ name: "(\w+)"/g)].map(([, name]) => name);
    expect([named.length, projects.length]).toEqual([5, 3]);
    expect(scripts["test:all"]).toBe("npm run checks && vitest run --mode thorough");
    expect([scripts.pretest, ...named].filter((command) => !commands.includes(command))).toEqual([]);
    const thorough = commands.flatMap((command) => {
      const [, script = ""] = /^npm run (\S+) -- --mode thorough$/.exec(command) ?? [];
      return [...(scripts[script] ?? "").matchAll(/ --project (\w+)/g)].map(([, name]) => name);
    });
    expect(thorough.sort()).toEqual(projects.sort());
  });

  test("unit tests run on the oldest Node that is supported and on newer ones", () => {
    const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const versions = own["test.yml"]?.jobs.unit?.strategy?.matrix?.node ?? [];
    expect(`>=${Math.min(...versions)}`).toBe(engines.node);
    expect(versions).toEqual([20, 22, 24]);
  });
});

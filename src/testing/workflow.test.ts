/**
 * The workflows of this repository, and the one that the page on the matrix tells readers to copy: its scripts run here
 * as GitHub's runner starts them.
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

const page = readFileSync(path.join(root, "docs/policy/matrix.mdx"), "utf8");
const [, text = ""] = /```yaml title="\.github\/workflows\/[^\n]*\n([\s\S]*?)^```/m.exec(page) ?? [];
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
  const used = [page, ci].flatMap(unpinned);
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
    expect(run("list", { VERSION, STATUS: "0" })).toBe(0);
    const given = readFileSync(path.join(folder, "arguments"), "utf8").trimEnd().split("\n");
    expect(given).toEqual([
      "--no-install",
      "grpc-evolution",
      "matrix",
      "--format",
      "github",
      "--release",
      VERSION,
    ]);
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe('matrix={"include":[]}\n');
  });

  test("fails with the command", () => {
    expect(run("list", { VERSION: "9.9", STATUS: "2" })).toBe(2);
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe("");
  });
});

test.each(["0", "1", "3"])("a pair that exits with %s gives the job that status, and a log", (STATUS) => {
  expect(run("pair", { CLIENT: "3.0", SERVER: "4.0", STATUS })).toBe(Number(STATUS));
  expect(readFileSync(path.join(folder, "pair.log"), "utf8")).toBe("runtime 3.0, agent 4.0\n");
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
  const releases = readFileSync(path.join(root, "docs/policy/releases-and-semver.mdx"), "utf8");
  const [, shown = ""] =
    /```yaml title="\.github\/workflows\/release\.yml"\n([\s\S]*?)^```/m.exec(releases) ?? [];
  const publishing: { jobs: Record<string, Job & { uses?: string }> } = parse(shown);
  const script = publishing.jobs.protocol?.steps.findLast((step) => step.run)?.run ?? "";

  /** What the command is called with for a tag, in a repository where these tags follow each other. */
  function calls(tags: readonly string[], TAG: string, STATUS = "0") {
    const clone = mkdtempSync(path.join(folder, "tags-"));
    const git = (...args: string[]) =>
      spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: clone });
    git("init", "--quiet");
    for (const tag of tags) {
      git("commit", "--quiet", "--allow-empty", "--message", tag);
      git("tag", tag);
    }
    writeFileSync(path.join(clone, "npx"), '#!/usr/bin/env bash\necho "$@" >> calls; exit "$STATUS"\n', {
      mode: 0o755,
    });
    const PATH = `${clone}${path.delimiter}${process.env.PATH}`;
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    const { status } = spawnSync("bash", bash, { cwd: clone, env: { PATH, TAG, STATUS } });
    const file = path.join(clone, "calls");
    return { status, calls: existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [] };
  }

  test.each([
    ["v1.2.0", "v1.1.1", "minor"],
    ["v1.1.1", "v1.1.0", "patch"],
    ["v2.0.0", "v1.2.0", "major"],
  ])("compares %s with %s, and allows a %s number", (tag, previous, max) => {
    const tags = ["v1.1.0", "v1.1.1", "v1.2.0", "v2.0.0-rc1", "v2.0.0"];
    expect(calls(tags, tag)).toEqual({
      status: 0,
      calls: [
        `--no-install grpc-evolution check --head ${tag} --since ${previous}`,
        `--no-install grpc-evolution bump --head ${tag} --max ${max}`,
      ],
    });
  });

  test("stops where the check fails, and where there is no release before", () => {
    expect(calls(["v1.0.0", "v1.1.0"], "v1.1.0", "1")).toMatchObject({
      status: 1,
      calls: [expect.stringContaining("check")],
    });
    expect(calls(["v1.0.0"], "v1.0.0")).toMatchObject({ status: 128, calls: [] });
  });

  test("publishes after the protocol and all pairs, which it runs by the other workflow", () => {
    const { needs } = publishing.jobs.publish ?? {};
    expect(needs).toEqual(["protocol", "mixed-versions"]);
    expect(publishing.jobs["mixed-versions"]?.uses).toBe("./.github/workflows/mixed-versions.yml");
    expect(Object.keys(parse(text).on)).toContain("workflow_call");
    expect(unpinned(shown)).toEqual([]);
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

  test("the jobs that block a change run all that npm test runs", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const blocking = Object.values(own["test.yml"]?.jobs ?? {}).filter((job) => !job["continue-on-error"]);
    const commands = blocking.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const wanted: string[] = [scripts.pretest, ...scripts.test.split(" && ")];
    expect(wanted.filter((command) => !commands.includes(command))).toEqual([]);
  });

  test("unit tests run on the oldest Node that is supported and on newer ones", () => {
    const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const versions = own["test.yml"]?.jobs.unit?.strategy?.matrix?.node ?? [];
    expect(`>=${Math.min(...versions)}`).toBe(engines.node);
    expect(versions).toEqual([20, 22, 24]);
  });
});

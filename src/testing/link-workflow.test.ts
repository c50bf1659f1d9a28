/** The workflow that asks for outgoing links: its scripts run here, with programs in place of npm and GitHub's. */
// cspell:ignore noprofile norc pipefail
import { chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../root.js";
import { CommandFixture } from "./command.js";
import { runProgram } from "./run-program.js";

interface Job {
  permissions?: Record<string, string>;
  outputs?: Record<string, string>;
  steps: { id?: string; run?: string }[];
}

const workflow: { on: object; permissions: object; jobs: Record<string, Job> } = parse(
  readFileSync(path.join(root, ".github/workflows/links.yml"), "utf8"),
);

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

/** Runs the script of a job with a program in place of one of the machine's; `files` are what was written. */
async function run(job: string, program: string, script: string, values: Record<string, string>) {
  const folder = fixture.folder({ output: "", summary: "", [program]: `#!/usr/bin/env bash\n${script}\n` });
  chmodSync(path.join(folder, program), 0o755);
  const text = workflow.jobs[job]?.steps.find(({ id }) => id === job)?.run ?? "";
  const env = {
    PATH: `${folder}${path.delimiter}${process.env.PATH}`,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: path.join(folder, "output"),
    GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
    ...values,
  };
  const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", text];
  const { status } = await runProgram("bash", bash, folder, env);
  const read = (file: string) => {
    const written = path.join(folder, file);
    return existsSync(written) ? readFileSync(written, "utf8") : "";
  };
  return { status, output: read("output"), summary: read("summary"), calls: read("calls") };
}

test("it runs every week and for no change, and only the job that runs nothing of ours may write issues", () => {
  expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.jobs.ask).not.toHaveProperty("permissions");
  expect(workflow.jobs.tell?.permissions).toEqual({ issues: "write" });
  expect(workflow.jobs.tell?.steps).toHaveLength(1);
});

describe("asking", () => {
  test.each([0, 1])("hands on the report where the status is %i", async (status) => {
    const { output, ...ended } = await run("ask", "npm", `echo "$*"; echo "| a |"; exit ${status}`, {});
    const report = "run --silent check:links\n| a |\n";
    expect(ended).toEqual({ status: 0, summary: report, calls: "" });
    expect(output).toBe(`status=${status}\nreport<<END-OF-REPORT\n${report}END-OF-REPORT\n`);
    expect(Object.keys(workflow.jobs.ask?.outputs ?? {})).toEqual(["status", "report"]);
  });

  test("fails where it could not ask", async () => {
    expect(await run("ask", "npm", "exit 2", {})).toMatchObject({ status: 2, output: "", summary: "" });
  });
});

describe("telling", () => {
  const gh = (open: string) =>
    `if [ "$2" = list ]; then echo "${open}"; else printf '%s\\n' "$@" > "$RUNNER_TEMP/calls"; fi`;
  const title = "Outgoing links that do not answer";
  const REPORT = '2 of 9 $(touch broken) "`links`"';

  test.each([
    ["opens an issue", "1", "", ["issue", "create", "--title", title, "--body", REPORT]],
    ["writes the open issue anew", "1", "7", ["issue", "edit", "7", "--body", REPORT]],
    ["closes it when every link answers", "0", "7", ["issue", "close", "7", "--comment", REPORT]],
    ["says nothing where nothing is wrong", "0", "", []],
  ])("%s", async (_, STATUS, open, call) => {
    const { status, calls } = await run("tell", "gh", gh(open), { STATUS, REPORT });
    expect(status).toBe(0);
    expect(calls.split("\n").slice(0, -1)).toEqual(call);
  });
});

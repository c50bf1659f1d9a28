/** What comes from elsewhere than the history of a clone, and the commands beside `check`. */
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandFixture } from "../../testing/command.js";
import { git } from "../../testing/git.js";
import { makeHistory, type Step } from "../../testing/made-history.js";
import { count, id, label, policy, schema, schemaText } from "../../testing/repository-cases.js";

const fixture = new CommandFixture();

afterAll(() => fixture.remove());

function made(steps: Step[], checkedOut?: string): string {
  const folder = fixture.folder();
  makeHistory(folder, steps, checkedOut);
  return folder;
}

/** The exit status, the findings of a check as JSON, and what it said. */
async function check(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = await fixture.run(folder, ["check", "--format", "json", ...args]);
  const { findings } = JSON.parse(stdout || '{ "findings": [] }') as {
    findings: { check: string; element: string }[];
  };
  return { status, findings: findings.map((each) => `${each.check} ${each.element}`), stderr };
}

describe("an exported ledger in place of the history", () => {
  const steps: Step[] = [{ files: schema(label) }, { files: schema(id) }, {}, { files: schema(count) }];
  const shallow = (origin: string, depth: number): string => {
    const clone = fixture.folder();
    git(clone, "clone", "--quiet", `--depth=${depth}`, `file://${origin}`, ".");
    return clone;
  };

  /** Exports the ledger of a revision from a clone with all of the history. */
  async function exported(origin: string, revision: string): Promise<string> {
    const clone = fixture.folder();
    git(clone, "clone", "--quiet", origin, ".");
    git(clone, "checkout", "--quiet", "--detach", revision);
    const file = path.join(clone, "ledger.json");
    expect((await fixture.run(clone, ["ledger", "--export", file])).status).toBe(0);
    return file;
  }

  it("remembers what a shallow clone has cut off", async () => {
    const origin = made(steps);
    const ledger = await exported(origin, "main~1");
    const clone = shallow(origin, 2);
    expect(await check(clone, "--against", "HEAD~1", "--ledger", ledger)).toMatchObject({
      status: 1,
      findings: expect.arrayContaining(["R1/number-reused lab.Probe.count"]),
    });
    expect((await check(clone, "--against", "HEAD~1")).stderr).toMatch(/shallow/);
  });

  it("is refused where its commit is not known to be in the past, with what to fetch", async () => {
    const origin = made(steps);
    const ledger = await exported(origin, "main~2");
    const { status, stderr } = await check(shallow(origin, 1), "--against", "HEAD", "--ledger", ledger);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/Fetch the history/) });
  });
});

describe("a release off the main line", () => {
  const more = "string id = 1; string label = 2;";
  const withAdded = {
    "a.proto": schemaText(more, "", "rpc Run(Probe) returns (Probe); rpc Stop(Probe) returns (Probe);"),
  };
  const branched: Step[] = [
    { files: { ...policy, ...schema(id) } },
    { on: "release-1.0", from: "main", files: { version: "1.0" }, tags: ["v1.0.0"] },
    { files: withAdded },
    { on: "release-1.1", from: "main", files: { version: "1.1" }, tags: ["v1.1.0"] },
  ];

  it("counts for bump: what it has and main has not asks for a major release", async () => {
    const folder = made([...branched, { files: schema("string id = 1; int64 label = 2;") }]);
    const { status, stdout } = await fixture.run(folder, ["bump", "--format", "json"]);
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 0, bump: "major", from: "1.1" });
  });

  it("counts for readiness: it introduced what it has", async () => {
    const folder = made([...branched, { files: { readme: "" } }]);
    const { stdout } = await fixture.run(folder, ["readiness", "--format", "json"]);
    const { elements } = JSON.parse(stdout) as { elements: { element: string; introduced: string }[] };
    const introduced = Object.fromEntries(elements.map((each) => [each.element, each.introduced]));
    expect(introduced).toMatchObject({ "lab.Bench.Stop": "1.1", "lab.Probe.label": "1.1" });
  });
});

describe("init", () => {
  it("loses nothing of a repository that once lay elsewhere", async () => {
    const folder = made([
      { files: schema(label, "old/a.proto"), tags: ["v1.0.0"] },
      { files: schema(id, "old/a.proto"), tags: ["v1.1.0"] },
      { files: { "old/a.proto": null, ...schema(id, "new/a.proto") }, tags: ["v1.2.0"] },
      { files: schema(count, "new/a.proto") },
    ]);
    expect((await fixture.run(folder, ["init"])).status).toBe(0);
    expect(await check(folder)).toMatchObject({
      status: 1,
      findings: expect.arrayContaining(["R1/number-reused lab.Probe.count"]),
    });
  });

  it("leaves out what belongs to others or to tests, so that what remains can be checked", async () => {
    const folder = made([
      {
        files: {
          ...schema(id, "proto/a.proto"),
          ...schema("int64 id = 1;", "third_party/a.proto"),
          "vendor/x.proto": "no schema {",
          "proto/testdata/x.proto": "no schema {",
        },
        tags: ["v1.0.0", "nightly-7"],
      },
      { files: { readme: "1" }, tags: ["release-2.0.0", "release-2.1.0"] },
      { files: { readme: "2" } },
    ]);
    expect((await fixture.run(folder, ["init"])).stderr).toMatch(/wrote grpc-evolution\.yaml/);
    expect(git(folder, "status", "--short")).toBe("?? grpc-evolution.yaml\n");
    const { stdout } = await fixture.run(folder, ["check"]);
    expect(stdout).toMatch(/1 file compared with\s+release-2\./);
  });
});

it("annotations count their paths from the root of the repository, wherever the command runs", async () => {
  const folder = made([
    { files: schema(label, "api/lab/a.proto"), tags: ["v1.0.0"] },
    { files: schema("string id = 1; int64 label = 2;", "api/lab/a.proto") },
  ]);
  const { status, stdout } = await fixture.run(path.join(folder, "api"), ["check", "--format", "github"]);
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: expect.stringMatching(/^::error file=api\/lab\/a\.proto,/m),
  });
});

it("a message that requires itself has no sample, and what else it has is judged", async () => {
  const required = Array.from({ length: 5 }, (_, n) => `required Probe p${n} = ${n + 1};`).join(" ");
  const text = (type: string) =>
    `syntax = "proto2"; message Probe { ${required} optional ${type} count = 9; }`;
  const folder = fixture.folder({ "a/a.proto": text("int32"), "b/a.proto": text("string") });
  expect(await check(folder, "--before", "a", "--after", "b")).toMatchObject({
    status: 1,
    findings: ["R4/type-changed Probe.count"],
    stderr: "",
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoFile, demoReleases } from "../evidence/demo/files.js";
import { makeDemoRepository } from "../evidence/demo/repository.js";
import { CommandFixture, protocol } from "../testing/command.js";
import { commit, git, write } from "../testing/git.js";
import { someOf } from "../testing/thorough.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const policy = readFileSync(demoFile("grpc-evolution.yaml"), "utf8");

function demo(configuration = policy): string {
  const folder = fixture.folder();
  makeDemoRepository(folder, configuration);
  return folder;
}

async function json(folder: string, ...args: string[]) {
  const { stdout, stderr } = await fixture.run(folder, [...args, "--format", "json"]);
  // What is checked may be an old release: then it is said which ones are not compared.
  expect(stderr).toMatch(
    /^(grpc-evolution: .* newer and not compared: (this revision is part of its past)\.\n)?$/,
  );
  return JSON.parse(stdout);
}

interface Said {
  check: string;
  severity: string;
  element: string;
  safeFrom: string | null;
  line: number;
}

const errorsOf = ({ findings }: { findings: Said[] }) =>
  findings.filter(({ severity }) => severity === "error").map(({ check, element }) => `${check} ${element}`);

describe("the demo, four releases", () => {
  it.each(someOf(demoReleases, 3))("release %s is clean against all releases before it", async (release) => {
    expect((await json(demo(), "check", "--head", release)).findings).toEqual([]);
  });

  it("a wider window changes verdicts, readiness and bump, with no other edit", async () => {
    const narrow = demo();
    const wide = demo(policy.replace("downgrade: 1", "downgrade: 2"));
    expect(errorsOf(await json(wide, "check"))).toEqual([
      "GL2/method-removed acme.demo.Agent.GetStats",
      "GL4/default-changed acme.demo.CreateRequest.readonly_root",
      "R2/enabled-too-early network",
      "R2/enabled-too-early read-only-root",
    ]);
    const network = async (folder: string) => {
      const { elements } = await json(folder, "readiness");
      return elements.find(
        ({ element }: { element: string }) => element === "acme.demo.CreateRequest.network",
      );
    };
    expect(await network(narrow)).toMatchObject({ introduced: "2.0", enableFrom: "3.0", removeFrom: null });
    expect(await network(wide)).toMatchObject({ introduced: "2.0", enableFrom: "4.0", removeFrom: null });
    expect(await json(narrow, "bump", "--head", "4.0")).toMatchObject({
      version: 1,
      bump: "minor",
      from: "3.0",
    });
    expect(await json(wide, "bump", "--head", "4.0")).toMatchObject({
      version: 1,
      bump: "major",
      from: "3.0",
    });
  });

  it("a deprecation says from when it may go", async () => {
    const { elements } = await json(demo(), "readiness", "--head", "3.0");
    expect(elements).toContainEqual(
      expect.objectContaining({ element: "acme.demo.Agent.GetStats", deprecated: "3.0", removeFrom: "4.0" }),
    );
  });

  it("a branch that breaks each rule on purpose is reported by each", async () => {
    const folder = demo(readFileSync(demoFile("broken/grpc-evolution.yaml"), "utf8"));
    write(folder, { "agent.proto": readFileSync(demoFile("broken/agent.proto"), "utf8") });
    const { findings } = await json(folder, "check");
    const rules = new Set(findings.map(({ check }: Said) => check.split("/")[0]));
    expect([...rules].sort()).toEqual(["GL2", "GL3", "GL4", "GL5", "R1", "R2", "R3", "R4"]);
    const early = findings.find(({ check }: Said) => check === "R2/enabled-too-early");
    expect(early).toMatchObject({ element: "network", safeFrom: "3.0", line: 8, column: 14 });
    expect(await json(folder, "bump")).toMatchObject({ bump: "major" });
  });
});

const window = "window: { upgrade: unbounded, downgrade: 1 }\n";
const proto = "protos/agent.proto";
const both = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;") };
const gone = { [proto]: protocol('  string source = 1;\n  reserved 2;\n  reserved "kind";') };

const worksWith = (release: string) =>
  `By the window the client works with server ${release}, the server with client ${release}.\n`;

describe("the place of a state among the releases", () => {
  it("a field that goes while the release before sends it", async () => {
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }], ["v1.1", {}]);
    write(folder, gone);
    const { findings } = await json(folder, "check");
    expect(findings).toEqual([
      expect.objectContaining({ check: "GL3/removed-inside-window", severity: "error", safeFrom: null }),
    ]);
    expect(findings[0].message).toMatch(
      / Servers before 1\.2 never leave the window: .*\. Without them it could be removed from 1\.3 on, once 1\.2 marks it as deprecated\.$/,
    );
  });

  it("patch releases are folded, pre-releases are no releases", async () => {
    const folder = fixture.repository(
      ["v1.0.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.0.1", {}],
      ["v1.1.0-rc1", {}],
    );
    write(folder, gone);
    const { stdout } = await fixture.run(folder, ["check", "--format", "json"]);
    const { summary, findings } = JSON.parse(stdout);
    expect(summary.baselines).toEqual(["v1.0.1", expect.stringContaining("the last commit")]);
    expect(findings[0].message).toMatch(
      / Without them it could be removed from 1\.2 on, once 1\.1 marks it as deprecated\.$/,
    );
  });

  it("a stable branch patches its release, and bump says that it takes no more", async () => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1", { "a.txt": "a" }],
    );
    git(folder, "checkout", "--quiet", "-b", "stable-1.0", "v1.0");
    commit(folder, "", { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    const { status, stdout, stderr } = await fixture.run(folder, ["bump", "--format", "json"]);
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 0,
      bump: "minor",
      from: "1.0",
      next: null,
    });
    expect(stderr).toMatch(/newer releases than 1\.0: a stable branch takes patches only/);
    expect((await fixture.run(folder, ["bump"])).stdout).toMatch(
      /^minor: not for 1\.0, which takes patches only\n/,
    );
  });

  const limits = [
    ["patch", 1],
    ["minor", 0],
    ["major", 0],
  ] as const;

  it.each(someOf(limits, 2))("an addition ends bump with --max %s by %i", async (max, status) => {
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }]);
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    const outcome = await fixture.run(folder, ["bump", "--max", max]);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toBe(
      status === 0 ? "" : "grpc-evolution: this needs a minor release, and --max allows patch.\n",
    );
    expect(outcome.stdout).toMatch(/^minor: 1\.0 → 1\.1\.0\n/);
  });

  it("a patch release is compared with the tag that it follows", async () => {
    const more = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") };
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1.0", more],
      ["v1.1.1", {}],
    );
    expect(await json(folder, "bump", "--head", "v1.1.1")).toMatchObject({ bump: "patch", from: "1.1" });
    expect(await json(folder, "bump", "--head", "v1.1.0")).toMatchObject({ bump: "minor", from: "1.0" });
  });

  it("a pre-release says what the next release is called", async () => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1", {}],
      ["v2.0.0-rc1", {}],
    );
    write(folder, gone);
    const { stdout, stderr } = await fixture.run(folder, ["check", "--format", "json"]);
    expect(stderr).toContain(
      "v2.0.0-rc1 is a pre-release: it is not compared, and the next release is taken for 2.0.",
    );
    expect(JSON.parse(stdout).findings).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(
          "Without them it could be removed from 2.1 on, once 2.0 marks it as deprecated.",
        ),
      }),
    ]);
  });

  it.each([
    ["check", /R2\/enabled-too-early/],
    ["bump", /R2\/enabled-too-early/],
    ["readiness", /; this leads to 2\.0\. /],
  ])("%s is told what the next release is called", async (command, early) => {
    const feature = 'features: [{ name: more, elements: [acme.Storage.more], enabled: "2.0" }]\n';
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window + feature }]);
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    expect((await fixture.run(folder, [command, "--release", "2.0"])).stdout).toMatch(early);
    expect((await fixture.run(folder, [command, "--release", "1.1"])).stdout).not.toMatch(early);
  });

  it.each([
    [["--release", "1.0"], "--release cannot be 1.0: the newest release is 1.1. Name the release"],
    [["--release", "0.9"], "--release cannot be 0.9"],
    [["--release", "1.1.0"], "--release cannot be 1.1.0: the newest release is v1.1."],
    [
      ["--release", "1.0.1"],
      "This revision is not on the line of 1.0: the newest release in its past is 1.1.",
    ],
    [["--release", "two"], '"two" is not a release. Write X.Y'],
    [
      ["--head", "v1.0", "--release", "2.0"],
      "This revision belongs to release 1.0, and leads to no new one.",
    ],
  ])("%j is refused", async (args, message) => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1", { "a.txt": "a" }],
    );
    commit(folder, "", { "a.txt": "b" });
    const { status, stderr } = await fixture.run(folder, ["check", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  describe("a patch release is named as any other", () => {
    const ofPatch = [["check", "--since-release"], ["bump", "--max", "patch"], ["readiness"], ["matrix"]].map(
      (args) => [...args, "--release", "1.0.1"],
    );
    const statuses = async (folder: string) => {
      const outcomes = ofPatch.map((args) => fixture.run(folder, args));
      return (await Promise.all(outcomes)).map(({ status }) => status);
    };
    const begun = () => fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }]);

    it("on the line of its release, before and after its tag", async () => {
      const trunk = begun();
      commit(trunk, "", { "a.txt": "a" });
      expect(await statuses(trunk)).toEqual([0, 0, 0, 0]);
      git(trunk, "tag", "v1.0.1");
      expect(await statuses(trunk)).toEqual([0, 0, 0, 0]);
      const stable = begun();
      commit(stable, "v1.1", { "a.txt": "a" });
      git(stable, "checkout", "--quiet", "-b", "stable-1.0", "v1.0");
      commit(stable, "", { "b.txt": "b" });
      expect(await statuses(stable)).toEqual([0, 0, 0, 0]);
    });

    it("and on no other", async () => {
      const folder = begun();
      commit(folder, "v1.1", { "a.txt": "a" });
      commit(folder, "", { "a.txt": "b" });
      expect(await statuses(folder)).toEqual([2, 2, 2, 2]);
      git(folder, "tag", "-d", "v1.1");
      git(folder, "tag", "v2.0.0-rc1", "HEAD~1");
      const { stderr } = await fixture.run(folder, ofPatch[3] as string[]);
      expect(stderr).toContain("leads to 2.0, as v2.0.0-rc1 in its past says, and patches no older release.");
    });

    it("and what it adds is more than a patch, also where its tag names it", async () => {
      const folder = begun();
      commit(folder, "v1.0.1", {
        [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;"),
      });
      expect(await statuses(folder)).toEqual([0, 1, 0, 0]);
      git(folder, "tag", "-d", "v1.0.1");
      const remark =
        'this leads to a patch of 1.0, and its protocol is not that of v1.0: a patch release changes none. "bump --max patch" is the gate.';
      const ofCheck = ofPatch[0] as string[];
      expect((await fixture.run(folder, ofCheck)).stderr).toContain(remark);
      expect((await fixture.run(folder, ["check", "--release", "1.1"])).stderr).toBe("");
      expect((await fixture.run(folder, ["check"])).stderr).toBe("");
      const same = begun();
      commit(same, "", { "a.txt": "a" });
      expect(await fixture.run(same, ofCheck)).toMatchObject({ status: 0, stderr: "" });
    });
  });

  it("an edited configuration leads to a new release, as an edited schema does", async () => {
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }], ["v1.1", {}]);
    const statuses = async () => {
      const runs = ["check", "bump", "readiness"].map((command) =>
        fixture.run(folder, [command, "--release", "1.2"]),
      );
      return (await Promise.all(runs)).map(({ status }) => status);
    };
    expect(await statuses()).toEqual([2, 2, 2]);
    write(folder, { "grpc-evolution.yaml": `${window}# A remark.\n` });
    expect(await statuses()).toEqual([0, 0, 0]);
    expect((await fixture.run(folder, ["check"])).stdout).toContain("compared with v1.0 and v1.1");
    write(folder, { "grpc-evolution.yaml": window.replace("\n", "\r\n") });
    expect(await statuses()).toEqual([2, 2, 2]);
  });

  it("--since-release makes new what the release before did not have, wherever its branch left the main line", async () => {
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }]);
    git(folder, "checkout", "--quiet", "-b", "release-1.1");
    commit(folder, "v1.1", { "a.txt": "a" });
    git(folder, "checkout", "--quiet", "main");
    commit(folder, "", gone);
    git(folder, "checkout", "--quiet", "-b", "release-1.2");
    commit(folder, "", { "b.txt": "b" });
    const checked = async (...args: string[]) => {
      const { status, stdout } = await fixture.run(folder, ["check", "--format", "json", ...args]);
      return [status, JSON.parse(stdout).findings.map(({ status: each }: { status: string }) => each)];
    };
    expect(await checked()).toEqual([0, ["known"]]);
    expect(await checked("--since-release")).toEqual([1, ["new"]]);
    git(folder, "tag", "v1.2");
    expect(await checked("--since-release", "--release", "1.2")).toEqual([1, ["new"]]);
    expect((await fixture.run(folder, ["check", "--since", "v1.1", "--since-release"])).status).toBe(2);
    expect((await fixture.run(folder, ["check", "--head", "v1.0", "--since-release"])).stderr).toContain(
      "There is no release before this one.",
    );
  });

  it("what a patch alone marks as deprecated counts from the next release, in check, bump and readiness", async () => {
    const marked = { [proto]: protocol("  string source = 1;\n  int32 kind = 2 [deprecated = true];") };
    const narrow = { "grpc-evolution.yaml": "window: { upgrade: 1, downgrade: 1 }\n" };
    const answers = async (folder: string) => {
      const { elements } = await json(folder, "readiness");
      write(folder, gone);
      const { findings, summary } = await json(folder, "check");
      return {
        dates: [elements[0].deprecated, elements[0].removeFrom],
        check: findings.map((each: Said) => `${each.check} ${each.severity} ${each.safeFrom}`),
        compared: summary.baselines.slice(0, 2),
        bump: (await json(folder, "bump")).bump,
      };
    };
    const begun = { ...both, ...narrow };
    const ofPatch = fixture.repository(["v1.0.0", begun], ["v1.1.0", { "a.txt": "" }], ["v1.1.1", marked]);
    const late = await answers(ofPatch);
    expect(late).toEqual({
      dates: ["1.2", "1.3"],
      check: ["GL3/removed-inside-window error 1.3"],
      compared: ["v1.1.0", "v1.1.1"],
      bump: "major",
    });
    const ofMinor = fixture.repository(["v1.0.0", begun], ["v1.1.0", marked], ["v1.1.1", { "a.txt": "" }]);
    expect(await answers(ofMinor)).toMatchObject({ dates: ["1.1", "1.2"], check: [], bump: "minor" });
    const after = fixture.repository(
      ["v1.0.0", begun],
      ["v1.1.0", { "a.txt": "" }],
      ["v1.1.1", marked],
      ["v1.2.0", {}],
    );
    expect(await answers(after)).toMatchObject({ dates: ["1.2", "1.3"], check: [], bump: "minor" });
  });

  it("an element is introduced by the first tag of a release, not by its patches", async () => {
    const more = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") };
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1.0", {}],
      ["v1.1.1", more],
      ["v1.2.0", {}],
    );
    const { elements } = await json(folder, "readiness");
    expect(elements).toEqual([
      expect.objectContaining({ element: "acme.Storage.more", introduced: "1.2", enableFrom: "1.3" }),
    ]);
  });

  it("bump says of an equal schema that comments were not compared", async () => {
    const folder = fixture.repository([
      "v1.0",
      {
        "grpc-evolution.yaml": window,
        "protos/agent.proto": protocol("  // Default: 30\n  uint32 wait_s = 1;"),
      },
    ]);
    write(folder, { "protos/agent.proto": protocol("  // Default: 60\n  uint32 wait_s = 1;") });
    const same = "No difference to the schemas of 1.0. Comments and behavior were not compared.";
    const { stdout } = await fixture.run(folder, ["bump", "--format", "markdown"]);
    // What it proposes is 1.0.1, which comes before no other release.
    const works =
      "By the window the client works with no earlier server, the server with no earlier client.\n";
    const notes = `## Protocol\n\n${same}\n\n${works}`;
    expect(stdout).toBe(notes);
    expect(await json(folder, "bump")).toMatchObject({ bump: "patch", notes });
    const text = (await fixture.run(folder, ["bump"])).stdout.split("Release notes")[0];
    expect(text?.replace(/\s+/g, " ")).toContain(`Because ${same}`);
  });

  const asked = [
    ["1.1.0", "patch: 1.0 → 1.1.0, where 1.0.1 is enough"],
    ["1.1", "patch: 1.0 → 1.1.0, where 1.0.1 is enough"],
    ["1.0.1", "patch: 1.0 → 1.0.1"],
    ["10.0", "patch: 1.0 → 10.0.0, where 1.0.1 is enough"],
  ] as const;

  it.each(someOf(asked, 2))("bump says of an equal schema that %s is asked for", async (release, verdict) => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["", { "a.txt": "a" }],
    );
    const { stdout } = await fixture.run(folder, ["bump", "--release", release]);
    expect(stdout.split("\n")[0]).toBe(verdict);
  });

  it("bump says of more than a patch that the release that is asked for is too little", async () => {
    const folder = fixture.repository(["v1.0", { ...both, "grpc-evolution.yaml": window }]);
    write(folder, gone);
    const { stdout } = await fixture.run(folder, ["bump", "--release", "1.1"]);
    expect(stdout).toMatch(/^major: 1\.0 → 2\.0\.0, and 1\.1\.0 is too little\n/);
    expect(stdout).toContain(
      "  By the window the client works with server 1.0, the server with client 1.0, apart from what breaks below.\n",
    );
    expect(await json(folder, "bump", "--release", "1.1")).toMatchObject({
      next: "2.0.0",
      asked: "1.1.0",
      because: [expect.objectContaining({ element: "acme.Storage.kind", number: 2 })],
    });
  });

  it.each([
    ["the patch that it proposes", [], "1.0 to 1.1"],
    ["a patch that is asked for", ["--release", "1.2.1"], "1.0 to 1.1"],
    ["a minor release that is asked for", ["--release", "1.3"], "1.0 to 1.2"],
  ])("bump names the peers of %s in the notes", async (_, asked, servers) => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": window }],
      ["v1.1", {}],
      ["v1.2", {}],
      ["", { "a.txt": "a" }],
    );
    const { stdout } = await fixture.run(folder, ["bump", "--format", "markdown", ...asked]);
    expect(stdout).toContain(`By the window the client works with servers ${servers}, `);
  });

  it("bump says in the notes who does not know a value that is added", async () => {
    const states = (
      values: string,
    ) => `syntax = "proto3";\npackage a;\nenum State { S_UNSPECIFIED = 0;${values} }
message Request { State state = 1; }\nservice Agent { rpc Run(Request) returns (Request); }\n`;
    const folder = fixture.repository([
      "v1.0",
      { "grpc-evolution.yaml": window, "protos/agent.proto": states("") },
    ]);
    write(folder, { "protos/agent.proto": states(" S_DRAINING = 1;") });
    expect(await json(folder, "bump")).toMatchObject({ bump: "minor" });
    const { stdout } = await fixture.run(folder, ["bump", "--format", "markdown"]);
    expect(stdout).toMatch(
      /### Added\n\n- `a\.State\.S_DRAINING` \(1\): .*a reader of the older release does not know 1\./,
    );
  });

  it("bump writes the notes of the release", async () => {
    const folder = fixture.repository(["v0.9.3", { ...both, "grpc-evolution.yaml": window }]);
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    const { stdout } = await fixture.run(folder, ["bump", "--format", "markdown"]);
    expect(stdout).toBe(
      `## Protocol\n\nChanged since 0.9. Comments and behavior were not compared.\n\n${worksWith("0.9")}\n### Added\n\n- \`acme.Storage.more\` (3)\n`,
    );
  });
});

describe("releases that the state does not contain", () => {
  it("are said not to be compared, and are when somebody names one", async () => {
    const folder = fixture.repository(["", { ...both, "grpc-evolution.yaml": window }]);
    git(folder, "branch", "side");
    for (const tag of ["v1.0", "v1.0.1", "v1.1"]) commit(folder, tag, { "a.txt": tag });
    git(folder, "checkout", "--quiet", "side");
    commit(folder, "", { "b.txt": "" });
    commit(folder, "", gone);
    const { status, stderr } = await fixture.run(folder, ["check"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /v1\.1 and 1 more before it are newer and not compared: .*; "--against v1\.1" compares with it/,
    );
    expect((await fixture.run(folder, ["bump"])).stderr).toMatch(/None of the releases up to 1\.1 belongs/);
    const { findings } = await json(folder, "check", "--against", "v1.0");
    expect(findings).toEqual([expect.objectContaining({ check: "GL3/removed-inside-window" })]);
    git(folder, "tag", "-d", "v1.0", "v1.0.1", "v1.1");
    git(folder, "tag", "1.2");
    expect((await fixture.run(folder, ["check"])).stderr).toMatch(/so none is compared; if 1\.2 is one/);
  });
});

describe("exit status 2, with the place and what to write", () => {
  const feature = (element: string, enabled: string) =>
    `${window}features:\n  - name: f\n    elements: [${element}]\n    enabled: "${enabled}"\n`;

  it.each([
    [
      "a pattern that matches nothing",
      'releases: { tags: "release-*" }\n',
      "check",
      /^grpc-evolution\.yaml:1:19: no tag release-\* is a release\. Tags here are v1\.0, v1\.1/,
    ],
    [
      "a listed release that is no tag",
      `releases: [v1.0, v1.1, v1.2]\n${window}`,
      "readiness",
      /^grpc-evolution\.yaml:1:24: there is no tag "v1\.2"/,
    ],
    [
      "a pattern that cannot be one",
      'releases: { tags: "v\\n" }\n',
      "check",
      /^grpc-evolution\.yaml:1:19: .*a pattern of tags in quotes/,
    ],
    [
      "a glob that leads out",
      'protos: ["a/../../*.proto"]\n',
      "ledger",
      /^grpc-evolution\.yaml:1:10: .* leads out of the repository/,
    ],
    ["no file to be ready", `protos: [x]\n${window}`, "readiness", /^No \.proto file matches x/],
    ["no file in the ledger", "protos: [x]\n", "ledger", /^No \.proto file matches x/],
    [
      "an impossible window",
      "window: { upgrade: -1, downgrade: 1 }\n",
      "check",
      /^grpc-evolution\.yaml:1:20: .*0 or more, or unbounded/,
    ],
    [
      "an unknown key",
      "window: { upgrade: 1, downgrades: 1 }\n",
      "readiness",
      /^grpc-evolution\.yaml:1:23: .*Did you mean "downgrade"/,
    ],
    [
      "an element that is not there",
      feature("acme.Storage.kin", "1.2"),
      "check",
      /^grpc-evolution\.yaml:4:16: there is no element "acme\.Storage\.kin"\. Did you mean "acme\.Storage\.kind"/,
    ],
    [
      "a service that is not there",
      `${window}components: [{ client: a, server: b, services: [acme.agent] }]\n`,
      "check",
      /^grpc-evolution\.yaml:2:\d+: there is no service "acme\.agent"\. Did you mean "acme\.Agent"/,
    ],
    [
      "a release that is not there",
      feature("acme.Storage.kind", "0.7"),
      "bump",
      /^grpc-evolution\.yaml:5:14: there is no release 0\.7\. Write one of 1\.0, 1\.1/,
    ],
    [
      "a release that is not there, since which it is written out",
      `${feature("acme.Storage.kind", "1.2")}    written: "0.7"\n`,
      "check",
      /^grpc-evolution\.yaml:6:14: there is no release 0\.7\. Write one of 1\.0, 1\.1/,
    ],
    [
      "no release number",
      feature("acme.Storage.kind", "soon"),
      "readiness",
      /^grpc-evolution\.yaml:5:14: "soon" is no release X\.Y/,
    ],
    [
      "no window",
      'protos: ["**/*.proto"]\n',
      "bump",
      /no window is declared for client and server\. Write, for example, window:/,
    ],
  ])("%s", async (_, configuration, command, message) => {
    const folder = fixture.repository(["v1.0", both], ["v1.1", { "grpc-evolution.yaml": configuration }]);
    const { status, stdout, stderr } = await fixture.run(folder, [command]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.replace(/^grpc-evolution: /, "")).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([
    [
      "bool fast = 3;",
      /^grpc-evolution: .*:6:14: acme\.Storage\.fast is a bool without presence in .* Declare it/,
    ],
    ["optional bool fast = 3;", /^$/],
    ["uint32 fast = 3;", /^$/],
  ])("of a default that is written out: %s", async (field, message) => {
    const configuration = `${feature("acme.Storage.fast", "1.2")}    written: "1.1"\n`;
    const state = {
      [proto]: protocol(`  string source = 1;\n  ${field}`),
      "grpc-evolution.yaml": configuration,
    };
    const folder = fixture.repository(["v1.0", state], ["v1.1", {}]);
    const { stderr } = await fixture.run(folder, ["check"]);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it("services that no pair names are said, and what calls them is not judged", async () => {
    const pair = (services: string) => `${window}components: [{ client: a, server: b${services} }]\n`;
    const said = async (services: string) => {
      const more = {
        "more.proto": 'syntax = "proto3"; package acme; message Q {} service More { rpc Do(Q) returns (Q); }',
      };
      const state = { ...both, ...more, "grpc-evolution.yaml": pair(services) };
      return (await fixture.run(fixture.repository(["v1.0", state]), ["check"])).stderr;
    };
    expect(await said(", services: [acme.Agent]")).toMatch(
      /no pair of "components" names acme\.More: nobody is known to call it, so its methods are not judged\./,
    );
    expect(await said(", services: [acme.Agent, acme.More]")).not.toContain("components");
    expect(await said("")).not.toContain("components");
  });

  it("no release yet", async () => {
    const folder = fixture.repository(["", { ...both, "grpc-evolution.yaml": window }]);
    const { status, stderr } = await fixture.run(folder, ["bump"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/There is no release before this one/);
  });
});

/** A release keeps the window that it was published with: the configuration at its tag has it. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { commit, git, write } from "../testing/git.js";
import { someOf } from "../testing/thorough.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const file = "grpc-evolution.yaml";
const components = "components: { client: runtime, server: agent }\n";
const window = (upgrade: number | string) => ({
  [file]: `${components}window: { upgrade: ${upgrade}, downgrade: 1 }\n`,
});
const proto = { "protos/agent.proto": protocol("  string source = 1;") };

/** Releases 1.0 without a configuration, 1.1 with one that nobody can read, 1.2 and 1.3 with a wide window; a narrow one since. */
function narrowed(): string {
  const folder = fixture.repository(
    ["v1.0", proto],
    ["v1.1", { [file]: "window: [\n" }],
    ["v1.2", window(2)],
    ["v1.3", window(2)],
  );
  commit(folder, "", window(1));
  return folder;
}

interface PairJson {
  client: string;
  server: string;
  supported: boolean;
}

async function supportedIn(folder: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await fixture.run(folder, ["matrix", "--format", "json", ...args]);
  const { pairs } = JSON.parse(stdout) as { pairs: PairJson[] };
  return pairs.filter(({ supported }) => supported).map(({ client, server }) => `${client}/${server}`);
}

function readResult(folder: string, name: string): string {
  return readFileSync(path.join(folder, "matrix-results", name), "utf8");
}

describe("matrix", () => {
  it("takes the window of the newer release of a pair, as it was published", async () => {
    const folder = narrowed();
    expect(await supportedIn(folder, "--release", "1.2")).toEqual([
      "1.2/1.0",
      "1.2/1.1",
      "1.1/1.2",
      "1.2/1.2",
      "1.3/1.2",
      "1.2/1.3",
    ]);
    expect(await supportedIn(folder, "--release", "1.4")).toEqual(["1.4/1.3", "1.3/1.4", "1.4/1.4"]);
  });

  it.each(someOf(["text", "json", "markdown"], 2))(
    "says so in %s, with the releases and the pairs",
    async (format) => {
      const { stdout } = await fixture.run(narrowed(), ["matrix", "--format", format]);
      const said = stdout.replace(/\s+/g, " ");
      expect(said).toContain(
        "1.2 and 1.3 were published with another window: the runtime may run ahead of the agent by at most 2 releases",
      );
      expect(said).toContain(
        "runtime 1.2 with agent 1.0 and runtime 1.3 with agent 1.1 are supported, and by today's window not.",
      );
      expect(said).toContain("No window can be read at the tags of 1.0 and 1.1: there today's counts.");
    },
  );

  it("runs the pairs that are published, and says so in each report", async () => {
    const folder = narrowed();
    const args = ["matrix", "--run", "true {clientRef} {serverRef}", "--format", "json", "--quiet"];
    const { status, stdout } = await fixture.run(folder, args);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).pairs).toContainEqual(
      expect.objectContaining({ client: "1.2", server: "1.0", result: "passed" }),
    );
    for (const name of ["results.json", "report.md", "junit.xml"]) {
      expect(readResult(folder, name), name).toContain("were published with another window");
    }
  });

  it("promises no more than a release did, where the window was widened since", async () => {
    const folder = fixture.repository(["v1.0", { ...proto, ...window(1) }], ["v1.1", {}], ["v1.2", {}]);
    commit(folder, "", window("unbounded"));
    expect(await supportedIn(folder, "--release", "1.2")).not.toContain("1.2/1.0");
    expect(await supportedIn(folder, "--release", "1.3")).toContain("1.3/1.0");
    const { stdout } = await fixture.run(folder, ["matrix"]);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "runtime 1.2 with agent 1.0 is not supported, and by today's window supported.",
    );
  });

  it("says nothing of it where every window is the same, or none was published", async () => {
    const same = fixture.repository(["v1.0", { ...proto, ...window(1) }], ["v1.1", {}]);
    expect((await fixture.run(same, ["matrix"])).stdout).not.toContain("published");
    const late = fixture.repository(["v1.0", proto], ["v1.1", {}]);
    write(late, window(1));
    expect((await fixture.run(late, ["matrix"])).stdout).not.toMatch(/published|No window can be read/);
  });
});

describe("a stable branch after a new major release", () => {
  /** The branch of 1.3 beside 2.0. */
  function stable(releases: string, ofMajor = window("unbounded"), patched = "1.3"): string {
    const own = `${window("unbounded")[file]}${releases}`;
    const folder = fixture.repository(["v1.2", { ...proto, [file]: own }], ["v1.3", {}]);
    commit(folder, "v2.0", { "a.txt": "a", ...ofMajor });
    git(folder, "checkout", "--quiet", "-b", `release-${patched}`, `v${patched}`);
    commit(folder, "", { "b.txt": "b" });
    return folder;
  }
  const run = ["matrix", "--release", "1.3.1", "--run", "true {clientRef} {serverRef}"];
  const remark =
    'Pairs with 2.0 count as supported. Where 2.0 does not mix with the releases before it, leave it out on this branch: releases: { tags: "v1.*" }.';

  it.each(someOf(["text", "json", "markdown"], 3))(
    "is told in %s of pairs that cannot pass where the majors do not mix",
    async (format) => {
      const folder = stable('releases: { tags: "v*" }\n');
      const { stdout } = await fixture.run(folder, [...run, "--format", format, "--quiet"]);
      const said = stdout.replace(/\\/g, "").replace(/\s+/g, " ");
      expect(said).toContain(remark);
      expect(readResult(folder, "report.md")).toContain("Pairs with 2.0 count as supported.");
    },
  );

  it("is told on standard error where the output is a line for a workflow", async () => {
    const folder = stable('releases: { tags: "v*" }\n');
    const { stdout, stderr } = await fixture.run(folder, [
      "matrix",
      "--release",
      "1.3.1",
      "--format",
      "github",
    ]);
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toContain(remark);
  });

  it("has no pair with it once that is left out, and is told nothing", async () => {
    const folder = stable('releases: { tags: "v1.*" }\n');
    expect(await supportedIn(folder, "--release", "1.3.1")).toEqual(["1.3/1.2", "1.2/1.3", "1.3/1.3"]);
    expect((await fixture.run(folder, run)).stdout).not.toContain("2.0");
  });

  it("is held to the pairs that the window of the new major release allows", async () => {
    const older = stable("", window(1), "1.2");
    expect(await supportedIn(older, "--release", "1.2.1")).toEqual(["1.2/1.2", "1.3/1.2", "1.2/1.3"]);
    expect(await supportedIn(stable("", window(1)), "--release", "1.3.1")).toContain("2.0/1.3");
  });
});

describe("bump", () => {
  it("counts a narrowed window as a major change, and names the pairs in the notes", async () => {
    const folder = narrowed();
    const { status, stdout } = await fixture.run(folder, ["bump", "--max", "minor", "--format", "json"]);
    const message =
      "The window of 1.3 had upgrade 2, and now it has 1: the runtime of this release does not support agent 1.2 any more.";
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 1,
      bump: "major",
      next: "2.0.0",
      because: [{ bump: "major", kind: "broken", check: null, element: "window", message }],
      notes: expect.stringContaining(`### Breaks\n\n- \`window\`: ${message}`),
    });
    commit(folder, "v2.0", {});
    expect((await fixture.run(folder, ["bump", "--head", "v2.0"])).stdout).toMatch(/^major: /);
    expect((await fixture.run(folder, ["bump", "--head", "v1.3"])).stdout).toMatch(/^patch: /);
  });

  it("counts a widened window as a minor change, on every line alike", async () => {
    const folder = fixture.repository(["v1.0", { ...proto, ...window(1) }], ["v1.1", {}], ["v1.2", {}]);
    commit(folder, "", window(2));
    const message =
      "The window of 1.2 had upgrade 1, and now it has 2: the runtime of this release supports agent 1.1 as well.";
    const { status, stdout } = await fixture.run(folder, ["bump", "--max", "patch", "--format", "json"]);
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 1,
      bump: "minor",
      next: "1.3.0",
      because: [{ bump: "minor", kind: "changed", check: null, element: "window", message }],
      notes: expect.stringContaining(`### Changed\n\n- \`window\`: ${message}`),
    });
  });

  it("takes the configuration of the release before from its tag, also where the file is in a folder", async () => {
    const nested = {
      "api/a.proto": protocol("  string source = 1;"),
      [`api/${file}`]: window(2)[file] as string,
    };
    const folder = fixture.repository(["v1.0", nested], ["v1.1", {}]);
    const api = path.join(folder, "api");
    commit(folder, "", { [`api/${file}`]: window(1)[file] as string });
    expect((await fixture.run(api, ["bump"])).stdout).toMatch(/^major: /);
    rmSync(path.join(api, file));
    write(folder, { [file]: window(1)[file] as string });
    git(folder, "add", "--all");
    expect((await fixture.run(folder, ["bump"])).stdout).toMatch(/^patch: /);
  });
});

describe("check and readiness", () => {
  const more = { "protos/agent.proto": protocol("  string source = 1;\n  int32 more = 2;") };
  const feature = 'features: [{ name: more, elements: [acme.Storage.more], enabled: "1.2" }]\n';
  /** Introduced in 1.1 and enabled in 1.2; the window of releases and the one since. */
  const enabled = (was: number, is: number) => {
    const states = [was, was, was, is].map((upgrade) => ({ [file]: `${window(upgrade)[file]}${feature}` }));
    const [first, second, third, last] = states as [object, object, object, Record<string, string>];
    const folder = fixture.repository(
      ["v1.0", { ...proto, ...first }],
      ["v1.1", { ...more, ...second }],
      ["v1.2", { "a.txt": "a", ...third }],
    );
    commit(folder, "", { "a.txt": "b", ...last });
    return folder;
  };
  const dateOf = async (folder: string) => {
    const { stdout } = await fixture.run(folder, ["readiness", "--format", "json"]);
    const { elements, features, remarks } = JSON.parse(stdout);
    const { status } = await fixture.run(folder, ["check"]);
    return { status, dates: [elements[0].enableFrom, features[0].enableFrom], remarks };
  };

  it("date what a release enabled by the window that it was published with", async () => {
    const remark = [
      "1.0, 1.1 and 1.2 were published with another window: a date before 1.3 counts by the windows of its release and of those after it.",
    ];
    expect(await dateOf(enabled(1, 1))).toEqual({ status: 0, dates: ["1.2", "1.2"], remarks: [] });
    // 1.2 could meet 1.0.
    expect(await dateOf(enabled(2, 1))).toEqual({ status: 1, dates: ["1.3", "1.3"], remarks: remark });
    expect(await dateOf(enabled(1, 2))).toEqual({ status: 0, dates: ["1.2", "1.2"], remarks: remark });
    // 1.3 can meet 1.0.
    expect(await dateOf(enabled(1, 3))).toEqual({ status: 1, dates: ["1.4", "1.4"], remarks: remark });
  });
});

describe("analysis", () => {
  const narrower =
    "The window of v1.3 had upgrade 2, and now it has 1: the runtime of this release does not support agent 1.2 any more.";
  const analysis = async (folder: string, ...args: string[]) =>
    (await fixture.run(folder, ["analysis", ...args])).stdout.replaceAll("\\", "");

  it("says that a change narrows the window, as bump does", async () => {
    const folder = narrowed();
    const text = await analysis(folder);
    expect(text).toContain(
      "**Nothing found that blocks; a narrower window, 1 question for the author. It asks for a major release.**\n\nThe protocol is the same: ",
    );
    expect(text).toContain(`**\`window\`**, in the configuration: ${narrower}\n`);
    write(folder, { "protos/agent.proto": protocol("  string source = 1;\n  int32 kind = 2;") });
    expect(await analysis(folder)).toMatch(
      /^\*\*Nothing found that blocks; a narrower window, \d questions for the author\. It asks for a major release\.\*\*$/m,
    );
    write(folder, { "protos/agent.proto": protocol("  int32 source = 1;") });
    const long = await analysis(folder);
    expect(long).toMatch(/^\*\*Not ready: 1 error, a narrower window; /m);
    expect(long).toContain(`### Window\n\n- ${narrower}\n`);
  });

  it("says that it widens it, and nothing where it stays", async () => {
    const folder = fixture.repository(["v1.0", { ...proto, ...window(1) }], ["v1.1", {}], ["v1.2", {}]);
    write(folder, window(2));
    const text = await analysis(folder);
    expect(text).toContain("**Nothing found that blocks; a wider window, 1 question for the author.**");
    expect(text).toContain("the runtime of this release supports agent 1.1 as well.");
    commit(folder, "v1.3", {});
    commit(folder, "", { "a.txt": "a" });
    expect(await analysis(folder)).not.toMatch(/wider window|The window of/);
    expect(await analysis(folder, "--head", "v1.3")).toContain("a wider window");
    expect(await analysis(folder, "--head", "v1.2")).not.toContain("a wider window");
  });

  it("compares with the configuration where the change begins, and not with that of the release before", async () => {
    const folder = fixture.repository(["v1.0", { ...proto, ...window(2) }], ["v1.1", {}], ["v1.2", {}]);
    commit(folder, "", window(1));
    git(folder, "checkout", "--quiet", "-b", "topic");
    commit(folder, "", { "protos/agent.proto": protocol("  string source = 1;\n  int32 kind = 2;") });
    expect(await analysis(folder)).not.toContain("narrower");
    expect(await analysis(folder, "--since", "v1.2")).toContain("narrower");
  });
});

/** A clone without the tags of its releases looks like a project before its first one: what was not looked at is said. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { commit, git, write } from "../testing/git.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const window = "window: { upgrade: unbounded, downgrade: 1 }\n";
const proto = "protos/agent.proto";
const both = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;") };
const gone = { [proto]: protocol('  string source = 1;\n  reserved 2;\n  reserved "kind";') };

/** A project with three releases and a removal that breaks them, and the same without its tags. */
function projects(configuration: string): { whole: string; bare: string } {
  const folders = ["whole", "bare"].map(() => {
    const folder = fixture.repository(
      ["v1.0", { ...both, "grpc-evolution.yaml": configuration }],
      ["v1.1", {}],
    );
    write(folder, gone);
    return folder;
  });
  const [whole, bare] = folders as [string, string];
  git(bare, "tag", "-d", "v1.0", "v1.1");
  return { whole, bare };
}

const cure =
  'There is no tag X.Y here. Run "git fetch --tags"; in a GitHub workflow give actions/checkout "fetch-depth: 0".';

describe("a pattern of releases that no tag fits, where there is no tag at all", () => {
  it.each(["check", "analysis", "readiness", "bump", "matrix"])(
    "%s is refused, and says first what brings the tags",
    async (command) => {
      const { bare } = projects(`${window}releases: { tags: "v*" }\n`);
      const { status, stdout, stderr } = await fixture.run(bare, [command]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain(
        `no tag v* is a release. ${cure} Before the first release, leave releases out.\n`,
      );
    },
  );
});

describe("a window, and no word of which tags are releases", () => {
  it("check fails with the tags, and without them says in every format that nothing was compared", async () => {
    const { whole, bare } = projects(window);
    expect((await fixture.run(whole, ["check"])).status).toBe(1);
    for (const format of ["text", "json", "markdown", "github", "sarif", "junit"]) {
      const { status, stdout } = await fixture.run(bare, ["check", "--format", format, "--quiet"]);
      expect(status).toBe(0);
      const said = stdout.replace(/\s+/g, " ");
      expect(said, format).toContain(
        "no tag here is a release: nothing was compared with what peers in the window run",
      );
      expect(said, format).toMatch(/git fetch --tags/i);
    }
    expect((await fixture.run(bare, ["analysis", "--quiet"])).stdout).toContain("git fetch --tags");
  });

  it("check says nothing of it where somebody names what to compare with", async () => {
    const { bare } = projects(window);
    const { stdout } = await fixture.run(bare, ["check", "--against", "HEAD"]);
    expect(stdout).not.toContain("GL1/no-release");
  });

  it("a project before its first release allows it, and is told when there is one", async () => {
    const { bare } = projects(window);
    const { findings } = JSON.parse((await fixture.run(bare, ["check", "--format", "json"])).stdout);
    const allow = `allow: [{ fingerprint: ${findings[0].fingerprint}, reason: "no release yet" }]\n`;
    commit(bare, "", { "grpc-evolution.yaml": window + allow });
    expect((await fixture.run(bare, ["check"])).stdout).toMatch(/^No findings\./);
    git(bare, "tag", "v1.0");
    commit(bare, "", { "a.txt": "a" });
    expect((await fixture.run(bare, ["check"])).stdout).toContain("allow/stale");
  });

  it("readiness says in every format that its dates count from no release", async () => {
    const { whole, bare } = projects(window);
    for (const format of ["text", "json", "markdown"]) {
      const args = ["readiness", "--format", format, "--quiet"];
      expect((await fixture.run(bare, args)).stdout, format).toContain("No tag here is a release");
      expect((await fixture.run(whole, args)).stdout, format).not.toContain("No tag here is a release");
    }
  });

  it.each(["bump", "matrix", "check --since-release"])(
    "%s is refused, and says what brings the tags",
    async (line) => {
      const { bare } = projects(window);
      const { status, stderr } = await fixture.run(bare, line.split(" "));
      expect(status).toBe(2);
      expect(stderr).toContain('Run "git fetch --tags"');
    },
  );
});

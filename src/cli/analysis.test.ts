import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { write } from "../testing/git.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const proto = "protos/agent.proto";
const configuration = {
  "grpc-evolution.yaml":
    "components: { client: runtime, server: agent }\nwindow: { upgrade: unbounded, downgrade: 1 }\n",
};
const first = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;"), ...configuration };
const removed = { [proto]: protocol("  string source = 1;") };
const marker = "<!-- grpc-evolution analysis -->";

const analysis = (folder: string, ...args: string[]) => fixture.run(folder, ["analysis", ...args]);

describe("analysis", () => {
  it("is written whatever was found, and says it in the help", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, removed);
    const { status, stdout, stderr } = await analysis(folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^## Compatibility analysis\n\n\*\*Not ready: 2 errors; /);
    expect(stdout).toMatch(/^- \*\*error\*\* /m);
    expect(stdout).toContain("- From `v1.0` to the working tree, which goes into release 1.1.");
    expect((await analysis(folder, "--help")).stdout).toMatch(
      /^Exit status: 0 it was written, whatever was found/m,
    );
  });

  it("says which number a change asks for that blocks no merge", async () => {
    const marked = { [proto]: protocol("  string source = 1;\n  int32 kind = 2 [deprecated = true];") };
    const folder = fixture.repository(["v1.0", first], ["v1.1", marked], ["v1.2", {}]);
    write(folder, { [proto]: protocol('  reserved 2;\n  reserved "kind";\n  string source = 1;') });
    expect((await fixture.run(folder, ["check"])).status).toBe(0);
    expect((await fixture.run(folder, ["bump", "--max", "minor"])).status).toBe(1);
    expect((await analysis(folder)).stdout).toMatch(
      /\*\*Nothing found that blocks; 1 warning .* It asks for a major release\.\*\*/,
    );
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    expect((await analysis(folder)).stdout).not.toContain("major release");
  });

  it("says that a patch of a release changes no protocol", async () => {
    const folder = fixture.repository(["v1.0", first], ["", { "fix.txt": "" }]);
    const ready = await analysis(folder, "--release", "1.0.1");
    expect(ready.stdout).toContain("**Nothing found that blocks; ");
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    const patch = await analysis(folder, "--release", "1.0.1");
    expect(patch.stdout).toContain("**Not ready: a patch of 1.0 changes no protocol; ");
    expect(patch.stdout).toContain(
      "1.0 was released without it, and a patch of it changes no protocol: it counts from the next release that is cut with it.",
    );
    expect(patch.stdout).not.toMatch(/Introduced in|may be used by default/);
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2 [deprecated = true];") });
    expect((await analysis(folder, "--release", "1.0.1")).stdout).toContain(
      "1.0 was released without the mark,",
    );
    write(folder, { [proto]: protocol("  string source = 1;\n  int64 kind = 2;") });
    const dated = /(?:may|could) be used from/i;
    expect((await analysis(folder, "--release", "1.0.1")).stdout).not.toMatch(dated);
    expect((await analysis(folder, "--release", "1.1")).stdout).toMatch(dated);
    write(folder, { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") });
    const next = await analysis(folder, "--release", "1.1");
    expect(next.stdout).toContain("**Nothing found that blocks; ");
    const published = await analysis(folder, "--head", "v1.0");
    expect(published.stdout).not.toContain("a patch of");
    const [older, newer] = [
      first,
      { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  int32 more = 3;") },
    ];
    const released = await analysis(fixture.repository(["v1.0", older], ["v1.1", newer]), "--head", "v1.1");
    expect(released.stdout).toContain("Introduced in 1.1;");
    expect(released.stdout).not.toContain("a patch of");
  });

  it("is the same text each time, with nothing of this machine in it", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, removed);
    const texts = await Promise.all([analysis(folder), analysis(folder)]);
    expect(texts[0]?.stdout).toBe(texts[1]?.stdout);
    expect(texts[0]?.stdout).not.toContain(folder);
  });

  it("compares two folders, and what it is told to compare with", async () => {
    const folders = fixture.folder({
      [`a/${proto}`]: first[proto] ?? "",
      [`b/${proto}`]: removed[proto] ?? "",
    });
    expect((await analysis(folders, "--before", "a", "--after", "b")).stdout).toContain(
      "From `before` to `after`.",
    );
    const folder = fixture.repository(["v1.0", first], ["v1.1", first]);
    write(folder, removed);
    const { stdout } = await analysis(folder, "--against", "v1.0", "--no-history");
    expect(stdout).toContain("From `v1.0` to the working tree");
    expect(stdout).toContain("No history was read");
  });

  it("takes an exported ledger in place of the history", async () => {
    const folder = fixture.repository(["v1.0", first]);
    await fixture.run(folder, ["ledger", "--export", "ledger.json"]);
    write(folder, removed);
    const { status, stdout } = await analysis(folder, "--ledger", "ledger.json");
    expect(status).toBe(0);
    expect(stdout).not.toContain("No history was read");
  });

  it("refuses where it could not look", async () => {
    const { status, stdout, stderr } = await analysis(fixture.folder(first), "--head", "v9");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).not.toMatch(/\n\s+at /);
    const broken = fixture.repository(["v1.0", first]);
    write(broken, { [proto]: "message {" });
    expect((await analysis(broken)).status).toBe(2);
  });

  it("says so of the first revision, which has nothing before it", async () => {
    const { status, stdout } = await analysis(fixture.repository(["", first]));
    expect(status).toBe(0);
    expect(stdout).toMatch(/There is no earlier state|The protocol is the same/);
  });
});

describe("what analysis compares", () => {
  it("is the window, also where nothing changed", async () => {
    const folder = fixture.repository(["v1.0", first], ["v1.1", first], ["v1.2", first]);
    const { stdout } = await analysis(folder);
    expect(stdout).toContain("**Nothing found that blocks; 1 question for the author.**");
    expect(stdout).toContain(
      "Compared: runtime of the working tree with agents v1.0 and v1.1; agent of the working tree with runtime v1.1.",
    );
  });

  it("leaves out what --against leaves out, and says which releases that are", async () => {
    const folder = fixture.repository(["v1.0", first], ["v1.1", first]);
    write(folder, removed);
    const { stdout } = await analysis(folder, "--against", "v1.1");
    expect(stdout).toContain("Not looked at: 1.0.");
    expect(stdout).toMatch(/^- \[ \] Which releases of the window .* \(GL1-1\)$/m);
    expect((await analysis(folder)).stdout).toMatch(/^- Holds: .*GL1-1/m);
  });

  it("says nothing of commits beside releases", async () => {
    const folder = fixture.repository(["v1.0", first], ["", { ...first, "notes.md": "more\n" }]);
    write(folder, removed);
    const { stdout } = await analysis(folder);
    expect(stdout).toContain("agent v1.0");
    expect(stdout).not.toMatch(/(?:runtime|agent) of the last commit/);
  });

  it("is asked of what is allowed, whose reason it shows", async () => {
    const folder = fixture.repository(["v1.0", first]);
    const allow = "// grpc-evolution: allow R1/removed-without-reserved -- nobody stores it\n  string source";
    write(folder, { [proto]: (removed[proto] ?? "").replace("string source", allow) });
    const { stdout } = await analysis(folder);
    expect(stdout).not.toContain("### Allowed");
    const above = `// grpc-evolution: allow R1/removed-without-reserved -- nobody stores it\nmessage Storage`;
    write(folder, { [proto]: (removed[proto] ?? "").replace("message Storage", above) });
    const allowed = (await analysis(folder)).stdout;
    expect(allowed).toMatch(/### Allowed\n\n- \*\*error\*\* R1\/removed-without-reserved .*nobody stores it/);
    expect(allowed).toMatch(/^- Allowed with a reason: R1-2$/m);
  });
});

describe("analysis --comment", () => {
  it("writes a file that a bot finds by its first line, and writes it again", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, removed);
    const { stdout } = await analysis(folder);
    for (let run = 0; run < 2; run += 1) {
      expect(await analysis(folder, "--comment", "comment.md")).toMatchObject({ status: 0, stdout: "" });
    }
    expect(readFileSync(path.join(folder, "comment.md"), "utf8")).toBe(`${marker}\n${stdout}`);
  });

  it("writes over no file that it has not made", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, { "notes.md": "mine\n" });
    const { status, stdout, stderr } = await analysis(
      folder,
      "--comment",
      "notes.md",
      "--output",
      "other.md",
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("notes.md exists, and was not written by --comment.");
    expect(readFileSync(path.join(folder, "notes.md"), "utf8")).toBe("mine\n");
    expect(existsSync(path.join(folder, "other.md"))).toBe(false);
  });

  it("writes the analysis to --output as well, where both are given", async () => {
    const folder = fixture.repository(["v1.0", first]);
    await analysis(folder, "--comment", "comment.md", "--output", "analysis.md");
    const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
    expect(read("comment.md")).toBe(`${marker}\n${read("analysis.md")}`);
  });
});

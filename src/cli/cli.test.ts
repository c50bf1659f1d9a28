// cspell:ignore chek formt storaeg aded awith areserved aerror
import { spawn } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rules } from "@grpc-evolution/engine/rules/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { commit, git, write } from "../testing/git.js";
import { runProgram } from "../testing/run-program.js";
import { parseConfiguration } from "./project/configuration.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const proto = "protos/agent.proto";
const first = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;") };
const removed = { [proto]: protocol('  string source = 1;\n  reserved 2;\n  reserved "kind";') };
const reused = { [proto]: protocol("  string source = 1;\n  string driver = 2;") };

/** Exit status 2: nothing on standard output, one line on standard error, no stack trace. */
async function refused(folder: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await fixture.run(folder, args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  const lines = stderr
    .trimEnd()
    .split("\n")
    .filter((line) => !line.includes("no grpc-evolution.yaml"));
  expect(lines).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
  return lines[0] as string;
}

describe("help and arguments", () => {
  it.each(["", "check", "ledger", "readiness", "analysis", "bump", "explain", "init"])(
    "the help of %j fits a screen",
    async (command) => {
      const args = command === "" ? ["--help"] : [command, "--help"];
      const { status, stdout, stderr } = await fixture.run(fixture.folder(), args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const lines = stdout.trimEnd().split("\n");
      expect(lines.length).toBeLessThanOrEqual(24);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );

  it("the version is that of the package", async () => {
    const { stdout } = await fixture.run(fixture.folder(), ["--version"]);
    const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8"));
    expect(stdout).toBe(`${version}\n`);
  });

  it("without a command it prints the help and does not pass", async () => {
    const { status, stderr } = await fixture.run(fixture.folder(), []);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Usage: grpc-evolution/);
  });

  it("a stack trace is for those who look for a defect", async () => {
    const { stderr } = await fixture.run(fixture.folder(), ["explain", "X"], { GRPC_EVOLUTION_DEBUG: "1" });
    expect(stderr).toMatch(/\n\s+at /);
  });

  it.each([
    [["chek"], /unknown command 'chek' \(Did you mean check\?\)/],
    [["check", "--formt", "json"], /unknown option '--formt' \(Did you mean --format\?\)/],
    [
      ["check", "--format", "xml"],
      /'xml' is invalid\. Allowed choices are text, json, markdown, github, sarif, junit/,
    ],
    [["check", "--preset", "lax"], /'lax' is invalid\. Allowed choices are strict, standard/],
    [["explain", "R1", "R2"], /too many arguments/],
    [["check", "\x1b[31m", "--x\ny"], /unknown option '--x\\ny'/],
  ])("refuses %j", async (args, message) => {
    expect(await refused(fixture.folder(), ...args)).toMatch(message);
  });
});

describe("check of two folders", () => {
  it("reports what the older one shows, in every format, and fails", async () => {
    const folder = fixture.folder({
      [`a/${proto}`]: first[proto] ?? "",
      [`b/${proto}`]: reused[proto] ?? "",
    });
    const marks = {
      text: /^error {2}R1\/number-reused {2}acme\.Storage\.driver {2}protos\/agent\.proto:6:10\n/,
      json: /"check": "R1\/number-reused"/,
      markdown: /^### error: R1\/number-reused `acme\.Storage\.driver`$/m,
      github:
        /^::error file=protos\/agent\.proto,line=6,col=10,title=R1\/number-reused acme\.Storage\.driver::/,
      sarif: /"ruleId": "R1\/number-reused"/,
      junit: /<failure type="R1\/number-reused"/,
    };
    for (const [format, mark] of Object.entries(marks)) {
      const args = ["check", "--before", "a", "--after", "b", "--format", format];
      const { status, stdout, stderr } = await fixture.run(folder, args);
      expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
      expect(stdout).toMatch(mark);
    }
  });

  it("quotes the line and the fix as text, and shows the rest where asked for it", async () => {
    const folder = fixture.folder({
      [`a/${proto}`]: first[proto] ?? "",
      [`b/${proto}`]: reused[proto] ?? "",
    });
    const folders = ["check", "--before", "a", "--after", "b"];
    const { stdout } = await fixture.run(folder, folders);
    expect(stdout).toMatch(/^ {6}6 - {3}string driver = 2;$/m);
    expect(stdout).toMatch(/^ {6}8 \+ {3}string driver = 3;$/m);
    expect(stdout).not.toContain("Fingerprint");
    const verbose = await fixture.run(folder, [...folders, "--verbose"]);
    expect(verbose.stdout).toMatch(/^ {2}Fingerprint {2}[0-9a-f]{16}$/m);
  });

  it("passes where nothing changed", async () => {
    const { status, stdout } = await fixture.run(fixture.folder(first), [
      "check",
      "--before",
      ".",
      "--after",
      ".",
    ]);
    expect(status).toBe(0);
    expect(stdout).toBe("No findings. 1 file compared with before; no history.\n");
  });

  it("says which imports are not at hand, and claims nothing of their types", async () => {
    const order = `syntax = "proto3"; package store;
      // import "nowhere.proto";
      import "google/protobuf/empty.proto"; import "a/one.proto"; import "a/two.proto"; import "a/three.proto"; import "a/four.proto";
      message Order { One one = 1; }`;
    const one = `syntax = "proto3"; package store; enum One { ONE_UNSPECIFIED = 0; }`;
    const folder = fixture.folder({
      "before/order.proto": order,
      "after/order.proto": order,
      "after/a/one.proto": one,
    });
    const { status, stdout, stderr } = await fixture.run(folder, [
      ...["check", "--before", "before", "--after", "after"],
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^No findings\./);
    expect(stderr).toBe(
      `${[
        "grpc-evolution: order.proto imports a/one.proto, which is not at hand in before, nor are a/two.proto, a/three.proto and 1 more: types from there are compared by name alone.",
        "grpc-evolution: order.proto imports a/two.proto, which is not at hand in after, nor are a/three.proto, a/four.proto: types from there are compared by name alone.",
      ].join("\n")}\n`,
    );
  });

  it("does not pass where it cannot look", async () => {
    const folder = fixture.folder({ ...first, "empty/readme": "", "file.proto": "" });
    expect(await refused(folder, "check", "--before", ".")).toMatch(/--before and --after belong together/);
    expect(await refused(folder, "check", "--before", "none", "--after", ".")).toMatch(
      /There is no folder or file none/,
    );
    expect(await refused(folder, "check", "--before", ".", "--after", "empty")).toMatch(
      /no \.proto file in empty/,
    );
    expect(await refused(folder, "check", "--before", proto, "--after", ".")).toMatch(
      /agent\.proto is no descriptor set/,
    );
    expect(await refused(folder, "check", "--before", ".", "--after", ".", "protos")).toMatch(
      /Leave out paths/,
    );
  });

  it("follows links to files, and no links to folders", async () => {
    const folder = fixture.folder({ [`a/${proto}`]: first[proto] ?? "", "b/x": "" });
    symlinkSync(path.join(folder, "a", proto), path.join(folder, "b/agent.proto"));
    symlinkSync(folder, path.join(folder, "b/loop"));
    const { stdout } = await fixture.run(folder, ["check", "--before", "b", "--after", "b"]);
    expect(stdout).toMatch(/^No findings\. 1 file compared/);
  });

  it("a file that cannot be read is named with its place", async () => {
    const folder = fixture.folder({ [`a/${proto}`]: first[proto] ?? "", "b/x.proto": "message {\n" });
    const { status, stdout, stderr } = await fixture.run(folder, ["check", "--before", "a", "--after", "b"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^x\.proto:1:9: .+\n(x\.proto:.+\n)*grpc-evolution: .+ nothing was checked\. /);
  });

  it("an older file that cannot be read is named: it compares with nothing", async () => {
    const folder = fixture.folder({
      "a/x.proto": `${first[proto]}message {`,
      "b/x.proto": first[proto] ?? "",
    });
    const said = await refused(folder, "check", "--before", "a", "--after", "b");
    expect(said).toMatch(/before cannot be read in full, so nothing was compared: x\.proto:8:9: /);
  });
});

describe("check of a repository", () => {
  it("remembers what a comparison with the last release does not show", async () => {
    const folder = fixture.repository(["v1", first], ["v2", removed], ["v3", reused]);
    const { status, stdout } = await fixture.run(folder, ["check"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/R1\/number-reused {2}acme\.Storage\.driver/);
    expect(stdout).toMatch(/had in release\s+v1\./);
    const alone = await fixture.run(folder, ["check", "--against", "v2", "--no-history", "--format", "json"]);
    expect(alone.stdout).not.toContain("R1/number-reused");
    expect(JSON.parse(alone.stdout).summary).toMatchObject({ revisions: 0, baselines: ["v2"] });
  });

  it("says once that there is no configuration, unless it is to be quiet", async () => {
    const folder = fixture.repository(["v1.0", first]);
    const { status, stderr } = await fixture.run(folder, ["check"]);
    expect(status).toBe(0);
    expect(stderr.match(/no grpc-evolution\.yaml/g)).toHaveLength(1);
    expect((await fixture.run(folder, ["check", "--quiet"])).stderr).toBe("");
  });

  /** The names of what a check compared with. */
  async function baselines(folder: string, ...args: string[]): Promise<string[]> {
    const { stdout } = await fixture.run(folder, ["check", "--format", "json", ...args]);
    return JSON.parse(stdout).summary.baselines;
  }

  it("compares with the releases in the window, patches folded in, and with the merge base", async () => {
    const folder = fixture.repository(
      ["v1.0", first],
      ["v1.0.1", first],
      ["v1.1", first],
      ["v2.0-rc1", first],
      ["v2.0", first],
      ["", first],
    );
    expect(await baselines(folder, "--head", "HEAD")).toEqual(["v2.0"]);
    write(folder, removed);
    const last = expect.stringMatching(/^the last commit [0-9a-f]{7}$/);
    expect(await baselines(folder)).toEqual(["v2.0", last]);
    expect(await baselines(folder, "--against", "v1.0", "--against", "HEAD~1")).toEqual(["v1.0", "HEAD~1"]);
    const window = "window: { upgrade: unbounded, downgrade: 1 }\n";
    write(folder, { "grpc-evolution.yaml": window });
    expect(await baselines(folder)).toEqual(["v1.0.1", "v1.1", "v2.0", last]);
    write(folder, { "grpc-evolution.yaml": `${window}releases: [v1.0, v2.0]\n` });
    expect(await baselines(folder)).toEqual(["v1.0", "v2.0", last]);
    git(folder, "switch", "--quiet", "--create", "feature");
    commit(folder, "", reused);
    expect(await baselines(folder)).toEqual(["v1.0", "v2.0", expect.stringMatching(/^the merge base /)]);
    write(folder, { "grpc-evolution.yaml": "releases: [v1.0, v7.0]\n" });
    expect(await refused(folder, "check")).toMatch(/yaml:1:18: there is no tag "v7\.0"/);
  });

  it("without releases compares with the revision before", async () => {
    const folder = fixture.repository(["", first], ["", removed]);
    expect(await baselines(folder)).toEqual([expect.stringMatching(/^the previous revision /)]);
    expect(await baselines(folder, "--head", "HEAD")).toEqual([
      expect.stringMatching(/^the previous revision /),
    ]);
    const root = await fixture.run(folder, ["check", "--head", "HEAD~1"]);
    expect(root.status).toBe(0);
    expect(root.stderr).toMatch(/first revision: there is none to compare it with/);
  });

  it("a comment on a parent covers what was gone when it was committed, not what went later", async () => {
    const allow = (reason: string) => `// grpc-evolution: allow R1/removed-without-reserved -- ${reason}\n`;
    const file = (comment: string, body: string) => ({
      [proto]: protocol(body).replace("message", `${comment}message`),
    });
    const [all, one, none] = ["  int32 a = 1;\n  int32 b = 2;\n", "  int32 b = 2;\n", ""];
    const folder = fixture.repository(
      ["v1.0", file("", all)],
      ["", file(allow("a was never written"), one)],
      ["", { "README.md": "" }],
    );
    const removals = async (...args: string[]) => {
      const { stdout } = await fixture.run(folder, ["check", "--format", "json", ...args]);
      const { findings } = JSON.parse(stdout) as { findings: { check: string; element: string }[] };
      const removed = findings.filter(({ check }) => check === "R1/removed-without-reserved");
      return removed.map(({ element }) => element);
    };
    expect(await removals()).toEqual([]);
    write(folder, file(allow("a was never written"), none));
    expect(await removals()).toEqual(["acme.Storage.b"]);
    git(folder, "mv", proto, "moved.proto");
    commit(folder, "", {});
    expect(await removals()).toEqual(["acme.Storage.b"]);
    expect(await removals("--head", "HEAD", "--no-history", "--against", "v1.0")).toEqual(["acme.Storage.b"]);
    write(folder, { "moved.proto": file(allow("a and b were never written"), none)[proto] ?? "" });
    expect(await removals()).toEqual([]);
  });

  it("paths narrow the report down, not what is compared", async () => {
    const other = {
      "other/other.proto": protocol("  int32 x = 1;")
        .replaceAll("Storage", "Other")
        .replace("Agent", "Agent2"),
    };
    const folder = fixture.repository(["v1.0", { ...first, ...other }]);
    write(folder, reused);
    const all = await fixture.run(folder, ["check", "--format", "json"]);
    expect(JSON.parse(all.stdout).summary).toMatchObject({ errors: 1, files: 2 });
    const narrowed = await fixture.run(path.join(folder, "other"), ["check", ".", "--format", "json"]);
    expect(narrowed.status).toBe(0);
    expect(JSON.parse(narrowed.stdout).summary).toMatchObject({ errors: 0, files: 1 });
    const both = await fixture.run(folder, ["check", proto, "other", "--format", "json"]);
    expect(JSON.parse(both.stdout).summary).toMatchObject({ errors: 1, files: 2 });
    expect(await refused(folder, "check", "nothing")).toMatch(/nothing names no \.proto file/);
    expect(await refused(folder, "check", "..")).toMatch(/outside of the repository/);
  });

  it("a rename that is not committed yet is no re-use", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, { [proto]: protocol("  string origin = 1;\n  int32 kind = 2;") });
    const { stdout } = await fixture.run(folder, ["check", "--format", "json"]);
    const checks = JSON.parse(stdout).findings.map(({ check }: { check: string }) => check);
    expect(checks).toEqual(["GL1/no-window", "R1/renamed"]);
  });

  it("reads the nearest configuration, relative to where it is", async () => {
    const folder = fixture.repository([
      "v1.0",
      {
        ...first,
        "sub/grpc-evolution.yaml": 'protos: ["api/*.proto"]\n',
        "sub/api/a.proto": first[proto] ?? "",
        "sub/x": "",
      },
    ]);
    const files = async (below: string, ...args: string[]) => {
      const { stdout } = await fixture.run(path.join(folder, below), ["check", "--format", "json", ...args]);
      return JSON.parse(stdout).summary.files;
    };
    expect(await files("")).toBe(2);
    expect(await files("sub/api")).toBe(1);
    expect(await files("", "--config", "sub/grpc-evolution.yaml")).toBe(1);
  });

  it("does not pass where it cannot look", async () => {
    const folder = fixture.repository(["v1.0", first]);
    expect(await refused(fixture.folder(), "check")).toMatch(/not in a git repository/);
    expect(await refused(fixture.repository(), "check")).toMatch(/no commit here yet/);
    expect(await refused(fixture.repository(["", { x: "" }]), "check")).toMatch(
      /No \.proto file matches \*\*\/\*\.proto/,
    );
    expect(await refused(folder, "check", "--head", "nope")).toMatch(/There is no revision "nope"/);
    expect(await refused(folder, "check", "--against=--output=x")).toMatch(
      /There is no revision "--output=x"/,
    );
    expect(await refused(folder, "check", "--config", "none.yaml")).toMatch(
      /There is no configuration none\.yaml/,
    );
    write(folder, { "grpc-evolution.yaml": "protos: [a]\nwindows: {}\n" });
    expect(await refused(folder, "check")).toMatch(
      /grpc-evolution\.yaml:2:1: .*"windows".*Did you mean "window"\?/,
    );
  });

  it("looks at every declaration, or refuses", async () => {
    const copy = "vendor/agent.proto";
    const folder = fixture.repository(["v1.0", { ...first, [copy]: first[proto] ?? "" }]);
    expect((await fixture.run(folder, ["check"])).status).toBe(0);
    write(folder, { [copy]: removed[proto] ?? "" });
    expect(await refused(folder, "check")).toMatch(
      /acme\.Storage is declared in protos\/agent\.proto and in vendor\/agent\.proto, and not the same/,
    );
  });

  it("takes no device for a configuration or a ledger", async () => {
    const folder = fixture.repository(["v1.0", first]);
    const configuration = path.join(folder, "grpc-evolution.yaml");
    symlinkSync("/dev/null", configuration);
    expect(await refused(folder, "check")).toMatch(/grpc-evolution\.yaml is not a file/);
    unlinkSync(configuration);
    write(folder, { "grpc-evolution.yaml": "history: { include: [/dev/null] }\n" });
    expect(await refused(folder, "check")).toMatch(/\/dev\/null is not a file\. Correct history\.include/);
  });

  it("prints nothing of its libraries", async () => {
    const folder = fixture.folder({ "grpc-evolution.yaml": "? [a]\n: b\n" });
    expect(await refused(folder, "check")).toMatch(/yaml:1:1: there is no setting/);
  });

  it("refuses a shallow clone, unless neither history nor releases are asked for", async () => {
    const folder = fixture.repository(["v1.0", first], ["v2.0", first]);
    const shallow = path.join(fixture.folder(), "shallow");
    git(folder, "clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
    expect(await refused(shallow, "check")).toMatch(/shallow.*fetch-depth: 0/);
    expect(await refused(shallow, "check", "--no-history")).toMatch(/shallow/);
    expect(await refused(shallow, "ledger")).toMatch(/shallow/);
    expect((await fixture.run(shallow, ["check", "--no-history", "--against", "HEAD"])).status).toBe(0);
  });

  it("a file that was broken in the past is named, not fatal", async () => {
    const folder = fixture.repository(["v1.0", { [proto]: "message {" }], ["v1.1", first], ["", {}]);
    const { status, stderr } = await fixture.run(folder, ["check"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/ 1 version of a file in the history cannot be read/);
  });
});

describe("output", () => {
  const fails = ["check", "--before", "a", "--after", "b"];
  let folder: string;
  beforeAll(() => {
    folder = fixture.folder({ [`a/${proto}`]: first[proto] ?? "", [`b/${proto}`]: reused[proto] ?? "" });
  });

  it("colors are for terminals, or for those who ask", async () => {
    expect((await fixture.run(folder, fails)).stdout).not.toContain("\x1b");
    expect((await fixture.run(folder, [...fails, "--color", "always"])).stdout).toContain("\x1b[1;31m");
    const json = await fixture.run(folder, [...fails, "--color", "always", "--format", "json"]);
    expect(json.stdout).not.toContain("\x1b");
  });

  it("goes to a file where one is named", async () => {
    const { status, stdout } = await fixture.run(folder, [...fails, "--output", "report.txt"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(readFileSync(path.join(folder, "report.txt"), "utf8")).toMatch(/R1\/number-reused/);
    expect(await refused(folder, ...fails, "--output", "no/such/folder")).toMatch(
      /cannot be written \(ENOENT\)/,
    );
  });

  it.skipIf(!existsSync("/dev/full"))("a full disk is told, and does not pass", async () => {
    const line = 'exec "$0" "$@" > /dev/full';
    const run = await runProgram("sh", ["-c", line, process.execPath, fixture.bundle, ...fails], folder, {});
    expect(run).toEqual({
      status: 2,
      stdout: "",
      stderr: "grpc-evolution: Standard output cannot be written (ENOSPC). Write it somewhere else.\n",
    });
  });

  it("a reader that stops early is no failure, and the status stays", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `  int32 f${i} = ${i + 1};`).join("\n");
    const large = fixture.folder({
      "a/x.proto": protocol(many),
      "b/x.proto": protocol(many.replaceAll("f", "g")),
    });
    const child = spawn(process.execPath, [fixture.bundle, ...fails], { cwd: large, timeout: 20_000 });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect({ status, stderr }).toEqual({ status: expect.toBeOneOf([0, 1]), stderr: "" });
  });
});

describe("ledger", () => {
  it("lists spent numbers with the revision and release that first used them, and the next free one", async () => {
    const folder = fixture.repository(["v1.0", first], ["v2.0", removed]);
    const { status, stdout } = await fixture.run(folder, ["ledger"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^acme\.Storage {2}\(message; next free number 3\)$/m);
    expect(stdout).toMatch(
      /^ {7}1 {2}string source: in use\n +since commit [0-9a-f]{10} of \d{4}-\d\d-\d\d, released in v1\.0$/m,
    );
    expect(stdout).toMatch(/^ {7}2 {2}int32 kind: spent$/m);
    expect(stdout).toMatch(/^ {10}names that are spent, in JSON as well: kind$/m);
  });

  it("shows one element, for programs too", async () => {
    const folder = fixture.repository(["v1.0", first]);
    const { stdout } = await fixture.run(folder, ["ledger", "Storage", "--format", "json"]);
    const [owner] = JSON.parse(stdout).owners;
    expect(owner).toMatchObject({ fullName: "acme.Storage", kind: "message", declared: true, nextFree: 3 });
    expect(owner.numbers[1].holders[0]).toMatchObject({ names: ["kind"], type: "int32", inUse: true });
    expect(await refused(folder, "ledger", "Storaeg")).toMatch(
      /Did you mean "acme\.Storage"\?|lists them all/,
    );
  });

  it("is shared with another repository through a file", async () => {
    const old = fixture.repository(["v1.0", first]);
    const exported = path.join(fixture.folder(), "old-ledger.json");
    const { status, stdout } = await fixture.run(old, ["ledger", "--export", exported]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    const include = { "grpc-evolution.yaml": `history: { include: [${JSON.stringify(exported)}] }\n` };
    const { stdout: report } = await fixture.run(fixture.repository(["", { ...reused, ...include }]), [
      "check",
    ]);
    expect(report).toMatch(/R1\/number-reused/);
    expect(report).toMatch(/old-ledger\.json/);
  });

  it("reads an export of an earlier version, and says what that lacks", async () => {
    const exported = path.join(fixture.folder(), "old-ledger.json");
    const holder = { names: ["kind"], type: "int32", first: 0, last: 0 };
    const numbers = [{ number: 2, holders: [holder] }];
    const seen = [{ commit: "0123456789", date: "2024-01-01T00:00:00Z", release: "v1", source: "" }];
    const owners = [{ names: ["acme.Storage"], kind: "message", numbers }];
    const counts = { revisions: 1, unreadable: 0 };
    writeFileSync(
      exported,
      JSON.stringify({ format: "grpc-evolution ledger", version: 1, ...counts, seen, owners }),
    );
    const include = { "grpc-evolution.yaml": `history: { include: [${JSON.stringify(exported)}] }\n` };
    const folder = fixture.repository(["", { ...reused, ...include }]);
    const { stdout, stderr } = await fixture.run(folder, ["check"]);
    expect(stdout).toMatch(/R1\/number-reused/);
    expect(stderr).toMatch(
      /old-ledger\.json was exported by an earlier version: of each field it tells only/,
    );
  });
});

describe("explain", () => {
  it("lists every rule and every check", async () => {
    const { status, stdout } = await fixture.run(fixture.folder(), ["explain"]);
    expect(status).toBe(0);
    for (const { id, checks } of rules) {
      expect(stdout).toMatch(new RegExp(`^${id} {2}`, "m"));
      for (const check of checks) expect(stdout).toContain(`  ${check.id} (`);
    }
  });

  it("explains a rule or a check, however it is written", async () => {
    for (const id of ["R3", "r3", "R3/value-added"]) {
      const { status, stdout } = await fixture.run(fixture.folder(), ["explain", id]);
      expect(status).toBe(0);
      expect(stdout).toMatch(/must not/);
      expect(stdout).toMatch(/R3\/value-added/);
      // Of a check only the items that it answers.
      expect(stdout).toMatch(
        id === "R3/value-added" ? /For the reviewer\n {2}R3-2 / : /For the reviewer\n {2}R3-1 /,
      );
      expect(stdout).toMatch(/Page: .*rules\/r3-enums/);
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  it("names the nearest where there is none", async () => {
    expect(await refused(fixture.folder(), "explain", "R3/value-aded")).toMatch(
      /Did you mean "R3\/value-added"/,
    );
    expect(await refused(fixture.folder(), "explain", "number-reused")).toMatch(
      /Did you mean "R1\/number-reused"/,
    );
  });
});

describe("init", () => {
  const name = "grpc-evolution.yaml";

  it("writes a configuration that check takes, and overwrites none", async () => {
    const vendored = { ...first, "vendor/x/y.proto": protocol("") };
    const folder = fixture.repository(["agent/v1.0", vendored], ["", { readme: "" }]);
    expect((await fixture.run(folder, ["init"])).status).toBe(0);
    const written = parseConfiguration(readFileSync(path.join(folder, name), "utf8"), name);
    expect(written).toMatchObject({
      protos: ["protos/**/*.proto", "!vendor/**"],
      releases: { tags: "agent/v*" },
    });
    expect(written.window).toEqual({ upgrade: "unbounded", downgrade: 1 });
    const { status, stdout, stderr } = await fixture.run(folder, ["check"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/1 file compared with agent\/v1\.0/);
    expect(await refused(folder, "init")).toMatch(/is there already/);
  });

  it("writes nothing where there is nothing to describe", async () => {
    const folder = fixture.repository(["", { x: "" }]);
    expect(await refused(folder, "init")).toMatch(/There is no \.proto file here/);
    expect(existsSync(path.join(folder, name))).toBe(false);
    expect(await refused(fixture.folder(), "init")).toMatch(/not in a git repository/);
  });
});

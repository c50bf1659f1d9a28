// cspell:ignore mkfifo
import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { commit, git, write } from "../testing/git.js";
import { runProgram } from "../testing/run-program.js";
import { someOf } from "../testing/thorough.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const before = protocol("  string source = 1;\n  int32 kind = 2;");
const after = protocol("  string source = 1;");

/** What it said, without the name of the command, where it ended with status 2 and printed nothing. */
async function refusal(folder: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const { status, stdout, stderr } = await fixture.run(folder, args, env);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).not.toMatch(/this is a defect/);
  return (
    stderr
      .trimEnd()
      .split("\n")
      .at(-1)
      ?.replace(/^grpc-evolution: /, "") ?? ""
  );
}

/** Needs `mkfifo`, which Windows has not. */
function makePipe(file: string): void {
  execFileSync("mkfifo", [file]);
}

const isWindows = process.platform === "win32";

describe.skipIf(isWindows)("the folder of results", () => {
  const run = ["matrix", "--run", "node pair.mjs {client} {server}"];
  const configuration = "window: { upgrade: 1, downgrade: 1 }\n";
  const pair = `import { appendFileSync } from "node:fs";
appendFileSync("ran", process.argv.slice(2).join("/") + "\\n");`;
  const firstLog = "client-1.0-server-1.0.log";

  /** A project of two releases, with somebody's file beside the folder of results. */
  function project(): string {
    return fixture.folder({
      "grpc-evolution.yaml": `releases: ["1.0", "1.1"]\n${configuration}`,
      "pair.mjs": pair,
      "precious/keep.txt": "mine\n",
    });
  }

  function keptIn(folder: string): Record<string, string> {
    const names = readdirSync(path.join(folder, "precious"));
    return Object.fromEntries(
      names.map((name) => [name, readFileSync(path.join(folder, "precious", name), "utf8")]),
    );
  }

  const link = (folder: string, target: string, ...place: string[]) => {
    mkdirSync(path.dirname(path.join(folder, ...place)), { recursive: true });
    symlinkSync(path.join(folder, target), path.join(folder, ...place));
  };

  it.each([
    ["itself", "precious", "matrix-results"],
    ["with a slash behind it", "precious", "matrix-results", "--results", "matrix-results/"],
    ["for nothing", "gone", "matrix-results"],
    ["of logs", "precious", "matrix-results/logs"],
    ["in place of a log", "precious/keep.txt", `matrix-results/logs/${firstLog}`],
    ["in place of results", "precious/keep.txt", "matrix-results/results.json"],
    ["in place of unfinished results", "precious/keep.txt", "matrix-results/results.json.tmp"],
    ["in place of a report", "precious/keep.txt", "matrix-results/junit.xml"],
    ["in place of a report, for nothing", "precious/new.txt", "matrix-results/report.md"],
    ["in place of the mark of a run", "precious/keep.txt", "matrix-results/running"],
  ])("is no link %s", async (_, target, place, ...args) => {
    const folder = project();
    link(folder, target, place);
    expect(await refusal(folder, [...run, ...args, "--quiet"])).toMatch(
      / is no (file|folder), and is left alone: /,
    );
    expect(keptIn(folder)).toEqual({ "keep.txt": "mine\n" });
    expect(existsSync(path.join(folder, "ran"))).toBe(false);
  });

  it.each(someOf(["results.json", "results.json.tmp", "junit.xml", `logs/${firstLog}`, "running"], 3))(
    "has no pipe or folder %s",
    async (name) => {
      for (const make of [makePipe, mkdirSync]) {
        const folder = project();
        const place = path.join(folder, "matrix-results", name);
        mkdirSync(path.dirname(place), { recursive: true });
        make(place);
        expect(await refusal(folder, [...run, "--quiet"])).toMatch(/ is no file, and is left alone: /);
        expect(existsSync(place)).toBe(true);
      }
    },
  );

  it.each(["junit.xml", "report.md", `logs/${firstLog}`, "running"])(
    "keeps a file %s of somebody else",
    async (name) => {
      const folder = project();
      write(folder, { [`matrix-results/${name}`]: "mine\n" });
      expect(await refusal(folder, [...run, "--quiet"])).toMatch(
        / was not written by "grpc-evolution matrix/,
      );
      expect(readFileSync(path.join(folder, "matrix-results", name), "utf8")).toBe("mine\n");
    },
  );

  it("shares no file with another name of it", async () => {
    const folder = project();
    expect((await fixture.run(folder, run)).status).toBe(0);
    const log = path.join(folder, "matrix-results/logs", firstLog);
    unlinkSync(log);
    linkSync(path.join(folder, "precious/keep.txt"), log);
    expect((await fixture.run(folder, run)).status).toBe(0);
    expect(keptIn(folder)).toEqual({ "keep.txt": "mine\n" });
  });

  /** As if the last run had been interrupted at its end. */
  function interrupt(folder: string): void {
    const file = path.join(folder, "matrix-results/results.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"complete": true', '"complete": false'));
    unlinkSync(path.join(folder, "ran"));
  }

  const ran = (folder: string) => readFileSync(path.join(folder, "ran"), "utf8").trimEnd().split("\n").sort();

  it("keeps no pass of a tag that names another commit now, and says so", async () => {
    const folder = fixture.repository(
      ["v1.0.0", { "grpc-evolution.yaml": configuration, "pair.mjs": pair }],
      ["v1.1.0", { "a.proto": before }],
    );
    expect((await fixture.run(folder, run)).status).toBe(0);
    interrupt(folder);
    commit(folder, "", { "a.proto": after });
    git(folder, "tag", "--force", "v1.1.0");
    const { stderr } = await fixture.run(folder, run);
    expect(stderr).toContain("3 of 4 pairs passed with another state of v1.1.0, and run again.");
    expect(stderr).toContain("1 of 4 pairs passed before the interruption and are kept");
    expect(ran(folder)).toEqual(["1.0/1.1", "1.1/1.0", "1.1/1.1"]);
  });

  it("keeps the passes of a tag that was made anew for the same commit", async () => {
    const folder = fixture.repository(
      ["v1.0.0", { "grpc-evolution.yaml": configuration, "pair.mjs": pair }],
      ["v1.1.0", { "a.proto": before }],
    );
    expect((await fixture.run(folder, run)).status).toBe(0);
    interrupt(folder);
    git(folder, "tag", "--force", "--annotate", "--message", "again", "v1.1.0", "v1.1.0^{commit}");
    const { stderr } = await fixture.run(folder, run);
    expect(stderr).toContain("4 of 4 pairs passed before the interruption and are kept");
  });
});

/** A line that a build server would take as a command: GitHub and Azure Pipelines look for these. */
const command = /^\s*::|##\[|##vso\[/im;

describe.skipIf(isWindows)("what a build server obeys", () => {
  const names = [
    "::error title=taken::over",
    "##[error]taken",
    "a ::stop-commands::all",
    "x##vso[task.setvariable variable=a]b",
    "##VSO[task.complete result=Succeeded;]ok",
  ];
  const [, group = ""] = names;
  const check = ["check", "--before", "a", "--after", "b"];
  let folder: string;

  beforeAll(() => {
    folder = fixture.folder();
    for (const [index, name] of names.entries()) {
      const apart = (text: string) => text.replace("package acme", `package acme${index}`);
      write(folder, { [`a/${name}.proto`]: apart(before), [`b/${name}.proto`]: apart(after) });
    }
  });

  it.each(["text", "markdown", "json", "sarif", "junit"])("is no command in a path as %s", async (format) => {
    const { status, stdout, stderr } = await fixture.run(folder, [...check, "--format", format]);
    expect(status).toBe(1);
    for (const word of ["taken", "over", "stop-commands", "setvariable", "Succeeded"]) {
      expect(stdout).toContain(word);
    }
    expect(stdout).not.toMatch(command);
    expect(stderr).not.toMatch(command);
  });

  it("is what was written, for programs", async () => {
    const { stdout } = await fixture.run(folder, [...check, "--format", "json"]);
    const { findings } = JSON.parse(stdout) as { findings: { file: string }[] };
    expect(findings.map(({ file }) => file)).toContain(`${group}.proto`);
  });

  it("is only an annotation for GitHub", async () => {
    const { stdout } = await fixture.run(folder, [...check, "--format", "github"]);
    for (const line of stdout.trimEnd().split("\n")) {
      expect(line).toMatch(/^(::(error|warning|notice) file=|grpc-evolution: )/);
      expect(line).not.toMatch(/##\[|##vso\[/i);
    }
  });

  it.each(someOf(names, 2))("is no command in a mistake: %s", async (name) => {
    const wrong = fixture.folder({
      [`a/${name}.proto`]: "message {\n",
      "grpc-evolution.yaml": `"${name}": 1\n`,
      "none.yaml": "",
    });
    for (const args of [
      ["check", "--before", "a", "--after", "a", "--config", "none.yaml"],
      [name],
      ["check"],
    ]) {
      const { status, stderr } = await fixture.run(wrong, args, { GRPC_EVOLUTION_DEBUG: "1" });
      expect(status).toBe(2);
      expect(stderr).not.toMatch(command);
    }
  });

  it.each(someOf(["text", "markdown", "json"], 3))(
    "is no command where it is a component or printed by a pair, as %s",
    async (format) => {
      const pairs = names.map((name) => `  - { client: "${name}", server: "${name}" }\n`).join("");
      const matrix = fixture.folder({
        "grpc-evolution.yaml": `releases: ["1.0"]\nwindow: { upgrade: 1, downgrade: 1 }\ncomponents:\n${pairs}`,
        "pair.mjs": `console.log(${JSON.stringify(names.map((name) => `${name}\n\t${name}`).join("\n"))}); process.exit(1);`,
      });
      for (const run of [[], ["--run", "node pair.mjs {client} {server}"]]) {
        const { stdout, stderr } = await fixture.run(matrix, ["matrix", "--format", format, ...run]);
        expect(stdout).toContain("taken");
        expect(stdout).not.toMatch(command);
        expect(stderr).not.toMatch(command);
      }
    },
  );
});

describe.skipIf(isWindows)("something odd in the place of a file", () => {
  const makers: [string, (place: string) => void][] = [
    ["a pipe", makePipe],
    ["a folder", (place) => mkdirSync(place)],
    ["a device", (place) => symlinkSync("/dev/zero", place)],
    ["a link to nothing", (place) => symlinkSync("gone", place)],
    ["a link to itself", (place) => symlinkSync(path.basename(place), place)],
  ];

  it.each(makers)("%s is no configuration", async (_, make) => {
    const folder = fixture.repository(["v1.0", { "a.proto": before }]);
    make(path.join(folder, "grpc-evolution.yaml"));
    expect(await refusal(folder, ["check"])).toMatch(/^grpc-evolution\.yaml /);
  });

  it("a configuration may be a pipe that somebody names", async () => {
    const folder = fixture.repository(["v1.0", { "a.proto": before }]);
    const line = `printf 'protos: [none]' | "$0" "$@"`;
    const args = [process.execPath, fixture.bundle, "check", "--config", "/dev/stdin"];
    const { status, stderr } = await runProgram("sh", ["-c", line, ...args], folder, {});
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("none") });
  });

  it("a named configuration without an end is not read to it", async () => {
    const folder = fixture.repository(["v1.0", { "a.proto": before }]);
    const line = `yes '# more' | "$0" "$@"`;
    const args = [process.execPath, fixture.bundle, "check", "--config", "/dev/stdin"];
    const { status, stderr } = await runProgram("sh", ["-c", line, ...args], folder, {});
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/is larger than 1 MB/) });
  });

  it.each(someOf(makers, 2))("%s is no ledger", async (_, make) => {
    const folder = fixture.repository([
      "v1.0",
      { "grpc-evolution.yaml": "history: { include: [old.json] }\n", "a.proto": before },
    ]);
    make(path.join(folder, "old.json"));
    expect(await refusal(folder, ["check"])).toMatch(/old\.json .*history\.include/);
  });

  it.each(makers.filter(([name]) => name !== "a folder"))("%s is no schema of a folder", async (_, make) => {
    const folder = fixture.folder({ "a/x.proto": before, "b/x.proto": before });
    make(path.join(folder, "b/y.proto"));
    expect(await refusal(folder, ["check", "--before", "a", "--after", "b"])).toMatch(/^b\/y\.proto /);
  });

  it("a folder with the name of a schema is a folder", async () => {
    const folder = fixture.folder({ "a/x.proto": before, "b/x.proto/x.proto": before });
    expect((await fixture.run(folder, ["check", "--before", "a", "--after", "b"])).status).toBe(0);
  });

  it("a folder is no place for a report", async () => {
    const folder = fixture.folder({ "a/x.proto": before });
    expect(await refusal(folder, ["check", "--before", "a", "--after", "a", "--output", "a"])).toMatch(
      /^a cannot be written \(EISDIR\)/,
    );
  });

  // Other systems take no such names.
  it.skipIf(process.platform !== "linux").each(["m\xe9.proto", "d\xe9"])(
    "a name that is not UTF-8 is refused: %s",
    async (name) => {
      const folder = fixture.folder({ "a/x.proto": before, "b/x.proto": before, "b/y/y.proto": before });
      const place = Buffer.from(`b/${name}`, "latin1");
      const from = path.join(folder, name.endsWith(".proto") ? "b/y/y.proto" : "b/y");
      renameSync(from, Buffer.concat([Buffer.from(`${folder}/`), place]));
      expect(await refusal(folder, ["check", "--before", "a", "--after", "b"])).toMatch(/ is not UTF-8\. /);
    },
  );

  it("a path that is too long is refused", async () => {
    const folder = fixture.folder({ "a/x.proto": before });
    const inside = { cwd: path.join(folder, "a") };
    const deeper = 'name=$(printf "%0250d" 0); for i in $(seq 17); do mkdir $name; cd -P $name; done';
    execFileSync("sh", ["-c", deeper], inside);
    const message = await refusal(folder, ["check", "--before", "a", "--after", "a"]);
    // Node would give the whole path to the system.
    execFileSync("sh", ["-c", "rm -r 0*"], inside);
    expect(message).toMatch(/\(ENAMETOOLONG\)/);
  });

  it.skipIf(process.getuid?.() === 0)("a folder that cannot be read is refused", async () => {
    const folder = fixture.folder({ "a/x.proto": before, "b/x.proto": before, "b/y/y.proto": before });
    execFileSync("chmod", ["000", path.join(folder, "b/y")]);
    const message = await refusal(folder, ["check", "--before", "a", "--after", "b"]);
    execFileSync("chmod", ["700", path.join(folder, "b/y")]);
    expect(message).toMatch(/^b\/y cannot be read \(EACCES\)/);
  });

  it("a closed stream keeps the exit status", async () => {
    const folder = fixture.folder({ "a/x.proto": before, "b/x.proto": after });
    const args = [process.execPath, fixture.bundle, "check", "--before", "a", "--after", "b"];
    for (const closed of [">&-", "2>&-", "<&-"]) {
      const { status } = await runProgram("sh", ["-c", `exec "$0" "$@" ${closed}`, ...args], folder, {});
      expect(status).toBe(1);
    }
  });
});

describe("a large schema", () => {
  const lines = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n)).join("\n");

  const withNote = (text: string) =>
    text.replace("message Storage {", "message Storage {\n  string note = 3;");
  const numbers = lines(125_000, (n) => String(10 + n * 2)).replaceAll("\n", ", ");
  const members = lines(60_000, (n) => `    bool f${n} = ${n + 20_000};`);
  const methods = lines(130_000, (n) => `  rpc M${n}(Storage) returns (Storage);`);
  const values = lines(60_000, (n) => `  V${n} = ${n};`);
  const large = {
    ranges: protocol(`  string source = 1;\n  reserved ${numbers};`),
    oneof: protocol(`  oneof pick {\n${members}\n  }`),
    values: `${protocol("")}enum Many {\n${values}\n}\n`,
  };

  const schemas: [what: string, older: string, newer: string][] = [
    ["reserved ranges in one statement", large.ranges, withNote(large.ranges)],
    ["members of a oneof", large.oneof, withNote(large.oneof)],
    ["values", large.values, withNote(large.values)],
    ["new methods", `${protocol("")}service Many {}\n`, `${protocol("")}service Many {\n${methods}\n}\n`],
  ];

  it.each(someOf(schemas, 4))("of many %s is judged before the fixture ends it", async (_, older, newer) => {
    const folder = fixture.folder({ "a/x.proto": older, "b/x.proto": newer });
    const { status, stderr } = await fixture.run(folder, ["check", "--before", "a", "--after", "b"], {
      NODE_OPTIONS: "--max-old-space-size=1024",
    });
    expect({ status, stderr }).toEqual({ status: expect.toBeOneOf([0, 1]), stderr: "" });
  });
});

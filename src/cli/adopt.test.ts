import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { git, write } from "../testing/git.js";
import type { Run } from "../testing/run-program.js";
import { unknownOrigin } from "./adopt/origin.js";
import { adoptTexts, type Host } from "./adopt/texts.js";
import { parseConfiguration } from "./project/configuration.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const first = { "protos/agent.proto": protocol("  string driver = 1;") };
const name = "grpc-evolution.yaml";

/** What the texts come to as files of a host. */
function textsFor(host: Host, pairs?: readonly ComponentPair[]): Record<string, string> {
  const files = adoptTexts(unknownOrigin, pairs).map(({ files, text }) => [files[host], text]);
  return Object.fromEntries(files.filter(([file]) => file !== undefined));
}

/** The files of a folder and below that git does not know. */
function newFiles(folder: string): string[] {
  const listed = git(folder, "ls-files", "--others", "-z");
  return listed.split("\0").filter(Boolean).sort();
}

function adopt(folder: string): Promise<Run> {
  return fixture.run(folder, ["init", "--adopt"]);
}

it.each<{ host: Host; remote: string }>([
  { host: "github", remote: "git@github.com:acme/gitlab-agent.git" },
  { host: "gitlab", remote: "https://gitlab.example.org/acme/agent.git" },
  { host: "gitlab", remote: "git@gitlab.com:acme/agent.git" },
])("writes every text into a fresh repository of $host: $remote", async ({ host, remote }) => {
  const folder = fixture.repository(["v1.0", first]);
  git(folder, "remote", "add", "origin", remote);
  const { status, stdout, stderr } = await adopt(folder);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  const texts = textsFor(host);
  expect(newFiles(folder)).toEqual([name, ...Object.keys(texts)].sort());
  for (const [file, text] of Object.entries(texts)) {
    expect(readFileSync(path.join(folder, file), "utf8"), file).toBe(text);
    expect(stderr).toContain(`grpc-evolution: wrote ${file}`);
  }
  expect(lstatSync(path.join(folder, "test/pair.sh")).mode & 0o111).not.toBe(0);
  const written = parseConfiguration(readFileSync(path.join(folder, name), "utf8"), name);
  expect(written.protos).toEqual(["protos/**/*.proto"]);
  expect((await fixture.run(folder, ["check"])).status).toBe(0);
});

it("says what is left to fill in", async () => {
  const { stderr } = await adopt(fixture.repository(["v1.0", first]));
  expect(stderr).toContain(
    "wrote .github/workflows/protocol.yml, which does not work until you fill in OWNER/REPOSITORY and REVISION as its head says.\n",
  );
  expect(stderr).toContain("wrote CONTRIBUTING.md.\n");
});

it("changes nothing that is there under any of its names, and prints what to add", async () => {
  const undeclared = [{ client: "client", server: "server", window: null, services: [] }];
  const own = {
    [name]: 'protos: ["protos/**"]\n',
    "docs/Contributing.md": "Ours\n",
    CODEOWNERS: "* @acme/all\n",
    ".github/PULL_REQUEST_TEMPLATE/feature.md": "Ours\n",
    ".github/workflows/protocol.yaml": "name: Ours\n",
    ".pre-commit-config.yaml": "repos: []\n",
    "docs/compatibility.md": "Ours\n",
    ".github/workflows/release.yml": "name: Ours\n",
    "test/pair.sh": "exit 0\n",
  };
  const folder = fixture.repository(["v1.0", { ...first, ...own }]);
  const { status, stdout, stderr } = await adopt(folder);
  expect(status).toBe(0);
  expect(newFiles(folder)).toEqual([".github/workflows/mixed-versions.yml", "REVIEWING.md"]);
  expect(git(folder, "diff", "--name-only")).toBe("");
  const texts = textsFor("github", undeclared);
  const places = {
    "CONTRIBUTING.md": "docs/Contributing.md",
    ".github/pull_request_template.md": ".github/PULL_REQUEST_TEMPLATE",
    ".github/CODEOWNERS": "CODEOWNERS",
    ".github/workflows/protocol.yml": ".github/workflows/protocol.yaml",
    ".pre-commit-config.yaml": ".pre-commit-config.yaml",
    "COMPATIBILITY.md": "docs/compatibility.md",
    ".github/workflows/release.yml": ".github/workflows/release.yml",
    "test/pair.sh": "test/pair.sh",
  };
  const blocks = Object.entries(places).map(([file, place]) => `==== Add to ${place} ====\n\n${texts[file]}`);
  expect(stdout).toBe(blocks.join("\n"));
  for (const place of [name, ...Object.values(places)]) {
    expect(stderr).toContain(`grpc-evolution: ${place} exists, and stays as it is.\n`);
  }
});

it("promises the window that the configuration has, in the names of its components", async () => {
  const own = "components: { client: controller, server: agent }\nwindow: { upgrade: 2, downgrade: 0 }\n";
  const folder = fixture.repository(["v1.0", { ...first, [name]: own }]);
  expect((await adopt(folder)).status).toBe(0);
  const policy = readFileSync(path.join(folder, "COMPATIBILITY.md"), "utf8");
  expect(policy).toContain("The controller works with the agent of each of the previous 2 releases.");
  expect(policy).toContain("The controller works with the agent of no later release.");
  expect(policy).not.toContain("every earlier release");
});

it("writes nothing where the configuration cannot be read", async () => {
  const folder = fixture.repository(["v1.0", { ...first, [name]: "window: { upgrade: -1 }\n" }]);
  const { status, stderr } = await adopt(folder);
  expect(status).toBe(2);
  expect(stderr).toContain(`${name}:1`);
  expect(newFiles(folder)).toEqual([]);
});

it("follows no link: neither one in place of a file, nor one in place of a folder", async () => {
  const outside = fixture.folder({ owners: "theirs\n", "folder/x": "" });
  const folder = fixture.repository(["v1.0", first]);
  mkdirSync(path.join(folder, ".github"));
  symlinkSync(path.join(outside, "owners"), path.join(folder, ".github/CODEOWNERS"));
  symlinkSync(path.join(outside, "folder"), path.join(folder, ".github/workflows"));
  symlinkSync(path.join(outside, "not-there"), path.join(folder, "CONTRIBUTING.md"));
  symlinkSync(path.join(outside, "config"), path.join(folder, name));
  const { status, stdout, stderr } = await adopt(folder);
  expect(status).toBe(0);
  expect(readdirSync(outside, { recursive: true }).sort()).toEqual(["folder", "folder/x", "owners"]);
  expect(readFileSync(path.join(outside, "owners"), "utf8")).toBe("theirs\n");
  expect(lstatSync(path.join(folder, "CONTRIBUTING.md")).isSymbolicLink()).toBe(true);
  expect(stderr).toContain("grpc-evolution: CONTRIBUTING.md exists, and stays as it is.\n");
  expect(stderr).toContain(
    "grpc-evolution: .github/workflows/protocol.yml was not written: its folder is a link, or no folder.\n",
  );
  expect(stdout.match(/^==== .* ====$/gm)).toEqual([
    "==== Add to CONTRIBUTING.md ====",
    "==== Add to .github/CODEOWNERS ====",
    "==== Add to .github/workflows/protocol.yml ====",
    "==== Add to .github/workflows/release.yml ====",
    "==== Add to .github/workflows/mixed-versions.yml ====",
  ]);
});

it("a file in place of a folder stays", async () => {
  const folder = fixture.repository(["v1.0", { ...first, ".github": "a file\n" }]);
  const { status, stderr } = await adopt(folder);
  expect(status).toBe(0);
  expect(stderr).toContain("its folder is a link, or no folder");
  expect(readFileSync(path.join(folder, ".github"), "utf8")).toBe("a file\n");
});

it("a second run changes nothing", async () => {
  const folder = fixture.repository(["v1.0", first]);
  await adopt(folder);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Adopt the guide");
  const { status, stdout, stderr } = await adopt(folder);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(stderr).not.toContain("wrote");
  expect(stderr).toContain("grpc-evolution: REVIEWING.md has this text already.\n");
  expect(stderr).toContain(`grpc-evolution: ${name} exists, and stays as it is.\n`);
  expect(git(folder, "status", "--short")).toBe("");
});

it("asks for no text that a file has among others", async () => {
  const folder = fixture.repository(["v1.0", first]);
  await adopt(folder);
  const place = path.join(folder, "CONTRIBUTING.md");
  const text = readFileSync(place, "utf8");
  write(folder, { "CONTRIBUTING.md": `# Ours\r\n\r\n${text.replaceAll("\n", "\r\n")}\r\nThe end\r\n` });
  expect((await adopt(folder)).stdout).toBe("");
  write(folder, { "CONTRIBUTING.md": text.slice(-100) });
  expect((await adopt(folder)).stdout).toContain("==== Add to CONTRIBUTING.md ====");
});

it("shows of a text that a file has for the most part only what differs", async () => {
  const folder = fixture.repository(["v1.0", first]);
  await adopt(folder);
  const place = path.join(folder, "COMPATIBILITY.md");
  const sentence = /^- \*\*Upgrades\.\*\* .*$/m;
  const edited = `# Ours\n\n${readFileSync(place, "utf8").replace(sentence, "- Nobody mixes releases.")}`;
  write(folder, { "COMPATIBILITY.md": edited });
  const wanted = sentence.exec(textsFor("github")["COMPATIBILITY.md"] ?? "")?.[0];
  const { stdout, stderr } = await adopt(folder);
  const [title, , hunk, ...lines] = stdout.trimEnd().split("\n");
  expect(title).toBe("==== Change in COMPATIBILITY.md, where you want it so ====");
  expect(hunk).toMatch(/^@@ -\d+,\d+ \+\d+,\d+ @@$/);
  expect(lines.filter((line) => !line.startsWith(" "))).toEqual(["-- Nobody mixes releases.", `+${wanted}`]);
  expect(stderr).toContain("grpc-evolution: COMPATIBILITY.md exists, and stays as it is.\n");
  expect(readFileSync(place, "utf8")).toBe(edited);
});

it("writes nothing below the top of the repository, nor where there is no protocol", async () => {
  const folder = fixture.repository(["v1.0", first]);
  const below = await adopt(path.join(folder, "protos"));
  expect(below.status).toBe(2);
  expect(below.stderr).toContain("This is not the top of the repository");
  expect(newFiles(folder)).toEqual([]);
  const empty = fixture.repository(["v1.0", { readme: "" }]);
  expect((await adopt(empty)).status).toBe(2);
  expect(newFiles(empty)).toEqual([]);
});

it("without --adopt writes the configuration alone", async () => {
  const folder = fixture.repository(["v1.0", first]);
  expect((await fixture.run(folder, ["init"])).status).toBe(0);
  expect(newFiles(folder)).toEqual([name]);
});

it("counts no pre-release among the releases", async () => {
  const folder = fixture.repository(["v1.0.0", first], ["v1.1.0", {}], ["v2.0.0-rc1", {}]);
  await fixture.run(folder, ["init"]);
  const text = readFileSync(path.join(folder, name), "utf8");
  expect(text).toContain("# Tags that are releases; 2 fit now, v1.1.0 is the newest.");
});

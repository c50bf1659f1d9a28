/** The packages that people install: the command alone, and the repository as pre-commit installs it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import sirv from "sirv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installLines, runLine, unknownOrigin } from "../cli/adopt/origin.js";
import { root } from "../root.js";
import { CommandFixture, protocol } from "./command.js";
import { runProgram } from "./run-program.js";
import { isThorough } from "./thorough.js";

/** npm takes its time on a machine that does other things as well. */
const limit = 120_000;

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

/** Runs npm without the settings of whoever runs the tests, and without a network. */
function npm(folder: string, ...args: string[]): string {
  const settings = { npm_config_cache: path.join(fixture.folder(), "cache"), npm_config_offline: "true" };
  const { PATH, HOME } = process.env;
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === "win32";
  const stdio = ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"];
  const env = { PATH, HOME, ...settings };
  return execFileSync("npm", args, { cwd: folder, encoding: "utf8", env, shell, stdio });
}

/** Packs what npm packs with these arguments, installs it into an empty project, and returns that. */
function install(...args: string[]): string {
  const project = fixture.folder({ "package.json": '{ "name": "project", "private": true }' });
  // pre-commit takes all that is printed for the name of the file.
  const printed = npm(root, "pack", "--pack-destination", project, ...args);
  expect(printed).toMatch(/^[\w.-]+\.tgz\n$/);
  npm(project, "install", "--no-audit", "--no-fund", `./${printed.trim()}`);
  return project;
}

async function expectToReport(project: string): Promise<void> {
  const folder = fixture.folder({
    "old/agent.proto": protocol("  int32 kind = 2;"),
    "new/agent.proto": protocol("  string driver = 2;"),
  });
  const command = path.join(project, "node_modules/.bin/grpc-evolution");
  const { version } = JSON.parse(readFileSync(path.join(root, "src/cli/package.json"), "utf8"));
  expect(await runProgram(command, ["--version"], folder, {})).toEqual({
    status: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
  const args = ["check", "--before", "old", "--after", "new", "--format", "json"];
  const installed = await runProgram(command, args, folder, {});
  expect(installed.status).toBe(1);
  expect(JSON.parse(installed.stdout).findings.map(({ check }: { check: string }) => check)).toContain(
    "R1/number-reused",
  );
  expect(installed).toEqual(await fixture.run(folder, args));
}

test(
  "the command alone runs from an empty project, and brings its licenses",
  async () => {
    const project = install("--workspace", "grpc-evolution");
    const installed = path.join(project, "node_modules/grpc-evolution");
    const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
    expect(manifest).not.toHaveProperty("private");
    expect(manifest).not.toHaveProperty("dependencies");
    expect(readFileSync(path.join(installed, "dist/LICENSE"), "utf8")).toContain("Apache License");
    const licenses = readFileSync(path.join(installed, "dist/LICENSES.txt"), "utf8");
    for (const library of ["@bufbuild/protobuf", "commander", "string-argv", "yaml", "zod"]) {
      expect(licenses).toMatch(new RegExp(`^${library} [\\d.]+ \\(`, "m"));
    }
    for (const license of licenses.split(`\n${"-".repeat(72)}\n`)) {
      expect(license).toMatch(/^ *Copyright .*\d|^Copyright \w/m);
      expect(license).toMatch(
        /END OF TERMS AND CONDITIONS|IN NO EVENT SHALL|THE SOFTWARE IS PROVIDED "AS IS"/,
      );
    }
    expect(licenses).toMatch(/^Copyright 2008 Google Inc\./m);
    // npm gave the project nothing else.
    const lock = JSON.parse(readFileSync(path.join(project, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages)).toEqual(["", "node_modules/grpc-evolution"]);
    await expectToReport(project);
  },
  limit,
);

test.runIf(isThorough)(
  "the file of a release installs by its address, and runs without being installed",
  async () => {
    const folder = fixture.folder({ "project/package.json": '{ "name": "project", "private": true }' });
    npm(root, "pack", "--pack-destination", folder, "--workspace", "grpc-evolution");
    const serve = sirv(folder);
    const server = createServer((request, response) => {
      // What stands before the name of the file is the path of a release.
      request.url = request.url?.replace(/^\/acme\/guide\/releases\/download\/v[\d.]+/, "");
      serve(request, response, () => {
        response.writeHead(404).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { version } = JSON.parse(readFileSync(path.join(root, "src/cli/package.json"), "utf8"));
      const repository = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/guide`;
      const origin = { ...unknownOrigin, isPublished: false, repository, release: { version, commit: "" } };
      // Whatever npm asks its registry for fails at once.
      const settings = {
        npm_config_registry: "http://127.0.0.1:1",
        npm_config_fetch_retries: "0",
        npm_config_audit: "false",
        npm_config_cache: path.join(folder, "cache"),
      };
      const project = path.join(folder, "project");
      const run = (line: string, cwd: string) => runProgram("bash", ["-ec", line], cwd, settings, limit);
      expect(await run(installLines(origin), project)).toMatchObject({ status: 0 });
      const printed = { status: 0, stdout: `${version}\n` };
      expect(await run("npx --no-install grpc-evolution --version", project)).toMatchObject(printed);
      expect(await run(runLine(origin, "--version"), fixture.folder())).toMatchObject(printed);
      const nowhere = await run("npx --no-install grpc-evolution --version", fixture.folder());
      expect(nowhere.status).not.toBe(0);
    } finally {
      server.close();
    }
  },
  limit,
);

test("a clone installs from its folder", async () => {
  const project = fixture.folder({ "package.json": '{ "name": "project", "private": true }' });
  npm(project, "install", "--no-audit", "--no-fund", "--save-dev", path.join(root, "src/cli"));
  await expectToReport(project);
});

test.runIf(isThorough)(
  "the repository brings the same command",
  async () => {
    await expectToReport(install());
  },
  limit,
);

test("the command is ASCII: of any other text V8 keeps two bytes a character, and takes a tenth longer to start", () => {
  expect(readFileSync(fixture.bundle, "utf8").match(/[^\0-\x7f]/g)).toBeNull();
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { demoFile, demoReleases } from "./files.js";
import { makeDemoRepository } from "./repository.js";

test.each(["1.0-rc1", ...demoReleases])("the schema of %s has no enum", (release) => {
  const text = readFileSync(demoFile(`releases/${release}/agent.proto`), "utf8");
  const { schema, problems } = readSchema([{ path: "agent.proto", text }]);
  expect(problems).toEqual([]);
  expect([...schema.enums.keys()]).toEqual([]);
});

test("the broken configuration differs from the right one in one line", () => {
  const lines = (file: string) => readFileSync(demoFile(file), "utf8").split("\n");
  const [right, broken] = [lines("grpc-evolution.yaml"), lines("broken/grpc-evolution.yaml")];
  expect(broken.filter((line, index) => line !== right[index])).toEqual(['    enabled: "2.0"']);
  expect(broken).toHaveLength(right.length);
});

describe("the repository of the demo", () => {
  let folder: string;
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "demo-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("has a commit and a tag for the pre-release and for each release", () => {
    makeDemoRepository(folder);
    const subjects = git("log", "--reverse", "--format=%s %D").trimEnd().split("\n");
    expect(subjects.map((line) => line.replace("HEAD -> main, ", ""))).toEqual(
      ["1.0-rc1", ...demoReleases].map((release) => `Release ${release} tag: ${release}`),
    );
    expect(git("status", "--porcelain")).toBe("");
    expect(git("show", "2.0:agent.proto")).toBe(readFileSync(demoFile("releases/2.0/agent.proto"), "utf8"));
  });

  it("has the configuration that it is given", () => {
    makeDemoRepository(folder, 'protos: ["agent.proto"]\n');
    expect(git("show", "4.0:grpc-evolution.yaml")).toBe('protos: ["agent.proto"]\n');
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { makeRepository } from "./repository.js";

test("a repository has the size that was asked for, and is the same for the same seed", async () => {
  const top = mkdtempSync(path.join(tmpdir(), "bench-test-"));
  const make = async (name: string, seed: number) => {
    const folder = path.join(top, name);
    mkdirSync(folder);
    await makeRepository(folder, { commits: 60, versions: 25, files: 5, fields: 20, releases: 20 }, seed);
    const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
    const versions = git("log", "--format=", "--raw", "--no-abbrev", "--root", "--", "protos").split("\n");
    return {
      tip: git("rev-parse", "HEAD"),
      commits: git("rev-list", "--count", "HEAD"),
      versions: new Set(versions.filter((line) => line !== "").map((line) => line.split(" ")[3])).size,
      tags: git("tag").split("\n").length,
    };
  };
  try {
    const made = await make("a", 1);
    expect(made).toMatchObject({ commits: "60", versions: 25, tags: 20 });
    expect(await make("b", 1)).toEqual(made);
    expect((await make("c", 2)).tip).not.toBe(made.tip);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});

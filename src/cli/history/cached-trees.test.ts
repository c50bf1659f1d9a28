import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commit, git } from "../../testing/git.js";
import { listTrees, type Tree } from "../git/trees.js";
import { Cache } from "./cache.js";
import { decodeTrees, encodeTrees, listTreesOnce } from "./cached-trees.js";

const pathspecs = [":(glob)**/*.proto"];

let folder: string;
let commits: string[];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "trees-")));
  git(folder, "init", "--quiet", "--initial-branch=main");
  const changes: Record<string, string>[] = [
    { "a.proto": "1", "b/c.proto": "2", "d.go": "3" },
    { "a.proto": "4" },
    { "e\n.proto": "5" },
    { "d.go": "6" },
  ];
  commits = changes.map((files, at) => {
    commit(folder, `${at}`, files);
    return git(folder, "rev-parse", "HEAD").trim();
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function entriesOf(trees: readonly Tree[]): unknown[] {
  return trees.map((tree) => [...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

test("trees are the same whether they were asked for before or not", async () => {
  const cache = new Cache(path.join(folder, ".git", "kept"));
  const [one = "", two = "", three = "", four = ""] = commits;
  const expected = await listTrees(folder, [four, one, two, one, three], pathspecs);
  const asked = async (...some: string[]) =>
    entriesOf(await listTreesOnce(cache, folder, four, some, pathspecs));
  expect(await asked(one, two)).toEqual(entriesOf(expected.slice(1, 3)));
  expect(await asked(one, two, one, three)).toEqual(entriesOf(expected.slice(1)));
  expect(await asked(one, two, one, three)).toEqual(entriesOf(expected.slice(1)));
  expect(await asked(four)).toEqual(entriesOf(expected.slice(0, 1)));
  expect(await asked()).toEqual([]);
});

test("what was kept is read in place of the repository, and stays when others are asked for", async () => {
  const kept = path.join(folder, ".git", "kept-2");
  const cache = new Cache(kept);
  const [one = "", two = ""] = commits;
  const [, first, second] = await listTrees(folder, [one, one, two], pathspecs);
  await listTreesOnce(cache, folder, one, [one], pathspecs);
  await listTreesOnce(cache, folder, one, [two], pathspecs);
  const nowhere = path.join(folder, "nowhere");
  const trees = await listTreesOnce(cache, nowhere, one, [one, two], pathspecs);
  expect(entriesOf(trees)).toEqual(entriesOf([first as Tree, second as Tree]));
  await expect(listTreesOnce(cache, nowhere, one, [one], ["*.go"])).rejects.toThrow();
  expect(readdirSync(kept)).toHaveLength(1);
});

test("what is not as it was written is not there", () => {
  const id = "a".repeat(40);
  const tree: Tree = new Map([["a.proto", { path: "a.proto", id, kind: "file" }]]);
  const text = encodeTrees(new Map([[id, tree]]));
  expect(decodeTrees(text)).toEqual(new Map([[id, tree]]));
  const wrong = [
    "",
    "[]",
    "null",
    text.slice(1),
    text.replace("[0]", "[1]"),
    text.replace("[0]", '["0"]'.repeat(2)),
    text.replace(",0]", ",3]"),
    text.replace('"a.proto"', "7"),
    text.replaceAll(id, "HEAD"),
    text.replace(id, `${id}\\n${id}`),
    text.replace(`"${id}",0`, `"--help",0`),
  ];
  for (const each of wrong) {
    expect(each).not.toBe(text);
    expect(decodeTrees(each)).toEqual(new Map());
  }
});

/** What may import what. Each guard is seen failing on a small graph before it looks at the repository's own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import cli from "../cli/package.json" with { type: "json" };
import { root } from "../root.js";
import { betweenFolders, circlesOf, type Ways, wrongWays } from "./import-guards.js";
import { type Import, readExplanation, readImports } from "./module-graph.js";

/** Rooms of the engine, each with those that it may import. */
const engineRooms: Record<string, string[]> = {
  source: [],
  schema: ["source"],
  identity: ["schema"],
  constraints: ["schema"],
  diff: ["identity", "constraints", "schema"],
  ledger: ["identity", "schema"],
  wire: ["schema"],
  window: ["diff", "schema"],
  rules: ["window", "ledger", "diff", "identity", "constraints", "wire", "schema", "source"],
  check: ["rules", "window", "wire", "ledger", "diff", "identity", "schema", "source"],
  analysis: ["check", "rules", "window", "wire", "diff", "identity", "schema", "source"],
  report: ["analysis", "check", "rules", "window", "wire", "identity", "schema", "source"],
};

/** Rooms of the command; `main.ts` stands above them all. */
const commandRooms: Record<string, string[]> = {
  terminal: [],
  adopt: ["terminal"],
  git: ["terminal"],
  history: ["git", "terminal"],
  project: ["history", "git", "terminal"],
  matrix: ["project", "terminal"],
  commands: ["adopt", "matrix", "project", "git", "terminal"],
};

/** What the pages are made of. Below it all are the engine and the types of `content`. */
const pageRooms: Ways = {
  "src/content": ["src/engine"],
  // A component may open the search; what searches is loaded then.
  "src/components": [
    "src/content",
    "src/engine",
    "src/search/open.ts",
    "src/page-text/shown-markdown.ts",
    "react",
    "@docusaurus",
  ],
  // What writes a page as Markdown is loaded by who wants it.
  "src/page-text": [
    "hast",
    "hast-util-from-html",
    "hast-util-to-mdast",
    "mdast-util-gfm",
    "mdast-util-to-markdown",
    "unist-util-visit",
  ],
  // What each page carries is a few kilobytes: no library, and nothing of the components.
  "src/hydration": ["src/search/keys.ts", "src/search/open.ts"],
  "src/search": ["src/content", "react", "@docusaurus", "minisearch"],
};

const engineLibraries = ["@bufbuild/protobuf"];
const commandLibraries = ["commander", "diff", "string-argv", "yaml", "zod"];

const all = readImports();
const imports = all.filter(({ from }) => !/\.test\.tsx?$/.test(from));

function graph(...edges: [from: string, to: string][]): Import[] {
  return edges.map(([from, to]) => ({ from, to }));
}

/** Rooms in a folder, with what each of them may import besides the others. */
function waysIn(folder: string, rooms: Record<string, string[]>, others: string[]): Ways {
  return Object.fromEntries(
    Object.entries(rooms).map(([room, targets]) => [
      `${folder}/${room}`,
      [...targets.map((target) => `${folder}/${target}`), ...others],
    ]),
  );
}

function roomsOf(folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  const rooms = entries
    .filter((entry) => entry.isDirectory() && entry.name !== "dist")
    .map(({ name }) => name);
  return rooms
    .filter((room) =>
      imports.some(({ from, to }) => [from, to].some((file) => file.startsWith(`${folder}/${room}/`))),
    )
    .sort();
}

describe("the graph of modules", () => {
  test("has imports of values and of types, what is loaded later, and workers", () => {
    const expected: [string, string][] = [
      ["src/engine/check/check.ts", "src/engine/check/evaluate.ts"],
      ["src/engine/check/request.ts", "src/engine/ledger/ledger.ts"],
      ["src/cli/commands/check.ts", "src/engine/check/check.ts"],
      ["src/pages/try.tsx", "src/playground/workbench/Workbench.tsx"],
      ["src/playground/sandbox/core.ts", "src/playground/sandbox/connect.ts"],
      ["src/playground/workbench/use-engine.ts", "src/playground/workbench/engine.worker.ts"],
      ["src/engine/wire/codec.ts", "@bufbuild/protobuf"],
    ];
    expect(all).toEqual(expect.arrayContaining(graph(...expected)));
  });

  test("is read from what the compiler says", () => {
    const explanation = `node_modules/@types/react/index.d.ts
   Imported via "react" from file 'src/a.tsx' with packageId '@types/react/index.d.ts@19.3.0'
node_modules/@scope/library/dist/part.d.ts
   Imported via "@scope/library/part" from file 'src/b.ts' with packageId '@scope/library/dist/part.d.ts@1.0.0'
   Imported via "./part.js" from file 'node_modules/@scope/library/dist/index.d.ts'
src/b.ts
   Imported via './b.js' from file 'src/a.tsx'
   Matched by include pattern 'src' in 'tsconfig.json'`;
    expect(readExplanation(explanation)).toEqual(
      graph(["src/a.tsx", "react"], ["src/b.ts", "@scope/library"], ["src/a.tsx", "src/b.ts"]),
    );
  });
});

describe("circles of files", () => {
  test("are seen, however long they are", () => {
    const two = graph(["a", "b"], ["b", "a"]);
    const three = graph(["c", "d"], ["d", "e"], ["e", "c"], ["e", "a"]);
    expect(circlesOf([...two, ...three])).toEqual([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
    expect(circlesOf(graph(["a", "a"]))).toEqual([["a"]]);
    expect(circlesOf(graph(["a", "b"], ["a", "c"], ["b", "c"]))).toEqual([]);
  });

  test("there are none", () => {
    expect(circlesOf(all)).toEqual([]);
  });
});

describe("folders that import each other", () => {
  test("are seen at every level, by way of others too", () => {
    const siblings = graph(["src/a/one.ts", "src/b/c/two.ts"], ["src/b/three.ts", "src/a/d/four.ts"]);
    expect(circlesOf(betweenFolders(siblings))).toEqual([["src/a", "src/b"]]);
    const withItsOwn = graph(["src/a/one.ts", "src/a/b/two.ts"], ["src/a/b/three.ts", "src/a/four.ts"]);
    expect(circlesOf(betweenFolders(withItsOwn))).toEqual([["src/a/*", "src/a/b"]]);
    const roundabout = graph(["a/1.ts", "b/1.ts"], ["b/2.ts", "c/1.ts"], ["c/2.ts", "a/2.ts"]);
    expect(circlesOf(betweenFolders(roundabout))).toEqual([["a", "b", "c"]]);
    const oneWay = graph(["a/b/1.ts", "a/c/1.ts"], ["a/1.ts", "a/b/1.ts"], ["a/b/1.ts", "a/b/2.ts"]);
    expect(circlesOf(betweenFolders(oneWay))).toEqual([]);
  });

  test("there are none", () => {
    // The programs of examples are documents, which use the library that evidence gives them.
    const own = imports.filter(({ from, to }) => [from, to].every((file) => file.startsWith("src/")));
    const ofCode = own.filter(({ to }) => !to.endsWith(".json"));
    expect(circlesOf(betweenFolders(ofCode))).toEqual([]);
  });
});

describe("what a room may import", () => {
  test("is nothing that its table does not name", () => {
    const ways = { "src/low": ["library"], "src/high": ["src/low"] };
    const wrong: [string, string][] = [
      ["src/low/a.ts", "src/high/b.ts"],
      ["src/low/a.ts", "library-of-another-name"],
      ["src/high/b.ts", "library"],
      ["src/high/b.ts", "src/lower/c.ts"],
    ];
    const right: [string, string][] = [
      ["src/low/a.ts", "library"],
      ["src/low/a.ts", "src/low/b.ts"],
      ["src/high/b.ts", "src/low/a.ts"],
      ["src/other/c.ts", "src/high/b.ts"],
    ];
    expect(wrongWays(graph(...wrong, ...right), ways)).toEqual(graph(...wrong));
  });

  test("points one way inside the engine, which needs nothing but protobuf-es", () => {
    expect(Object.keys(engineRooms).sort()).toEqual(roomsOf("src/engine"));
    expect(circlesOf(edgesOf(engineRooms))).toEqual([]);
    expect(wrongWays(imports, waysIn("src/engine", engineRooms, engineLibraries))).toEqual([]);
  });

  test("points one way inside the command, which needs the engine and its own libraries", () => {
    expect(Object.keys(commandRooms).sort()).toEqual(roomsOf("src/cli"));
    expect(circlesOf(edgesOf(commandRooms))).toEqual([]);
    expect(Object.keys(cli.devDependencies)).toEqual(expect.arrayContaining(commandLibraries));
    const others = ["src/engine", "src/cli/package.json", ...commandLibraries];
    expect(wrongWays(imports, waysIn("src/cli", commandRooms, others))).toEqual([]);
    // What bundles the command is no part of it.
    expect(wrongWays(imports, { "src/cli": [...others, "esbuild", "src/licenses"] })).toEqual([]);
  });

  test("lets components stand on engine and content, and the search beside them on its library", () => {
    expect(wrongWays(imports, pageRooms)).toEqual([]);
  });

  test("lets nothing but tests and tools need those", () => {
    const isSupport = (file: string) =>
      /^src\/(testing|tools)\/|\.test\.tsx?$|^vitest\.config\.ts$/.test(file);
    expect(imports.filter(({ from, to }) => isSupport(to) && !isSupport(from))).toEqual([]);
  });
});

function edgesOf(rooms: Record<string, string[]>): Import[] {
  return Object.entries(rooms).flatMap(([from, targets]) => targets.map((to) => ({ from, to })));
}

describe("the engine's compiler", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "engine-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("knows neither Node nor a page", () => {
    const lines = [
      "export const used = [1].toSorted();",
      "process.exit();",
      "Buffer.from([]);",
      "document.title;",
      "fetch;",
      "console.log();",
      "setTimeout;",
      'import "node:fs";',
      'import { readFileSync } from "node:fs";',
    ];
    writeFileSync(path.join(folder, "file.ts"), lines.join("\n"));
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
    const settings = {
      extends: path.join(root, "src/engine/tsconfig.json"),
      compilerOptions: { rootDir: "/" },
      files: ["file.ts"],
      include: [path.join(root, "src/engine")],
    };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
    const wrong = compile(folder).filter((line) => line.startsWith("file.ts"));
    expect(wrong.map((line) => Number(/^file\.ts\((\d+),/.exec(line)?.[1]))).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });
});

/** The problems that the compiler reports. */
function compile(folder: string): string[] {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "--pretty", "false", "-p", folder], {
      cwd: folder,
      encoding: "utf8",
    });
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.split("\n");
  }
}

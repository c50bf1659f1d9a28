import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { describe, expect, test } from "vitest";
import type { StateFiles } from "../git/state-files.js";
import type { EntryKind } from "../git/trees.js";
import { UserError } from "../terminal/user-error.js";
import { rootsIn } from "./buf-modules.js";
import { ImportPaths } from "./import-paths.js";
import { Protocol, type ProtocolFiles } from "./protocol.js";

/** A state with these files, as if they lay in a commit; a text without a syntax is proto3. */
function stateOf(files: Record<string, string>, links: string[] = []): StateFiles {
  const entries = [
    ...Object.keys(files).map((path) => ({ path, id: path, kind: "file" as EntryKind })),
    ...links.map((path) => ({ path, id: path, kind: "link" as EntryKind })),
  ];
  const sources = new Map<string, SourceText>(
    Object.entries(files).map(([path, text]) => [path, { path, text: `syntax = "proto3"; ${text}` }]),
  );
  for (const path of Object.keys(files).filter((each) => /buf.*\.yaml$/.test(each))) {
    sources.set(path, { path, text: files[path] ?? "" });
  }
  return {
    tree: new Map(entries.map((entry) => [entry.path, entry])),
    read: async (paths) => paths.flatMap((path) => sources.get(path) ?? []),
  };
}

const pathsOf = ({ judged, resolved }: ProtocolFiles) => ({
  judged: judged.map(({ path }) => path),
  resolved: resolved.map(({ path }) => path),
});

async function headOf(globs: string[], files: Record<string, string>) {
  const head = await new Protocol(globs).head(stateOf(files));
  return { ...pathsOf(head), unresolved: head.unresolved };
}

/** The files of an older state, for a head that has these files now. */
async function olderOf(globs: string[], now: Record<string, string>, before: Record<string, string>) {
  const protocol = new Protocol(globs);
  const head = await protocol.head(stateOf(now));
  const state = stateOf(before);
  const paths = protocol.candidates(state, head, new Set(Object.keys(now)));
  return pathsOf(await protocol.older(state, paths, head));
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    return `read ${JSON.stringify(await reading)}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe("the files of the head", () => {
  test("are what the globs choose, and what that imports, whatever its suffix", async () => {
    const files = {
      "api/a.proto": 'package p; import "common/b.proto"; import "c.protodevel"; message A {}',
      "common/b.proto": 'package q; import "common/d.proto"; message B {}',
      "common/d.proto": "package q; message D {}",
      "common/other.proto": "package q; message Other {}",
      "c.protodevel": "package r; message C {}",
    };
    expect(await headOf(["api/**/*.proto"], files)).toEqual({
      judged: ["api/a.proto", "c.protodevel", "common/b.proto", "common/d.proto"],
      resolved: [],
      unresolved: [],
    });
  });

  test("may import each other in a circle", async () => {
    const files = { "a.proto": 'import "b.proto";', "b.proto": 'import "a.proto";' };
    expect((await headOf(["a.proto"], files)).judged).toEqual(["a.proto", "b.proto"]);
  });

  test("what is left out resolves, and is not judged; what it imports and is not left out, is", async () => {
    const files = {
      "a.proto": 'import "vendor/b.proto"; message A {}',
      "vendor/b.proto": 'import "vendor/c.proto"; message B {}',
      "vendor/c.proto": "message C {}",
      "vendor/unused.proto": "message D {}",
    };
    expect(await headOf(["**/*.proto", "!vendor/**"], files)).toEqual({
      judged: ["a.proto"],
      resolved: ["vendor/b.proto", "vendor/c.proto"],
      unresolved: [],
    });
  });

  test("an import that no file fits is told", async () => {
    const files = { "a.proto": 'import "gone.proto"; import "google/protobuf/any.proto";' };
    expect((await headOf(["*.proto"], files)).unresolved).toEqual([
      { importer: "a.proto", imported: "gone.proto" },
      { importer: "a.proto", imported: "google/protobuf/any.proto" },
    ]);
  });

  test("links are no files", async () => {
    const head = await new Protocol(["**/*.proto"]).head(stateOf({ "a.proto": "" }, ["link.proto"]));
    expect(pathsOf(head).judged).toEqual(["a.proto"]);
  });
});

describe("the files of an older state", () => {
  const now = { "new/a.proto": "package p; message A {} message Late {}" };

  test("are found by their names where the folder has another one now", async () => {
    const before = {
      "old/a.proto": "package p; message A {}",
      "old/gone.proto": "package p; message Gone {}",
      "else/x.proto": "package q; message X {}",
    };
    expect((await olderOf(["new/**"], now, before)).judged).toEqual(["old/a.proto", "old/gone.proto"]);
  });

  test("are found where one of several packages moved into the globs", async () => {
    const both = { ...now, "new/b.proto": "package q; message B {}" };
    const before = {
      "new/b.proto": "package q; message B {}",
      "x/a.proto": "package p; message A {}",
    };
    expect((await olderOf(["new/**"], both, before)).judged).toEqual(["new/b.proto", "x/a.proto"]);
  });

  test("without a package are found by the names alone", async () => {
    const head = { "new/a.proto": "message A {}" };
    const before = { "old/a.proto": "message A {}", "old/b.proto": "message B {}" };
    expect((await olderOf(["new/**"], head, before)).judged).toEqual(["old/a.proto"]);
  });

  test("what still lies there and is not chosen never belonged to them", async () => {
    const other = { "test/a.proto": "package p; message A { int32 x = 1; }" };
    const before = { "new/a.proto": "package p; message A {}", ...other };
    expect((await olderOf(["new/**"], { ...now, ...other }, before)).judged).toEqual(["new/a.proto"]);
  });

  test("what is left out is not judged there either, wherever it lay", async () => {
    const globs = ["**/*.proto", "!vendor/**"];
    const before = {
      "new/a.proto": 'package p; import "vendor/v.proto"; message A {}',
      "vendor/v.proto": "package p; message V {}",
    };
    expect(await olderOf(globs, now, before)).toEqual({
      judged: ["new/a.proto"],
      resolved: ["vendor/v.proto"],
    });
  });

  test("are none where the protocol did not exist yet", async () => {
    expect(await olderOf(["new/**"], now, { "else/x.proto": "package q; message X {}" })).toEqual({
      judged: [],
      resolved: [],
    });
  });
});

describe("of two files that declare one name, and not in the same way", () => {
  const now = { "api/m.proto": "package p; message M { string a = 1; }" };
  const twin = "package p; message M { int32 a = 1; }";

  test("that inside of the globs counts", async () => {
    const before = { "aaa/m.proto": twin, "api/m.proto": now["api/m.proto"] };
    expect((await olderOf(["api/**"], now, before)).judged).toEqual(["api/m.proto", "aaa/m.proto"]);
    expect((await olderOf(["api/**"], now, { ...before, "zzz/m.proto": twin })).judged[0]).toBe(
      "api/m.proto",
    );
  });

  test("of several inside that which the head has", async () => {
    const before = { "api/copy.proto": twin, "api/m.proto": now["api/m.proto"] };
    expect((await olderOf(["api/**"], now, before)).judged).toEqual(["api/m.proto", "api/copy.proto"]);
  });

  test("of moved ones that with the name of the head's file", async () => {
    const before = { "old/copy.proto": twin, "old/m.proto": now["api/m.proto"] };
    expect((await olderOf(["api/**"], now, before)).judged[0]).toBe("old/m.proto");
  });

  test("where nothing decides, both are named", async () => {
    const before = { "old/m.proto": twin, "older/m.proto": now["api/m.proto"] };
    expect(await refusal(olderOf(["api/**"], now, before))).toBe(
      "p.M is declared in old/m.proto and in older/m.proto, and not the same.",
    );
    const gone = {
      "api/x.proto": "package p; message Gone {}",
      "api/y.proto": "package p; enum Gone { A = 0; }",
    };
    expect(await refusal(olderOf(["api/**"], now, gone))).toMatch(
      /^p\.Gone is declared in api\/x\.proto and in/,
    );
  });

  test("two that each count before the other are refused", async () => {
    const both = {
      "api/m.proto": "package p; message M { string a = 1; }",
      "api/n.proto": "package p; message N { string a = 1; }",
    };
    const before = {
      "api/m.proto": "package p; message M {} message N {}",
      "api/n.proto": "package p; message M { int32 x = 1; } message N { int32 x = 1; }",
    };
    expect(await refusal(olderOf(["api/**"], both, before))).toMatch(
      /api\/[mn]\.proto and in api\/[mn]\.proto/,
    );
  });

  test("in the same way they are no conflict", async () => {
    const before = { "old/m.proto": twin, "older/m.proto": twin };
    expect((await olderOf(["api/**"], now, before)).judged).toEqual(["old/m.proto", "older/m.proto"]);
  });
});

describe("an import", () => {
  test.each<[title: string, files: string[], importer: string, imported: string, expected: string | null]>([
    ["counts from the root", ["x/b.proto", "b.proto"], "a.proto", "b.proto", "b.proto"],
    ["from the folder of the file first", ["b.proto", "x/b.proto"], "x/a.proto", "b.proto", "x/b.proto"],
    ["from a folder above", ["x/y/b.proto"], "x/z/a.proto", "y/b.proto", "x/y/b.proto"],
    ["is found by its end", ["third/root/y/b.proto"], "x/a.proto", "y/b.proto", "third/root/y/b.proto"],
    ["is nothing that only ends alike", ["x/ab.proto"], "a.proto", "b.proto", null],
    ["of several the nearest", ["q/r/y/b.proto", "m/n/y/b.proto"], "m/a.proto", "y/b.proto", "m/n/y/b.proto"],
  ])("%s", (_, files, importer, imported, expected) => {
    expect(new ImportPaths([...files, importer], []).find(importer, imported)).toBe(expected);
    expect(new ImportPaths([importer, ...files.reverse()], []).find(importer, imported)).toBe(expected);
  });

  test("counts from the roots that buf.yaml declares before others that end alike", async () => {
    const files = {
      "api/a.proto": 'import "y/b.proto";',
      "aaa/y/b.proto": "message Wrong {}",
      "modules/one/y/b.proto": "message Right {}",
    };
    expect((await headOf(["api/**/*.proto"], files)).judged).toEqual(["api/a.proto", "aaa/y/b.proto"]);
    const declared = { ...files, "buf.yaml": "version: v2\nmodules:\n  - path: modules/one\n" };
    expect((await headOf(["api/**/*.proto"], declared)).judged).toEqual([
      "api/a.proto",
      "modules/one/y/b.proto",
    ]);
  });
});

test.each<[file: string, text: string, roots: string[]]>([
  ["buf.yaml", "version: v1\n", [""]],
  ["proto/buf.yaml", "version: v1\n", ["proto"]],
  ["buf.yaml", "version: v1beta1\nbuild: { roots: [proto, ./third] }\n", ["proto", "third"]],
  ["buf.work.yaml", "version: v1\ndirectories: [a, b/]\n", ["a", "b"]],
  [
    "x/buf.yaml",
    "version: v2\nmodules: [{ path: . }, { path: y/z }, { path: ../.. }, {}, null, 1]\n",
    ["x", "x/y/z"],
  ],
  ["buf.yaml", "modules: [&a [*a]]", [""]],
  ["buf.yaml", "{ not yaml", [""]],
  ["buf.yaml", "", [""]],
])("%s declares roots: %j", (file, text, roots) => {
  expect(rootsIn(file, text)).toEqual(roots);
});

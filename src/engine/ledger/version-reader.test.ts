import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Declarations } from "../identity/declaration.js";
import { declarationsOfFile } from "../identity/of-file.js";
import { parseProto } from "../schema/parse.js";
import { Interner } from "./interner.js";
import { VersionReader } from "./version-reader.js";

/** What a text declares, read as a whole. */
function wholly(text: string): Declarations | null {
  const { file, problems } = parseProto(text);
  return problems.length > 0 ? null : declarationsOfFile(file);
}

/** Pieces keep the order of the text, and a whole file has its messages first. */
function inOrder(declarations: Declarations | null): unknown {
  const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
  return declarations && { types: sorted(declarations.types), methods: sorted(declarations.methods) };
}

const newReader = () => new VersionReader(new Interner());

/** Statements that fit together in many ways, and some that do not. */
const statements = [
  'syntax = "proto2";\n',
  'syntax = "proto3";\n',
  'edition = "2023";\n',
  "package p;\n",
  "package p.q;\n",
  'import "other.proto";\n',
  "message A {\n  B b = 1;\n  C.Inner c = 2;\n}\n",
  "message A {\n  B b = 1;\n}\n",
  "message B {\n  optional int32 x = 1;\n}\n",
  "message C {\n  message Inner {\n    B b = 1;\n}\n}\n",
  'message D {\n  reserved 1;\n  reserved "x";\n}\n',
  "message E {\n  reserved y;\n}\n",
  "enum F {\n  F_UNSPECIFIED = 0;\n}\n",
  "service S {\n  rpc Get(A) returns (p.B);\n}\n",
  "extend A {\n  optional int32 more = 100;\n}\n",
  "message G {\n  extend A {\n    optional B most = 101;\n  }\n}\n",
  "/* a comment\n}\n that goes on */\n",
  "// }\n}\n",
  "};\n",
  "option (o) = {\n  x: 1\n}\n;\n",
  "\ufeff",
];

test("versions declare the same, read in pieces and as a whole, whatever was read before", () => {
  const version = fc.array(fc.constantFrom(...statements), { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), (texts) => {
      const reader = newReader();
      for (const text of texts) expect(inOrder(reader.read(text))).toEqual(inOrder(wholly(text)));
    }),
    { numRuns: 1000 },
  );
});

test("files of all kinds declare the same", () => {
  const corpus = new URL("../schema/corpus/", import.meta.url);
  const reader = newReader();
  for (const name of readdirSync(corpus)) {
    const text = readFileSync(new URL(name, corpus), "utf8");
    expect(inOrder(reader.read(text)), name).toEqual(inOrder(wholly(text)));
  }
});

const file = (...messages: string[]) => `syntax = "proto3";\npackage p;\n${messages.join("")}`;

test("what stays between two versions is the same object", () => {
  const reader = newReader();
  const [a, b] = ["message A {\n  B b = 1;\n}\n", "message B {\n  int32 x = 1;\n}\n"];
  const before = reader.read(file(a, b));
  const after = reader.read(file(a, "message B {\n  int32 y = 1;\n}\n"));
  expect(after?.types[0]).toBe(before?.types[0]);
  expect(after?.types[1]).not.toBe(before?.types[1]);
});

test("a type is another one where another message of the file gets its name", () => {
  const reader = newReader();
  const [a, b] = ["message A {\n  B b = 1;\n}\n", "message B {\n}\n"];
  const typeIn = (text: string) => reader.read(text)?.types[0]?.members[0]?.type;
  expect(typeIn(file(a, b))).toBe("p.B");
  expect(typeIn(file(a))).toBe("B");
  expect(typeIn(file(a, b))).toBe("p.B");
});

test("equal messages of two packages are told apart", () => {
  const reader = newReader();
  const messages = "message A {\n}\nmessage B {\n}\n";
  const packages = ["p", "q"].map(
    (name) => reader.read(`syntax = "proto3";\npackage ${name};\n${messages}`)?.types[1]?.package,
  );
  expect(packages).toEqual(["p", "q"]);
});

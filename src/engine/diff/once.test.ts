import { expect, test } from "vitest";
import { readSchema, type SourceText } from "../schema/read.js";
import { diffSchemas } from "./diff.js";

const source = (path: string, text: string): SourceText => ({ path, text: `syntax = "proto3"; ${text}` });

const before = source("m.proto", "message M { string a = 1; Part part = 2; }");
const after = source("m.proto", "message M { string a = 1; Piece part = 2; }");
const piece = source("part.proto", "message Piece { string a = 1; string b = 2; }");

/** The kinds of the changes from a state in which `Part` looks like this. */
function kindsFrom(part: string): string[] {
  const older = readSchema([before, source("part.proto", `message Part { ${part} }`)]).schema;
  const newer = readSchema([after, piece]).schema;
  return diffSchemas(older, newer).changes.map(({ kind }) => kind);
}

test("the same two messages differ in another way where their types went elsewhere", () => {
  expect(kindsFrom("string a = 1; string b = 2;")).toEqual(["message-moved"]);
  expect(kindsFrom("bytes x = 8; bytes y = 9;")).toEqual([
    "field-type-changed",
    "message-removed",
    "message-added",
  ]);
  expect(kindsFrom("string a = 1; string b = 2;")).toEqual(["message-moved"]);
});

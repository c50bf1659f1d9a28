import { expect, test } from "vitest";
import { changesBetween, schemaOf } from "../../testing/changes-between.js";
import { diffSchemas } from "./diff.js";

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "another package, with what changed in it",
    "package p; message M { string a = 1; string b = 2; string c = 3; }",
    "package q; message M { string a = 1; string b = 2; int32 z = 3; }",
    ["number-reused p.M.c = 3 → q.M.z = 3", "message-moved p.M → q.M"],
  ],
  [
    "another name, with all of its members",
    "message Old { string a = 1; string b = 2; }",
    "message New { string a = 1; string b = 2; }",
    ["message-moved Old → New"],
  ],
  [
    "an enum into a message",
    "enum E { A = 0; B = 1; }",
    "message M { enum E { A = 0; B = 1; C = 2; } }",
    ["message-added M", "value-added M.E.C = 2", "enum-moved E → M.E"],
  ],
  [
    "nothing in common",
    "message Old { string a = 1; string b = 2; }",
    "message New { int32 c = 1; }",
    ["message-removed Old", "message-added New"],
  ],
  [
    "several that fit",
    "message Old { string a = 1; string b = 2; }",
    "message One { string a = 1; string b = 2; } message Two { string a = 1; string b = 2; }",
    ["message-removed Old", "message-added One", "message-added Two", "move-ambiguous Old → One or Two"],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});

test("a history that knows better is believed", () => {
  const before = schemaOf("message Old { string a = 1; string b = 2; }");
  const after = schemaOf("message Copy { string a = 1; string b = 2; } message New { int32 z = 1; }");
  const kindsWith = (moved: { before: string; after: string }[]) => {
    const moves = { moved: moved.map((move) => ({ kind: "message" as const, ...move })), ambiguous: [] };
    return diffSchemas(before, after, moves).changes.map(({ kind }) => kind);
  };
  expect(kindsWith([])).toEqual(["message-removed", "message-added", "message-added"]);
  expect(kindsWith([{ before: "Old", after: "New" }])).toEqual([
    "number-reused",
    "field-removed",
    "message-moved",
    "message-added",
  ]);
});

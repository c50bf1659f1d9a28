import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const proto2 = (body: string) => `syntax = "proto2"; message M { ${body} }`;
const proto3 = (body: string) => `message M { ${body} }`;

test.each<[title: string, before: string, after: string, changes: string[]]>([
  ["nothing, whatever the order", "string a = 1; string b = 2;", "string b = 2; string a = 1;", []],
  ["a new field", "", "string a = 1;", ["field-added M.a = 1"]],
  ["a field that is gone", "string a = 1;", "", ["field-removed M.a = 1"]],
  [
    "a field that is gone and reserved",
    "string a = 1;",
    'reserved 1; reserved "a";',
    ["field-removed M.a = 1, number reserved, name reserved"],
  ],
  [
    "another name, same number and type",
    "string a = 1;",
    "string b = 1;",
    ["field-renamed M.a = 1 → M.b = 1"],
  ],
  [
    "another name and another type: the number went to another field",
    "string a = 1;",
    "int32 b = 1;",
    ["number-reused M.a = 1 → M.b = 1"],
  ],
  [
    "another name and another cardinality",
    "string a = 1;",
    "repeated string b = 1;",
    ["number-reused M.a = 1 → M.b = 1"],
  ],
  [
    "another name, while the old one lives on",
    "string a = 1;",
    "string b = 1; string a = 2;",
    ["field-renumbered M.a = 1 → M.a = 2", "number-reused M.a = 1 → M.b = 1"],
  ],
  [
    "another name, while a new field of another type takes the old one",
    "int32 priority = 3;",
    "int32 rank = 3; string priority = 15;",
    ["field-renamed M.priority = 3 → M.rank = 3", "field-added M.priority = 15"],
  ],
  [
    "a name that says that it is the older one, while a new field takes the old one",
    "int32 priority = 3; int32 other = 4;",
    "int32 deprecated_priority = 3; int32 other = 4; int32 priority = 15;",
    ["field-renamed M.priority = 3 → M.deprecated_priority = 3", "field-added M.priority = 15"],
  ],
  [
    "names exchanged",
    "string a = 1; string b = 2;",
    "string b = 1; string a = 2;",
    [
      "field-renumbered M.a = 1 → M.a = 2",
      "number-reused M.a = 1 → M.b = 1",
      "field-renumbered M.b = 2 → M.b = 1",
      "number-reused M.b = 2 → M.a = 2",
    ],
  ],
  ["another number", "string a = 1;", "string a = 2;", ["field-renumbered M.a = 1 → M.a = 2"]],
  ["another type", "int32 a = 1;", "int64 a = 1;", ["field-type-changed M.a = 1: int32 → int64"]],
  [
    "another type of the same simple name",
    "message T {} T a = 1; message N { message T { int32 x = 1; } }",
    "message T {} N.T a = 1; message N { message T { int32 x = 1; } }",
    ["field-type-changed M.a = 1: M.T → M.N.T"],
  ],
  [
    "another cardinality",
    "string a = 1;",
    "repeated string a = 1;",
    ["field-cardinality-changed M.a = 1: string → repeated string"],
  ],
  [
    "a list to a map",
    "message E { string key = 1; string value = 2; } repeated E a = 1;",
    "message E { string key = 1; string value = 2; } map<string, string> a = 1;",
    ["field-cardinality-changed M.a = 1: repeated M.E → map<string, string>"],
  ],
  [
    "presence",
    "string a = 1;",
    "optional string a = 1;",
    ["field-presence-changed M.a = 1: implicit → explicit"],
  ],
  [
    "a packed list to a single number",
    "repeated int32 a = 1;",
    "int32 a = 1;",
    ["field-cardinality-changed M.a = 1: repeated int32 → int32"],
  ],
  [
    "packing",
    "repeated int32 a = 1;",
    "repeated int32 a = 1 [packed = false];",
    ["field-packing-changed M.a = 1: packed → expanded"],
  ],
  [
    "the name in JSON alone",
    "string a = 1;",
    'string a = 1 [json_name = "b"];',
    ["field-json-name-changed M.a = 1: a → b"],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(proto3(before), proto3(after))).toEqual(changes);
});

test("a declared default", () => {
  expect(
    changesBetween(proto2("optional int32 a = 1 [default = 1];"), proto2("optional int32 a = 1;")),
  ).toEqual(["field-default-changed M.a = 1: 1 → null"]);
});

test("a group that becomes a message is encoded in another way", () => {
  const before = proto2("optional group G = 1 { optional int32 x = 1; }");
  const after = proto2("message G { optional int32 x = 1; } optional G g = 1;");
  expect(changesBetween(before, after)).toEqual(["field-type-changed M.g = 1: M.G"]);
});

test("a type that moved is the same type, also for the field that was renamed with it", () => {
  const before =
    "package p; message M { repeated T old = 1; map<string, T> map = 2; } message T { int32 x = 1; int32 y = 2; }";
  const after =
    "package p; message M { repeated U new = 1; map<string, U> map = 2; } message U { int32 x = 1; int32 y = 2; }";
  expect(changesBetween(before, after)).toEqual([
    "field-renamed p.M.old = 1 → p.M.new = 1",
    "message-moved p.T → p.U",
  ]);
});

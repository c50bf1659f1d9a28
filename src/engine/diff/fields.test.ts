import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const edition = (fields: string, utf8 = "VERIFY") =>
  `edition = "2023"; option features.utf8_validation = ${utf8}; message M { ${fields} }`;
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
    [
      "field-renamed M.priority = 3 → M.rank = 3",
      "field-added M.priority = 15",
      "name-taken M.priority = 3 → M.priority = 15",
    ],
  ],
  [
    "a name that says that it is the older one, while a new field takes the old one",
    "int32 priority = 3; int32 other = 4;",
    "int32 deprecated_priority = 3; int32 other = 4; int32 priority = 15;",
    [
      "field-renamed M.priority = 3 → M.deprecated_priority = 3",
      "field-added M.priority = 15",
      "name-taken M.priority = 3 → M.priority = 15",
    ],
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
  [
    "the name in JSON of a field that is gone",
    "string a_b = 1;",
    "int32 aB = 2;",
    ["field-removed M.a_b = 1", "field-added M.aB = 2", "name-taken M.a_b = 1 → M.aB = 2"],
  ],
  [
    "the name of a field that lives on under another number, for a number that was another's",
    "string a = 1; int32 b = 2;",
    'string c = 1 [json_name = "b"]; int32 b = 2 [json_name = "c"];',
    [
      "field-renamed M.a = 1 → M.c = 1",
      "field-json-name-changed M.b = 2: b → c",
      "name-taken M.b = 2 → M.c = 1",
    ],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(proto3(before), proto3(after))).toEqual(changes);
});

test("a declared default", () => {
  expect(
    changesBetween(proto2("optional int32 a = 1 [default = 1];"), proto2("optional int32 a = 1;")),
  ).toEqual(["field-default-changed M.a = 1: 1 → 0"]);
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

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "proto2 and proto3",
    proto2("optional string a = 1;"),
    proto3("optional string a = 1;"),
    ["unverified → verified"],
  ],
  ["a list", proto3("repeated string a = 1;"), proto2("repeated string a = 1;"), ["verified → unverified"]],
  [
    "keys of a map",
    proto2("map<string, bytes> a = 1;"),
    proto3("map<string, bytes> a = 1;"),
    ["unverified → verified"],
  ],
  [
    "values of a map",
    proto2("map<int32, string> a = 1;"),
    proto3("map<int32, string> a = 1;"),
    ["unverified → verified"],
  ],
  ["proto3 and an edition", proto3("optional string a = 1;"), edition("string a = 1;"), []],
  [
    "proto2 and an edition",
    proto2("optional string a = 1;"),
    edition("string a = 1;"),
    ["unverified → verified"],
  ],
  [
    "a feature of a field",
    edition("string a = 1;"),
    edition("string a = 1 [features.utf8_validation = NONE];"),
    ["verified → unverified"],
  ],
  ["of its file", edition("string a = 1;", "NONE"), edition("string a = 1;"), ["unverified → verified"]],
  [
    "of both, which says the same",
    edition("string a = 1;", "NONE"),
    edition("string a = 1 [features.utf8_validation = NONE];"),
    [],
  ],
  [
    "what is no text",
    edition("bytes a = 1; map<int32, bool> b = 2;", "NONE"),
    edition("bytes a = 1; map<int32, bool> b = 2;"),
    [],
  ],
])("whether text is verified to be UTF-8: %s", (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(
    changes.map((change) => `field-utf8-changed M.a = 1: ${change}`),
  );
});

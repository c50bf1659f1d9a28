import { describe, expect, test } from "vitest";
import { readSchema } from "./read.js";

const options = 'import "google/protobuf/descriptor.proto"; ';

/** Problems of a file, each as `line:column: message`; the first line is the syntax. */
function problemsOf(syntax: "proto2" | "proto3" | "2023", body: string): string[] {
  const first = syntax === "2023" ? 'edition = "2023";' : `syntax = "${syntax}";`;
  const { problems } = readSchema([{ path: "a.proto", text: `${first}\n${body}` }]);
  return problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

test.each(["proto2", "proto3"] as const)("only editions have features: %s", (syntax) => {
  const expected = `2:8: features belong to editions, and this file is ${syntax}; remove them`;
  expect(problemsOf(syntax, "option features.utf8_validation = VERIFY;")).toEqual([expected]);
  expect(problemsOf(syntax, "option features = {};")).toEqual([expected]);
});

test("two files that extend a message under one number are refused", () => {
  const host = 'syntax = "proto2"; message Host { extensions 100 to 199; }';
  const extension = (name: string) =>
    `syntax = "proto2"; import "host.proto"; extend Host { optional int32 ${name} = 100; }`;
  const files = (one: string, other: string) => [
    { path: "host.proto", text: host },
    { path: "one.proto", text: extension(one) },
    { path: "other.proto", text: extension(other) },
  ];
  expect(readSchema(files("a", "b")).problems).toMatchObject([
    {
      file: "other.proto",
      line: 1,
      column: 74,
      message: expect.stringContaining('"a" in one.proto'),
      isReadable: true,
    },
  ]);
  expect(readSchema(files("a", "a")).problems).toEqual([]);
});

describe("what a compiler refuses", () => {
  test.each([
    [
      "proto3",
      "message A { int32 a = 1 [deprecated = true, deprecated = false]; }",
      '2:45: option "deprecated" is set twice; remove one',
    ],
    [
      "proto3",
      "message A { int32 a = 1; int32 b = 1; }",
      '2:36: field number 1 is used twice, by "a" and "b"; give one of them another number',
    ],
    [
      "proto3",
      "message A { int32 a = 1; oneof o { int32 b = 1; } }",
      '2:46: field number 1 is used twice, by "a" and "b"; give one of them another number',
    ],
    [
      "proto3",
      "message A { int32 a = 1; string a = 2; }",
      '2:33: "a" is declared twice here; rename one of them',
    ],
    [
      "proto3",
      "message A { int32 B = 1; message B {} }",
      '2:34: "B" is declared twice here; rename one of them',
    ],
    ["proto3", "message A {} service A {}", '2:9: "A" is declared twice here; rename one of them'],
    ["proto3", "enum A { X = 0; } enum B { X = 0; }", '2:28: "X" is declared twice here; rename one of them'],
    [
      "proto2",
      "message A { map<int32, int32> a_b = 1; map<int32, int32> aB = 2; }",
      '2:58: "ABEntry" is declared twice here; rename one of them',
    ],
    [
      "proto3",
      "message A {} service S { rpc M(A) returns (A); rpc M(A) returns (A); }",
      '2:52: "M" is declared twice here; rename one of them',
    ],
    [
      "proto3",
      "enum A { X = 0; Y = 1; Z = 1; }",
      '2:24: number 1 is used twice, by "Y" and "Z"; give one of them another number, or set allow_alias',
    ],
    ["proto3", "message A { reserved 2 to 4; int32 a = 3; }", "2:40: use of reserved field number `3`"],
    [
      "proto3",
      'message A { reserved "a"; int32 a = 3; }',
      '2:33: the name "a" is reserved; choose another one',
    ],
    ["proto3", "enum A { X = 0; reserved -4 to -2; Y = -3; }", "2:36: use of reserved enum value `-3`"],
    [
      "proto3",
      'enum A { X = 0; reserved "Y"; Y = 1; }',
      '2:31: the name "Y" is reserved; choose another one',
    ],
    [
      "proto3",
      "message A { reserved 1 to 5, 3; }",
      "2:30: 3 overlaps with another range; list every number once",
    ],
    ["proto3", 'message A { reserved "a", "a"; }', '2:27: "a" is reserved twice; remove one'],
    [
      "proto3",
      "message A { int32 a = 19000; }",
      '2:23: field number 19000 cannot be used: 19000 to 19999 are kept for protobuf itself; give "a" another one',
    ],
    [
      "proto3",
      "message A { int32 a = 19999; }",
      '2:23: field number 19999 cannot be used: 19000 to 19999 are kept for protobuf itself; give "a" another one',
    ],
    [
      "proto3",
      "message A { int32 a = 536870912; }",
      "2:23: field number 536870912 is out of range; use 1 to 536870911",
    ],
    [
      "proto2",
      "message A { extensions 4 to 6; optional int32 a = 5; }",
      '2:51: field number 5 is for extensions; give "a" another one',
    ],
    [
      "proto2",
      "message A { extensions 4 to 2147483646; }",
      "2:24: field number 2147483646 is out of range; use 1 to 536870911",
    ],
    ["proto3", "enum A { X = 1; }", '2:10: the first value of enum A must be zero; add one before "X"'],
    ["2023", "enum A { X = 1; }", '2:10: the first value of enum A must be zero; add one before "X"'],
    ["proto3", "enum A {}", "2:6: enum A has no value; add one for zero"],
    ["proto3", "message A { oneof o {} }", '2:19: oneof "o" has no field; add one or remove it'],
    [
      "proto2",
      "message A { int32 a = 1; }",
      '2:19: field "a" has no label; write "optional" before its type',
    ],
    [
      "proto3",
      "message A { required int32 a = 1; }",
      '2:28: proto3 has no required fields; remove "required" from "a"',
    ],
    [
      "2023",
      "message A { optional int32 a = 1; }",
      '2:28: editions have no label "optional"; set features.field_presence for "a"',
    ],
    [
      "2023",
      "message A { group G = 1 {} }",
      "2:19: only proto2 has groups; declare message G and a field of it",
    ],
    [
      "proto3",
      "message A { int32 a = 1 [default = 1]; }",
      '2:26: proto3 has no declared defaults; remove the one of "a"',
    ],
    ["proto3", "message A { extensions 1 to 4; }", "2:24: proto3 has no extension ranges; remove it"],
    [
      "proto3",
      "message A { map<float, int32> a = 1; }",
      '2:31: "float" cannot be the key of map "a"; use an integer type, bool or string',
    ],
    [
      "proto2",
      "message A { repeated map<int32, int32> a = 1; }",
      '2:40: map "a" has no label; remove "repeated"',
    ],
    [
      "proto3",
      "message A { oneof o { map<int32, int32> a = 1; } }",
      '2:41: map "a" cannot be in a oneof; move it out',
    ],
    [
      "proto2",
      "message A { extensions 1; } extend A { required int32 a = 1; }",
      '2:55: extension "a" cannot be required; make it optional',
    ],
    [
      "proto3",
      "option nothing = 1;",
      '2:8: option "nothing" does not exist for a file; the name of a custom one stands in parentheses',
    ],
    [
      "proto3",
      "message A { int32 a = 1 [nothing = true]; }",
      '2:26: option "nothing" does not exist for a field; the name of a custom one stands in parentheses',
    ],
    [
      "proto3",
      'option java_package = "a"; option java_package = "b";',
      '2:35: option "java_package" is set twice; remove one',
    ],
    [
      "proto3",
      'message A { int32 a = 1 [json_name = "x", json_name = "y"]; }',
      '2:43: option "json_name" is set twice; remove one',
    ],
    ["proto3", "service S { option deprecated = 1; }", '2:20: option "deprecated" must be true or false'],
    [
      "proto3",
      "option optimize_for = FAST;",
      '2:8: option "optimize_for" must be one of SPEED, CODE_SIZE, LITE_RUNTIME',
    ],
    ["proto3", "option java_package.x = 1;", '2:8: option "java_package" has no parts'],
    [
      "2023",
      "message A { option features.enum_type = OPEN; }",
      '2:20: option "features.enum_type" is not for a message',
    ],
    [
      "2023",
      "option features.utf8_validation = UTF8_VALIDATION_UNKNOWN;",
      '2:8: option "features.utf8_validation" must be one of VERIFY, NONE',
    ],
    [
      "2023",
      "option features.json_format = ALLOW; option features = { utf8_validation: NONE };",
      '2:45: option "features" is set twice; remove one',
    ],
    [
      "2023",
      "message A { repeated int32 a = 1 [packed = true]; }",
      '2:35: option "packed" does not exist any more in edition 2023',
    ],
    [
      "2023",
      "option features.enforce_naming_style = STYLE2024;",
      '2:8: option "features.enforce_naming_style" does not exist yet in edition 2023',
    ],
    [
      "proto3",
      "enum A { option allow_alias = true; X = 0; }",
      "2:17: enum A has no two values with one number; remove allow_alias",
    ],
    [
      "proto3",
      "message A { string a_b = 1; string aB = 2; }",
      '2:36: "a_b" and "aB" have the same name in JSON, "aB"; rename one of them',
    ],
    [
      "proto3",
      'message A { string a_b = 1 [json_name = "z"]; string aB = 2; }',
      '2:54: "a_b" and "aB" have the same name in JSON, "aB"; rename one of them',
    ],
    [
      "proto2",
      'message A { optional string b = 1; optional string a = 2 [json_name = "b"]; }',
      '2:52: "b" and "a" have the same name in JSON, "b"; rename one of them',
    ],
    [
      "2023",
      "message A { string a_b = 1; string aB = 2; }",
      '2:36: "a_b" and "aB" have the same name in JSON, "aB"; rename one of them',
    ],
    [
      "proto3",
      "enum Width { WIDTH_THIN = 0; THIN = 1; }",
      '2:30: "WIDTH_THIN" and "THIN" are the same without the name of the enum before them, "Thin"; rename one of them',
    ],
    [
      "proto2",
      "message A { extensions 100 to 199; } extend A { optional int32 a = 100; optional int32 b = 100; }",
      '2:92: "b" has number 100 of A, which "a" has as well; give one of them another number',
    ],
    [
      "proto2",
      "message A { extensions 100 to 199; } extend A { optional int32 a = 99; }",
      '2:68: 99 is in no extension range of A; give "a" another number',
    ],
    [
      "proto2",
      "message A { extensions 100; } extend A { map<int32, int32> a = 100; }",
      '2:60: extension "a" cannot be a map',
    ],
    [
      "proto2",
      'message A { extensions 100; } extend A { optional int32 a = 100 [json_name = "b"]; }',
      '2:66: extension "a" has its full name in JSON; remove json_name',
    ],
    ["proto2", "message A { extensions 100; } extend A {}", "2:38: this block extends nothing; remove it"],
    [
      "proto2",
      "enum A { X = 0; } extend A { optional int32 a = 100; }",
      '2:26: "A" is an enum; only messages have extensions',
    ],
    [
      "proto2",
      "extend A { optional int32 a = 100; }",
      '2:1: no type "A" is declared or imported; declare it or import its file',
    ],
    [
      "proto2",
      "message A { extensions 100 [declaration = { number: 100 reserved: true }]; } extend A { optional int32 a = 100; }",
      '2:108: extension number 100 is reserved; give "a" another one',
    ],
    [
      "proto2",
      'message A { extensions 100 [declaration = { number: 100 full_name: ".b" type: "int32" }]; } extend A { optional int32 a = 100; }',
      '2:123: extension number 100 is declared for "b"',
    ],
    [
      "proto2",
      'message A { extensions 100 [declaration = { number: 100 full_name: ".a" type: "string" }]; } extend A { optional int32 a = 100; }',
      '2:114: extension "a" is declared as string',
    ],
    [
      "proto2",
      "message A { extensions 100 [verification = DECLARATION]; }",
      "2:29: this range wants declarations and has none; add one for each extension",
    ],
    [
      "proto2",
      "message A { extensions 100 [declaration = { number: 99 reserved: true }]; }",
      "2:29: 99 is not in the range 100",
    ],
    [
      "proto3",
      `${options}extend google.protobuf.FieldOptions { string a = 999; }`,
      '2:93: 999 is in no extension range of google.protobuf.FieldOptions; give "a" another number',
    ],
    [
      "proto2",
      "message A { optional int32 a = 1 [default = 3000000000]; }",
      '2:35: the default of "a" is no value of int32',
    ],
    [
      "proto2",
      "message A { optional E a = 1 [default = Y]; } enum E { X = 0; }",
      '2:31: the default of "a" is no value of E',
    ],
    [
      "proto2",
      "message A { repeated string a = 1 [packed = true]; }",
      '2:36: "a" cannot be packed; only lists of numbers and enums can',
    ],
    [
      "2023",
      "message A { repeated int32 a = 1 [features.field_presence = IMPLICIT]; }",
      '2:35: features.field_presence does not fit "a"; remove it',
    ],
    [
      "2023",
      "enum E { option features.enum_type = CLOSED; X = 0; } message A { E a = 1 [features.field_presence = IMPLICIT]; }",
      '2:67: "a" has implicit presence, and E is a closed enum; open it, or use another type',
    ],
    [
      "proto3",
      "message A { option map_entry = true; }",
      '2:20: option "map_entry" is for compilers; write a field of type map<…>',
    ],
  ] as const)("%s: %s", (syntax, body, expected) => {
    expect(problemsOf(syntax, body)).toEqual([expected]);
  });

  test.each([
    ["proto3", "enum A { option allow_alias = true; X = 0; Y = 0; }"],
    ["proto2", "enum A { X = 1; }"],
    ["proto2", "message A { optional string a_b = 1; optional string aB = 2; }"],
    [
      "2023",
      "option features.json_format = LEGACY_BEST_EFFORT; message A { string a_b = 1; string aB = 2; }",
    ],
    ["proto3", 'message A { string a = 1 [json_name = "b"]; string b = 2 [json_name = "a"]; }'],
    ["proto3", "enum A { option allow_alias = true; A_X = 0; X = 0; }"],
    ["2023", "option features = { utf8_validation: NONE }; option features.json_format = ALLOW;"],
    [
      "proto2",
      "message A { extensions 100 to max; } extend A { optional group G = 100 { optional int32 x = 1; } repeated int32 r = 101 [packed = true]; }",
    ],
    [
      "proto2",
      'message A { extensions 1 to 9 [declaration = { number: 2 full_name: ".b" type: "A" }]; } extend A { optional int32 a = 1; }',
    ],
    [
      "proto3",
      `${options}extend google.protobuf.FieldOptions { string a = 50000; } message A { int32 x = 1 [(a) = "b"]; }`,
    ],
    ["2023", "enum A { option features.enum_type = CLOSED; X = 1; }"],
    ["proto3", "message A { int32 b = 2; int32 a = 1; reserved 3 to 5, 6; message M { int32 a = 1; } }"],
    ["proto2", "message A { option message_set_wire_format = true; extensions 4 to 2147483646; }"],
    ["proto2", "message A { oneof o { int32 a = 1; } map<int32, int32> m = 2; }"],
    ["proto3", "message A { int32 a = 18999; int32 b = 20000; }"],
  ] as const)("nothing is wrong with %s: %s", (syntax, body) => {
    expect(problemsOf(syntax, body)).toEqual([]);
  });

  test("each number of each of many ranges is found", () => {
    const ranges = Array.from({ length: 21 }, (_, at) => `${10 * at + 3} to ${10 * at + 5}`).join(", ");
    for (let number = 1; number < 220; number += 1) {
      const problems = problemsOf("proto3", `message A { reserved ${ranges}; int32 a = ${number}; }`);
      const reserved = number <= 205 && number % 10 >= 3 && number % 10 <= 5;
      expect(problems, `${number}`).toHaveLength(reserved ? 1 : 0);
    }
  });

  test("of many problems the first 20 are told", () => {
    const fields = Array.from({ length: 100 }, (_, at) => `int32 f${at} = 1;`).join("\n");
    const problems = problemsOf("proto3", `message A {\n${fields}\n}`);
    expect(problems).toHaveLength(20);
    expect(problems[0]).toMatch(/^4:/);
  });
});

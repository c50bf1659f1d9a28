import { describe, expect, test } from "vitest";
import { readSchema } from "./read.js";

/** Problems of a file, each as `line:column: message`; the first line is the syntax. */
function problemsOf(syntax: "proto2" | "proto3" | "2023", body: string): string[] {
  const first = syntax === "2023" ? 'edition = "2023";' : `syntax = "${syntax}";`;
  const { problems } = readSchema([{ path: "a.proto", text: `${first}\n${body}` }]);
  return problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

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
      "message A { option map_entry = true; }",
      '2:20: option "map_entry" is for compilers; write a field of type map<…>',
    ],
  ] as const)("%s: %s", (syntax, body, expected) => {
    expect(problemsOf(syntax, body)).toEqual([expected]);
  });

  test.each([
    ["proto3", "enum A { option allow_alias = true; X = 0; Y = 0; }"],
    ["proto2", "enum A { X = 1; }"],
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

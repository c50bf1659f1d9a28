import { describe, expect, test } from "vitest";
import { parseProto } from "./parse.js";
import { readSchema } from "./read.js";

/** Problems of one file, each as `line:column: message`. */
function problemsOf(text: string): string[] {
  const { problems } = readSchema([{ path: "a.proto", text }]);
  return problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe("what a statement says", () => {
  test("a field", () => {
    const { file, problems } = parseProto(
      'message A { repeated .b.C c = 0x1F [deprecated = true, (x.y).z = "w"]; }',
    );
    expect(problems).toEqual([]);
    expect(file.messages[0]?.fields).toEqual([
      {
        name: "c",
        number: 31,
        label: "repeated",
        type: ".b.C",
        mapKey: "",
        oneof: -1,
        group: null,
        options: [
          { name: "deprecated", value: { kind: "name", text: "true" }, at: 36, valueAt: 49, valueEnd: 53 },
          { name: "(x.y).z", value: { kind: "string", text: "w" }, at: 55, valueAt: 65, valueEnd: 68 },
        ],
        at: 26,
        from: 12,
        to: 70,
        typeAt: 21,
        typeEnd: 25,
        numberAt: 30,
        numberEnd: 34,
        optionsAt: 35,
        optionsEnd: 69,
      },
    ]);
  });

  test("ranges end with their last number, in messages and enums", () => {
    const { file } = parseProto(
      "message A { reserved 1, 3 to 5, 9 to max; } enum B { reserved -3 to -1, 7 to max; }",
    );
    expect(file.messages[0]?.reserved.map(({ start, end }) => [start, end])).toEqual([
      [1, 1],
      [3, 5],
      [9, 536870911],
    ]);
    expect(file.enums[0]?.reserved.map(({ start, end }) => [start, end])).toEqual([
      [-3, -1],
      [7, 2147483647],
    ]);
  });

  test("an aggregate in text format", () => {
    const text = "option (a) = { b: 1, c: [-2, x]; d < e: \"f\" 'g' > [h.i/j.K] { l: -inf } };";
    expect(parseProto(text).file.options[0]?.value).toEqual({
      kind: "message",
      fields: [
        { name: "b", value: { kind: "number", text: "1" } },
        {
          name: "c",
          value: {
            kind: "list",
            items: [
              { kind: "number", text: "-2" },
              { kind: "name", text: "x" },
            ],
          },
        },
        {
          name: "d",
          value: { kind: "message", fields: [{ name: "e", value: { kind: "string", text: "fg" } }] },
        },
        {
          name: "[h.i/j.K]",
          value: { kind: "message", fields: [{ name: "l", value: { kind: "name", text: "-inf" } }] },
        },
      ],
    });
  });

  test("comments that address the command, with their places", () => {
    const text =
      "// grpc-evolution: allow X -- why\nmessage A {} /* grpc-evolution: two */\n// not grpc-evolution: x\n";
    expect(parseProto(text).file.remarks).toEqual([
      { text: "allow X -- why", at: 0, end: 33 },
      { text: "two", at: 47, end: 72 },
    ]);
  });
});

describe("one wrong statement does not hide the rest", () => {
  const names = (text: string) => {
    const { file } = parseProto(text);
    return [...file.messages, ...file.enums, ...file.services].map(({ name }) => name);
  };

  test.each([
    ["a field without number", "message A { int32 x; }\nmessage B {}", ["A", "B"]],
    ["a missing semicolon", 'syntax = "proto3"\nmessage A { int32 x = 1 }\nmessage B {}', ["A", "B"]],
    ["an open string", 'import "a.proto;\nmessage A {}\nmessage B {}', ["A", "B"]],
    ["a name that is none", "message 5A {\n  int32 x = 1;\n}\nmessage B {}", ["B"]],
    ["a message in a service", "service S {\n  message X { int32 y = 1; }\n}\nmessage B {}", ["B", "S"]],
    ["a wrong aggregate", "option (a) = { b: { c: } ] };\nmessage B {}", ["B"]],
    ["a stray brace", "}\nmessage A {}\n}}\nmessage B {}", ["A", "B"]],
    ["a character that is none", "message A { int32 é = 1; }\n¤\nmessage B {}", ["A", "B"]],
    ["unknown words", "massage A {\n  int32 x = 1;\n}\nmessage B {}", ["B"]],
  ])("%s", (_what, text, expected) => {
    expect(parseProto(text).problems.length).toBeGreaterThan(0);
    expect(names(text)).toEqual(expected);
  });

  test("all fields around a wrong one are read", () => {
    const text =
      "message A {\n  int32 a = 1;\n  int32 b 2;\n  oneof o { string c = ; string d = 4; }\n  int32 e = 5;\n}";
    expect(parseProto(text).file.messages[0]?.fields.map(({ name }) => name)).toEqual(["a", "d", "e"]);
    expect(problemsOf(text)).toEqual([
      '3:11: expected "=" and the number of "b", found "2"',
      '4:24: expected a whole number, found ";"',
    ]);
  });
});

describe("problems have a place and say what to do", () => {
  test.each([
    ['syntax = "proto4";', '1:10: unknown syntax "proto4"; write "proto2" or "proto3"'],
    ['edition = "1999";', '1:11: unknown edition "1999"; write "2023" or "2024"'],
    ['package a;\nsyntax = "proto3";', '2:1: "syntax" must be the first statement of the file; move it up'],
    ["package a;\npackage b;", "2:1: the file has a package already; remove this one"],
    ["message A {\n  optional int32 x = 0;\n}", '2:22: "0" is out of range; use 1 to 536870911'],
    [
      "message A { optional int32 x = 99999999999999999999; }",
      '1:32: "99999999999999999999" is out of range; use 1 to 536870911',
    ],
    ["message A { optional int32 x = 0b1; }", '1:32: "0b1" is not a whole number'],
    ["message A { optional int32 x = 09; }", '1:32: "09" is not a whole number'],
    ["message A { reserved 5 to 4; }", "1:22: the range 5 to 4 is empty; write the smaller number first"],
    ['message A { reserved 5, "b"; }', "1:25: numbers and names are reserved apart; write two statements"],
    ["message A { reserved b; }", '1:22: write "b" in quotes; only editions do without'],
    [
      'edition = "2023"; message A { reserved "b"; }',
      "1:40: write b without quotes; this file is of an edition",
    ],
    ["message A {\n  message B {\n", '2:13: this block is never closed; add "}"'],
    ["/* a\nb", "1:1: this comment is never closed; add */"],
    ['option java_package = "a\n";', "1:23: this string is never closed on its line"],
    ['option java_package = "a\\\n";', "1:23: this string is never closed on its line"],
    ['option java_package = "a\\', "1:23: this string is never closed on its line"],
    ['option java_package = "\\q";', '1:24: unknown escape; write a backslash as "\\\\"'],
    ["message A\u0000 {}", "1:10: unexpected character NUL"],
    ["message A\ufffd {}", "1:10: unexpected character U+FFFD: the file is not valid UTF-8"],
    [
      "message A { oneof o { optional int32 x = 1; } }",
      '1:32: a field of a oneof has no label; remove "optional"',
    ],
    ["message A { B b = 1 [deprecated]; }", '1:32: expected "=", found "]"'],
    [
      "message A { optional B b = 1; }",
      '1:24: no type "B" is declared or imported; declare it or import its file',
    ],
  ])("%j", (text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  test("a type may stand in an import that is not at hand", () => {
    expect(problemsOf('import "other.proto"; message A { optional B b = 1; }')).toEqual([]);
  });

  test("columns count from the start of the line, also with CRLF and a byte order mark", () => {
    expect(problemsOf("\ufeff// é\r\n\r\nmessage A {\r\n\tint32 = 1;\r\n}\r\n")).toEqual([
      '4:8: expected a name, found "="',
    ]);
  });

  test("after 20 problems the file is left, with no word about blocks that are then open", () => {
    const problems = problemsOf(`message A {\n${"  int32 x;\n".repeat(50)}}`);
    expect(problems).toHaveLength(20);
    expect(new Set(problems.map((problem) => problem.replace(/^\d+/, "")))).toEqual(
      new Set([':10: expected "=" and the number of "x", found ";"']),
    );
  });
});

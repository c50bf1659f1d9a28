import { describe, expect, test } from "vitest";
import { unreadTexts } from "./unread-texts.js";

/** What differs between two texts, a line each: `comment field a.M.b: old → new`. */
const between = (before: string, after: string) =>
  unreadTexts([{ path: "a.proto", text: before }], [{ path: "a.proto", text: after }])?.map(
    ({ kind, element, ...texts }) =>
      `${kind} ${element.kind} ${element.fullName}: ${texts.before} → ${texts.after}`,
  );

const message = (inside: string) => `syntax = "proto3";\npackage a;\n\nmessage M {\n${inside}\n}\n`;

describe("a comment that is another one now", () => {
  test.each([
    ["above", "  // at most 200\n  string b = 1;", "comment field a.M.b: at most 200 → at most 80"],
    ["behind", "  string b = 1; // at most 200", "comment field a.M.b: at most 200 → at most 80"],
    [
      "in several lines",
      "  /**\n   * The title,\n   * at most 200\n   */\n  string b = 1;",
      "comment field a.M.b: The title, at most 200 → The title, at most 80",
    ],
    [
      "between options",
      "  string b = 1 [ // at most 200\n deprecated = true];",
      "comment field a.M.b: at most 200 → at most 80",
    ],
    ["of a value", "  enum E { // at most 200\n Z = 0; }", "comment enum a.M.E: at most 200 → at most 80"],
    [
      "of what is nested",
      "  message N {\n    // at most 200\n    string b = 1;\n  }",
      "comment field a.M.N.b: at most 200 → at most 80",
    ],
  ])("%s", (_, inside, expected) => {
    expect(between(message(inside), message(inside.replace("200", "80")))).toEqual([expected]);
  });

  test("is told where it comes and where it goes", () => {
    const [without, having] = [message("  string b = 1;"), message("  // Kept.\n  string b = 1;")];
    expect(between(without, having)).toEqual(["comment field a.M.b:  → Kept."]);
    expect(between(having, without)).toEqual(["comment field a.M.b: Kept. → "]);
  });

  test("belongs to a method and to its service", () => {
    const service = (one: string, other: string) =>
      `// ${one}\nservice S {\n  // ${other}\n  rpc Call(M) returns (M) {\n    option deprecated = true; // Soon.\n  }\n}\nmessage M {}`;
    expect(between(service("A", "B"), service("C", "D"))).toEqual([
      "comment service S: A → C",
      "comment method S.Call: B Soon. → D Soon.",
    ]);
  });
});

test.each([
  [
    "is written in other lines",
    "  // at most\n  // 80\n  string b = 1;",
    "  /* at most 80 */\n  string b = 1;",
  ],
  ["stands apart", "  // Old.\n\n  string b = 1;", "  // New.\n\n  string b = 1;"],
  [
    "addresses the command",
    "  string b = 1;",
    "  // grpc-evolution: allow R1/renamed -- it is so\n  string b = 1;",
  ],
  [
    "stands for lines of a diff",
    "  // Lines 3 to 9 are not in the diff.\n  string b = 1;",
    "  // Lines 3 to 8 are not in the diff.\n  string b = 1;",
  ],
  [
    "stands for lines of a diff that moved",
    "  string b = 1;",
    "  // Lines 3 to 8 of the old file, 4 to 9 of the new one, are not in the diff.\n  string b = 1;",
  ],
  ["stands at what is new", "  string b = 1;", "  string b = 1;\n  // New.\n  string c = 2;"],
])("nothing is told of what %s", (_, before, after) => {
  expect(between(message(before), message(after))).toEqual([]);
});

test("a string that looks like a comment is none", () => {
  const file = (text: string) =>
    `syntax = "proto2"; message M {\n  optional string b = 1 [default = "// ${text}"];\n}`;
  expect(between(file("old"), file("new"))).toEqual([]);
});

test("an option that no check reads is told, and one that a check reads is not", () => {
  const file = (options: string) => message(`  string b = 1 [${options}];`);
  expect(between(file("(acme.limit) = 200"), file("(acme.limit) = 80, deprecated = true"))).toEqual([
    "option field a.M.b: (acme.limit) = 200 → (acme.limit) = 80",
  ]);
  expect(between(file("(acme.limit) = 1"), message("  string b = 1;"))).toEqual([
    "option field a.M.b: (acme.limit) = 1 → ",
  ]);
});

test("what a compiler has read has no comments", () => {
  const described = { path: "a.proto", text: "", file: {} };
  expect(unreadTexts([described], [])).toBeNull();
});

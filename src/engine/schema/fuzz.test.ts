import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { root } from "../../root.js";
import { isThorough, someRuns } from "../../testing/thorough.js";
import { fileDescriptorSet } from "./descriptor.js";
import { readFiles, readSchema } from "./read.js";
import { ReadError } from "./read-error.js";

const corpus = path.join(root, "src", "engine", "schema", "corpus");
const texts = readdirSync(corpus).map((name) => readFileSync(path.join(corpus, name), "utf8"));

/** The same texts in every run, and an end even on a slow machine. */
const bounds = { seed: 20181121, numRuns: someRuns(400, 4), interruptAfterTimeLimit: 8000 };

/** What must hold for any text: an answer, and every problem at a place of the text, in a sentence. */
function expectAnswer(text: string): void {
  const { problems } = readSchema([{ path: "a.proto", text }]);
  expect(problems.length).toBeLessThanOrEqual(20);
  const lines = text.split("\n");
  for (const { file, line, column, message } of problems) {
    expect(file).toBe("a.proto");
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
    expect(message).toMatch(/^\P{Cc}{10,400}$/u);
  }
}

/** Descriptors either, or the places where they cannot be made. */
function expectDescriptors(text: string): void {
  try {
    fileDescriptorSet(readFiles([{ path: "a.proto", text }]));
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    expect(error.message).toMatch(/^a\.proto:\d+:\d+: /);
  }
}

const token = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\w+|\s+|[\s\S]/g;

/** One change of a list of tokens, at two places of it. */
type Change = (tokens: string[], one: number, other: number) => void;

const changes: Record<string, Change> = {
  delete: (tokens, one) => tokens.splice(one, 1),
  duplicate: (tokens, one) => tokens.splice(one, 0, tokens[one] as string),
  swap: (tokens, one, other) => {
    const kept = tokens[one] as string;
    tokens[one] = tokens[other] as string;
    tokens[other] = kept;
  },
  truncate: (tokens, one) => tokens.splice(one),
  insert: (tokens, one, other) => {
    const strange = [
      "\0",
      "\ufffd",
      "\x07",
      "\x7f",
      "é",
      "😀",
      "\ud83d",
      "\ufeff",
      '"',
      "'",
      "/*",
      "//",
      "\\",
      "{",
      "}",
      "<",
      "[",
    ];
    tokens.splice(one, 0, strange[other % strange.length] as string);
  },
};

const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    changes: fc.array(fc.tuple(fc.constantFrom(...Object.values(changes)), fc.nat(), fc.nat()), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ text, changes: chosen }) => {
    const tokens = text.match(token) ?? [];
    for (const [change, one, other] of chosen) {
      if (tokens.length > 0) change(tokens, one % tokens.length, other % tokens.length);
    }
    return tokens.join("");
  });

const word = fc.constantFrom(
  ..."syntax edition package import option message enum service rpc returns stream oneof map reserved extensions extend".split(
    " ",
  ),
  ..."group optional required repeated to max int32 string A B.c 0 1 -1 0x7f 99999999999 1.5e3 \"x\" 'y' ; ; = = { } ( ) [ ] < > , . / -".split(
    " ",
  ),
  '"proto3"',
  "\n",
  "// c\n",
  "/* c */",
);

describe("any text is answered", () => {
  test("the corpus with tokens deleted, doubled, swapped, cut off and strange ones put in", () => {
    fc.assert(fc.property(mutated, expectAnswer), bounds);
  });

  test("descriptors of the same", () => {
    fc.assert(fc.property(mutated, expectDescriptors), { ...bounds, numRuns: someRuns(200, 4) });
  });

  test("the words of the language in any order", () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 200 }).map((words) => words.join(" ")),
        expectAnswer,
      ),
      bounds,
    );
  });

  test("characters in any order", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), expectAnswer), bounds);
  });

  test("bytes that are no UTF-8", () => {
    const decoded = fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes));
    fc.assert(fc.property(decoded, expectAnswer), bounds);
  });
});

const times = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("\n");
const fields = (count: number) =>
  `syntax = "proto3";\nmessage A {\n${times(count, (at) => `  string field_${at} = ${at < 18_999 ? at + 1 : at + 1002};`)}\n}`;
const deep = (open: string, close: string, count = 1000) => open.repeat(count) + close.repeat(count);

/** Reading that takes time with the square of the length does not end within the limit of a test. */
describe("texts that are hard", () => {
  test.each([
    ["10,000 fields", fields(10_000)],
    ["messages 1,000 deep", deep("message A { ", "}")],
    ["groups 1,000 deep", `message A { ${deep("optional group G = 1 { ", "}")} }`],
    ["messages 100,000 deep, never closed", "message A { ".repeat(100_000)],
    ["an option 1,000 deep", `option (a) = ${deep("{ b ", "}")};`],
    ["an option 100,000 deep in angle brackets", `option (a) = { ${deep("b < ", ">", 100_000)} };`],
    ["lists 100,000 deep", `option (a) = { b: ${deep("[", "]", 100_000)} };`],
    ["parentheses", `option ${deep("(", ")", 100_000)} = 1;`],
    ["100,000 closing braces", "}".repeat(100_000)],
    ["a number of 1 MB", `message A { optional int32 a = ${"9".repeat(1_000_000)}; }`],
    ["a number of 250,000 digits that is none", `option a = ${"1".repeat(250_000)}x;`],
    ["a string of 1 MB", `option java_package = "${"x".repeat(1_000_000)}";`],
    ["a string of 250,000 parts", `option java_package = ${'"a" '.repeat(250_000)};`],
    ["a name of 1 MB", `message ${"A".repeat(1_000_000)} {}`],
    [
      "a package of 100,000 parts",
      `package ${"a.".repeat(100_000)}a;
message A {
${times(3000, (at) => `optional X f${at} = ${at + 1};`)}
}`,
    ],
    ["an option name of 100,000 parts", `option features${".features".repeat(100_000)} = 1;`],
    ["a comment of 1 MB that never ends", `/*${"*".repeat(1_000_000)}`],
    ["20,000 lines without a semicolon", times(20_000, () => "message 1")],
    ["100,000 words on one line", "message ".repeat(100_000)],
    ["100,000 words on lines of their own", "message\n".repeat(100_000)],
    ["100,000 quotes", '"'.repeat(100_001)],
    ["10,000 fields of one name and number", `message A {\n${"optional int32 a = 1;\n".repeat(10_000)}}`],
    ["10,000 enum values of one number", `enum A {\n${times(10_000, (at) => `V${at} = 0;`)}\n}`],
    ["10,000 ranges that overlap", `message A { reserved ${times(10_000, () => "1 to 5,")} 7; }`],
    [
      "10,000 reserved names that are used",
      `message A {\n${times(10_000, (at) => `reserved "f${at}"; optional int32 f${at} = ${at + 1};`)}\n}`,
    ],
    [
      "10,000 fields of types that do not exist",
      `message A {\n${times(10_000, (at) => `optional X${at} f${at} = ${at + 1};`)}\n}`,
    ],
    ["100,000 remarks", "// grpc-evolution: x\n".repeat(100_000)],
    ["nothing", ""],
    ["a byte order mark", "\ufeff"],
  ])(
    "%s",
    (_what, text) => {
      expectAnswer(text);
      expectDescriptors(text);
    },
    20_000,
  );

  test.runIf(isThorough).each([
    ["100,000 fields", fields(100_000)],
    ["a string of 1 MB of escapes", `option java_package = "${"\\xe2\\x82\\xac".repeat(83_000)}";`],
    [
      "types of 64 parts inside a package of 64",
      `package ${"a.".repeat(63)}a;\nmessage A {\n${times(3000, (at) => `optional ${"a.".repeat(63)}B f${at} = ${at + 1};`)}\n}`,
    ],
    [
      "a default of 1 MB of digits",
      `message A { optional int64 a = 1 [default = ${"9".repeat(1_000_000)}]; }`,
    ],
  ])(
    "%s",
    (_what, text) => {
      expectAnswer(text);
      expectDescriptors(text);
    },
    20_000,
  );

  test.runIf(isThorough)(
    "a chain of 3,000 imports, each of them public",
    () => {
      const sources = Array.from({ length: 3000 }, (_, at) => ({
        path: `f${at}.proto`,
        text: `syntax = "proto3"; import public "f${at + 1}.proto"; message M${at} { M${(at * 7) % 3000} m = 1; }`,
      }));
      expect(readSchema(sources).problems).toEqual([]);
    },
    20_000,
  );
});

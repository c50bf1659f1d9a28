import { LineIndex } from "@grpc-evolution/engine/source/source.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlight, type Piece } from "./highlight.js";
import { indent, newLine, outdent, type Replacement, type Selected } from "./indentation.js";
import { type Mark, underlinesOf } from "./places.js";

const source = fc.string({
  unit: fc.constantFrom("a", "Z", "_", " ", "\n", "\t", "{", '"', "/", "`", "$", "é", "😀"),
});

/** The text of pieces. */
const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece.inside))).join("");

describe("highlighting", () => {
  test.each(["protobuf", "typescript", "json"] as const)("pieces of %s are the text", (language) => {
    fc.assert(
      fc.property(source, (text) => {
        expect(textOf(highlight(text, language))).toBe(text);
      }),
    );
  });

  test("a keyword, a comment and a string have their kind", () => {
    const tokens = highlight('syntax = "proto3"; // a', "protobuf").filter(
      (piece) => typeof piece !== "string",
    );
    const kinds = new Map(tokens.map(({ kinds, inside }) => [textOf(inside), kinds]));
    expect(kinds.get("syntax")).toBe("token keyword");
    expect(kinds.get('"proto3"')).toBe("token string");
    expect(kinds.get("// a")).toBe("token comment");
  });

  test("the page's own Prism is not left behind", () => {
    expect(globalThis).not.toHaveProperty("Prism");
  });

  test.each([
    ["lines", "enum A {}\n".repeat(1001)],
    ["characters", "enum A {} enum A {}\n".repeat(900).repeat(3)],
    ["characters in a line", "enum A {} ".repeat(51)],
  ])("too many %s are left without colors", (_, text) => {
    const pieces = highlight(text, "protobuf");
    expect(textOf(pieces)).toBe(text);
    expect(new Set(pieces.map((piece) => (typeof piece === "string" ? "text" : piece.kinds)))).toEqual(
      new Set(text.includes("\n") ? ["block", "text"] : ["text"]),
    );
  });

  test("without colors a change is in one block, and what follows the last whole one stands outside", () => {
    const lines = Array.from({ length: 1250 }, (_, index) => `int32 f${index} = ${index};`);
    const before = highlight(lines.join("\n"), "protobuf");
    const after = highlight(lines.with(642, "int32 changed = 642;").join("\n"), "protobuf");
    expect(before).toHaveLength(13);
    expect(before[12]).toBe(lines.slice(1200).join("\n"));
    const changed = after.flatMap((piece, index) =>
      textOf([piece]) === textOf([before[index] as Piece]) ? [] : [index],
    );
    expect(changed).toEqual([6]);
  });

  test("text that is written to make it slow, as long as it may be for colors, has them", () => {
    const pieces = highlight("`${".repeat(160).concat("\n").repeat(80), "typescript");
    expect(pieces.some((piece) => typeof piece !== "string" && piece.kinds !== "block")).toBe(true);
  });
});

/** Applies a replacement; the selection is shown by brackets. */
function applied({ text }: Selected, by: Replacement): string {
  const after = text.slice(0, by.from) + by.text + text.slice(by.to);
  return `${after.slice(0, by.start)}[${after.slice(by.start, by.end)}]${after.slice(by.end)}`;
}

/** Reads `a[b]c` as the text `abc` with `b` selected. */
function selected(shown: string): Selected {
  const start = shown.indexOf("[");
  return { text: shown.replace(/[[\]]/g, ""), start, end: shown.indexOf("]") - 1 };
}

describe("indentation", () => {
  test.each([
    ["one line, wherever the cursor is", "ab[]c", "  ab[]c"],
    ["every selected line", "a\n b[c\nd]e\nf", "a\n   b[c\n  d]e\nf"],
    ["an empty text", "[]", "  []"],
  ])("indents %s", (_, before, after) => {
    expect(applied(selected(before), indent(selected(before)))).toBe(after);
  });

  test.each([
    ["one line", "   ab[]c", " ab[]c"],
    ["lines as far as they go", " a[\n\tb\n    c]", "a[\nb\n  c]"],
    ["nothing where nothing is", "[a]", "[a]"],
    ["with the cursor in what goes", "a\n [] b", "a\n[]b"],
  ])("outdents %s", (_, before, after) => {
    expect(applied(selected(before), outdent(selected(before)))).toBe(after);
  });

  test.each([
    ["like the line before", "  a[]b", "  a\n  []b"],
    ["in place of the selection", "\ta[b\n]c", "\ta\n\t[]c"],
    ["at the first column", "[]  a", "\n[]  a"],
  ])("begins a line %s", (_, before, after) => {
    expect(applied(selected(before), newLine(selected(before)))).toBe(after);
  });

  test("outdenting takes back what indenting did", () => {
    fc.assert(
      fc.property(source, fc.nat(), fc.nat(), (text, one, other) => {
        const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const there = indent({ text, start, end });
        const moved = text.slice(0, there.from) + there.text + text.slice(there.to);
        const back = outdent({ text: moved, start: there.start, end: there.end });
        expect(moved.slice(0, back.from) + back.text + moved.slice(back.to)).toBe(text);
        expect([back.start, back.end]).toEqual([start, end]);
      }),
    );
  });
});

describe("places", () => {
  const mark = (line: number, column: number): Mark => ({ line, column, message: "", severity: "error" });
  const text = "syntax;\n\n  int32 a_b = 1;\n";

  test.each([
    [1, 1, 0],
    [3, 9, 17],
    [1, 99, 7],
    [2, 1, 8],
    [99, 1, 26],
    [0, 0, 0],
  ])("line %i, column %i is offset %i", (line, column, offset) => {
    expect(new LineIndex(text).offsetOf(line, column)).toBe(offset);
  });

  test("the word at a mark is underlined, in the order of the text", () => {
    expect(underlinesOf(text, [mark(3, 15), mark(3, 9), mark(1, 1), mark(1, 2)])).toEqual([
      { skipped: 0, before: "", word: "syntax", severity: "error" },
      { skipped: 2, before: "  int32 ", word: "a_b", severity: "error" },
      { skipped: 0, before: " = ", word: "1", severity: "error" },
    ]);
  });

  test("a mark at the end of a line underlines its last character, on an empty line nothing", () => {
    expect(underlinesOf(text, [mark(1, 8), mark(2, 1)])).toMatchObject([{ before: "syntax", word: ";" }]);
  });

  test("underlines stand where their words stand", () => {
    fc.assert(
      fc.property(source, fc.array(fc.tuple(fc.nat(9), fc.nat(9))), (random, places) => {
        const all = underlinesOf(
          random,
          places.map(([line, column]) => mark(line, column)),
        );
        const lines = random.split("\n");
        let line = 0;
        let shown = "";
        for (const { skipped, before, word } of all) {
          line += skipped;
          shown = (skipped > 0 ? "" : shown) + before + word;
          expect(lines[line]?.startsWith(shown)).toBe(true);
        }
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import type { Edit } from "../rules/finding.js";
import { diffOf } from "./fix-diff.js";

/** The diff of edits, each given as a text and what takes its place, as lines of text. */
function diff(text: string, changes: readonly [string, string][], room = 80): string[] {
  const edits = changes.map(([old, by]): Edit => {
    const from = text.indexOf(old);
    return { file: "a.proto", from, to: from + old.length, text: by };
  });
  const source = { path: "a.proto", text };
  const [only] = diffOf(edits, (path) => (path === "a.proto" ? source : undefined), room) ?? [];
  return (only?.lines ?? []).map(({ sign, line, text: each }) => `${line} ${sign}${each}`);
}

describe("a diff", () => {
  it("has the lines that an edit changes, whole", () => {
    expect(diff("a\n  int32 b = 1;\nc\n", [["int32", "int64"]])).toEqual([
      "2 -  int32 b = 1;",
      "2 +  int64 b = 1;",
    ]);
  });

  it("has only the new lines of an insertion, by the numbers that they get", () => {
    expect(diff("a\nb\n", [["\nb", "\nx\ny\nb"]])).toEqual(["2 +x", "3 +y"]);
  });

  it("joins edits of one line, and counts on behind inserted lines", () => {
    const text = "a = 1;\nb\nc = 2;\n";
    expect(
      diff(text, [
        ["1", "10"],
        ["a", "x"],
        ["b", "b\nnew"],
        ["2", "3"],
      ]),
    ).toEqual(["1 -a = 1;", "1 +x = 10;", "3 +new", "3 -c = 2;", "4 +c = 3;"]);
  });

  it("has no carriage returns", () => {
    expect(diff("a\r\nb\r\n", [["a", "x"]])).toEqual(["1 -a", "1 +x"]);
  });

  it("has of a long line only what is around the edit", () => {
    const text = `${"a ".repeat(500_000)}middle${" b".repeat(500_000)}`;
    const lines = diff(text, [["middle", "center"]], 60);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^1 \+… ?(a )+center( b)+$/);
    expect(lines[1]?.length).toBeLessThan(100);
  });

  it("is null where the file is not at hand", () => {
    expect(diffOf([{ file: "b.proto", from: 0, to: 0, text: "" }], () => undefined, 80)).toBeNull();
  });
});

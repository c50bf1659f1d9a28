import { describe, expect, test } from "vitest";
import { isThorough } from "../../testing/thorough.js";
import { parseProto } from "../schema/parse.js";
import type { Declarations } from "./declaration.js";
import { matchStates } from "./moves.js";
import { declarationsOfFile } from "./of-file.js";

function declared(text: string): Declarations {
  return declarationsOfFile(parseProto(`syntax = "proto3"; ${text}`).file);
}

describe.runIf(isThorough)("many of them take time in proportion", () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(" ");

  test("twenty thousand messages in another package", () => {
    const text = many(20_000, (index) => `message M${index} { string a = 1; M${index} m = 2; }`);
    const { moved } = matchStates({
      before: declared(`package p; ${text}`),
      after: declared(`package q; ${text}`),
    });
    expect(moved).toHaveLength(20_000);
  });

  test("twenty thousand that are alike, with new names", () => {
    const text = (prefix: string) =>
      many(20_000, (index) => `message ${prefix}${index} { string a = 1; int32 b = 2; }`);
    const { moved, ambiguous } = matchStates({ before: declared(text("A")), after: declared(text("B")) });
    expect(moved).toEqual([]);
    expect(ambiguous).toHaveLength(1);
  });

  test("ten thousand nested ones of one name, elsewhere and half the same", () => {
    const text = (outer: string, more: string) =>
      many(
        10_000,
        (index) =>
          `message ${outer}${index} { message Options { string id = 1; int32 n${index} = 2; ${more} } }`,
      );
    const before = declared(text("A", "bool x = 3;"));
    const after = declared(text("B", "bytes y = 4;"));
    expect(matchStates({ before, after }).moved).toHaveLength(10_000);
  });
});

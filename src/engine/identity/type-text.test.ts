import { expect, test } from "vitest";
import { sameType, withoutScope } from "./type-text.js";

test.each([
  ["string", "string", true],
  ["string", "bytes", false],
  ["p.T", "T", true],
  ["T", "p.T", true],
  [".p.T", "T", true],
  [".p.T", ".T", false],
  [".T", ".p.T", false],
  ["p.T", "q.T", false],
  ["repeated p.T", "p.T", false],
  ["repeated p.T", "repeated T", true],
  ["map<string, p.T>", "map<string, T>", true],
  ["map<string, p.T>", "map<int32, p.T>", false],
  [".old.T", ".new.U", true],
  ["old.T", "U", true],
  ["map<string, old.T>", "map<string, new.U>", true],
  ["old.T", "other.U", false],
  ["old.T", "new.U", true],
  ["old.T", ".new.U", true],
  // A name that moved is known in full: a longer one is another.
  ["old.T", "x.new.U", false],
  ["T", ".p.T", true],
  ["T", "pT", false],
  ["p.T", "pT", false],
])("%s and %s: %s", (before, after, isSame) => {
  expect(sameType(before, after, new Map([["old.T", "new.U"]]))).toBe(isSame);
});

test("without its scope a type stays what it is when everything moves", () => {
  expect(["string", "repeated .p.q.T", "map<string, p.T>", "T"].map(withoutScope)).toEqual([
    "string",
    "repeated T",
    "map<string, T",
    "T",
  ]);
});

import { expect, test } from "vitest";
import { wholeWords } from "./whole-words.js";

test.each([
  ["--head REF", ["--head"]],
  ["git log --all -p -- '*.proto'", ["--all", "-p"]],
  ["--include-unsupported", ["--include"]],
  ["on 2018-05-21, as 2.0.0-alpha1", ["2018-05-21"]],
  ["…_UNSPECIFIED = 0", ["…_UNSPECIFIED"]],
  ["grpc-evolution, R2/enabled-too-early, a - b, [paths…]", []],
])("%s", (text, whole) => {
  const parts = text.split(wholeWords);
  expect(parts.filter((_, place) => place % 2 === 1)).toEqual(whole);
  expect(parts.join("")).toBe(text);
});

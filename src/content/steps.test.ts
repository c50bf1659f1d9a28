import { expect, test } from "vitest";
import { linesWithRelease } from "./steps.js";

test("a blank is filled in with the release, wherever it stands", () => {
  expect(linesWithRelease(['enabled: "{enabled}"', "// before {enabled}"], "2.6")).toEqual([
    'enabled: "2.6"',
    "// before 2.6",
  ]);
});

test("where no release comes, lines with a blank are not shown, and others stay", () => {
  expect(linesWithRelease(["a", "before {enabled}"], null)).toBeNull();
  expect(linesWithRelease(["a"], null)).toEqual(["a"]);
});

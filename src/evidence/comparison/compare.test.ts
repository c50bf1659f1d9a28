import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type BufComparison, beside } from "../../content/buf-comparison.js";
import { topics } from "./cases.js";
import { compareAll } from "./compare.js";
import { readers } from "./readers.js";
import { recordFile } from "./record.js";

const recorded = JSON.parse(readFileSync(recordFile, "utf8")) as BufComparison;

test("the table of the page is what both checkers say today", () => {
  expect(compareAll()).toEqual(recorded);
}, 120_000);

test("every disagreement says who is right for which reader, and nothing else does", () => {
  const all = recorded.topics.flatMap(({ cases }) => cases);
  expect(
    all.filter((each) => (beside(each) !== "same") !== (each.readers !== null)).map(({ what }) => what),
  ).toEqual([]);
  expect(Object.keys(readers).filter((what) => !all.some((each) => each.what === what))).toEqual([]);
});

test("each change is named once", () => {
  const names = topics.flatMap(({ cases }) => cases.map(({ what }) => what));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

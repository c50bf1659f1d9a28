import { expect, test } from "vitest";
import { answersOfMost, compact, expand, expandMost } from "./compact.js";
import type { Answers } from "./record.js";

const kept = { binary: "0801" };
const dropped = { binary: "" };
const refused = { error: "no" };

const first: Answers = new Map([
  ["a", [kept, kept]],
  ["b", [kept]],
]);
const second: Answers = new Map([
  ["a", [kept, dropped]],
  ["b", [refused]],
]);
const third: Answers = new Map([
  ["a", [kept, dropped]],
  ["b", [null]],
]);

const most = answersOfMost([first, second, third]);

test("most is what the largest number of peers answer", () => {
  expect(most.get("a")).toEqual([kept, dropped]);
});

test("only what differs is written down, each error once", () => {
  expect(compact(second, most)).toEqual({ errors: ["no"], answers: { b: [0] } });
  expect(compact(first, most).answers).toEqual({ a: ["=", kept] });
  expect(compact(third, most).answers).toEqual({ b: null });
});

test.each([first, second, third])("what was written down is read again", (answers) => {
  expect(expand(compact(answers, most), most)).toEqual(answers);
});

test("the answers of most are read again, too", () => {
  expect(expandMost(compact(second, new Map()))).toEqual(second);
});

import { expect, test } from "vitest";
import { rowsOf } from "./lines.js";

const first = { name: "first", branch: "main", parents: [] };
const topic = { name: "topic", branch: "topic", parents: ["first"] };
const second = { name: "second", branch: "main", parents: ["first"] };
const merge = { name: "merge", branch: "main", parents: ["second", "topic"] };

test("the newest commit stands first, and each branch has a lane", () => {
  const rows = rowsOf([first, topic, second]);
  expect(rows.map(({ commit, lane }) => [commit.name, lane])).toEqual([
    ["second", 0],
    ["topic", 1],
    ["first", 0],
  ]);
});

test("a branch bends where it left another one, and the line beside it goes on", () => {
  const [, ofTopic, ofFirst] = rowsOf([first, topic, second]);
  expect(ofTopic?.pieces).toEqual([
    { part: "through", from: 0, to: 0 },
    { part: "below", from: 1, to: 1 },
  ]);
  expect(ofFirst?.pieces).toEqual([
    { part: "above", from: 0, to: 0 },
    { part: "above", from: 1, to: 0 },
  ]);
});

test("a merge bends at the merge", () => {
  const [ofMerge, ofSecond] = rowsOf([first, topic, second, merge]);
  expect(ofMerge?.pieces).toEqual([
    { part: "below", from: 0, to: 0 },
    { part: "below", from: 0, to: 1 },
  ]);
  expect(ofSecond?.pieces).toContainEqual({ part: "through", from: 1, to: 1 });
});

test("a line that two edges share is drawn once", () => {
  const back = { name: "back", branch: "topic", parents: ["topic", "second"] };
  const last = { name: "last", branch: "main", parents: ["second"] };
  const rows = rowsOf([first, topic, second, last, back]);
  for (const { pieces } of rows)
    expect(new Set(pieces.map((piece) => JSON.stringify(piece))).size).toBe(pieces.length);
});

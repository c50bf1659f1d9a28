import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const message = (body: string) => `message M { ${body} }`;

test.each<[title: string, before: string, after: string, changes: string[]]>([
  ["a number that is no longer reserved", "reserved 1, 2;", "reserved 2;", ["reservation-removed M 1"]],
  ["a name that is no longer reserved", 'reserved "a", "b";', 'reserved "b";', ['reservation-removed M "a"']],
  ["the middle of a range", "reserved 1 to 9;", "reserved 1 to 3, 7 to 9;", ["reservation-removed M 4 to 6"]],
  ["the end of a range", "reserved 1 to 9;", "reserved 1 to 7;", ["reservation-removed M 8 to 9"]],
  ["a range written in two", "reserved 1 to 9;", "reserved 1 to 4, 5 to 9;", []],
  ["a range that was widened", "reserved 2 to 3, 5;", "reserved 1 to 9;", []],
  ["a reservation more", "", 'reserved 1; reserved "a";', []],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(message(before), message(after))).toEqual(changes);
});

test("of an enum, negative numbers included", () => {
  const before = "enum E { A = 0; reserved -3 to -1, 5; }";
  expect(changesBetween(before, "enum E { A = 0; reserved -3, -1; }")).toEqual([
    "reservation-removed E -2, 5",
  ]);
});

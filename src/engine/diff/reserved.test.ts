import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";
import { Reservations } from "./reserved.js";

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

test("ranges that overlap are one, as a file that is not valid yet may have them", () => {
  const unplaced = { at: 0, statement: { from: 0, to: 0 } };
  const reservations = (...ranges: [start: number, end: number][]) =>
    new Reservations({
      reserved: ranges.map(([start, end]) => ({ start, end, ...unplaced })),
      reservedNames: [],
    });
  const numbers = (one: Reservations) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((number) => one.hasNumber(number));
  expect(numbers(reservations([2, 8], [3, 4]))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(numbers(reservations([7, 8], [2, 3], [4, 4]))).toEqual([2, 3, 4, 7, 8]);
  expect(numbers(reservations([2, 3], [3, 6]))).toEqual([2, 3, 4, 5, 6]);
});

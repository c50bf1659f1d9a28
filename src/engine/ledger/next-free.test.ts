import { expect, test } from "vitest";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { nextFreeNumber } from "./next-free.js";

const range = (start: number, end = start) => ({ start, end });

test.each([
  ["the highest ever used plus one, although it is gone", "message M { string a = 1; string b = 7; }", [], 8],
  ["past what is reserved", "message M { string a = 1; }", [range(5, 9), range(2, 4)], 10],
  ["past ranges that overlap", "message M { string a = 1; }", [range(2, 9), range(3, 4), range(9, 11)], 12],
  ["past what protobuf keeps", "message M { string a = 18999; }", [], 20_000],
  ["past both", "message M { string a = 18998; }", [range(18_999), range(20_000, 20_001)], 20_002],
  ["1 for a message without fields", "message M { }", [], 1],
  [
    "a hole, where nothing is left above",
    "message M { string a = 1; }",
    [range(2, 536_870_911), range(1)],
    null,
  ],
  ["the smallest hole", "message M { string a = 536870911; string b = 1; }", [range(2)], 3],
])("a field takes %s", (_, text, taken, expected) => {
  expect(nextFreeNumber(ledgerOfTexts(text, "message M { }"), "M", taken)).toBe(expected);
});

test("an enum value begins at 0 and may take what protobuf keeps in messages", () => {
  const ledger = ledgerOfTexts("enum E { MINUS = -5; } enum F { A = 18999; }");
  expect(nextFreeNumber(ledger, "E", [])).toBe(0);
  expect(nextFreeNumber(ledger, "F", [])).toBe(19_000);
});

test("a message that no revision knows begins at 1", () => {
  expect(nextFreeNumber(ledgerOfTexts(""), "New", [range(1, 3)])).toBe(4);
});

test("extensions have their numbers to themselves", () => {
  const ledger = ledgerOfTexts("message M { string a = 1; } extend M { string b = 100; }");
  expect(nextFreeNumber(ledger, "M", [], [range(100, 199)])).toBe(2);
  expect(nextFreeNumber(ledger, "M", [], [range(2, 199)])).toBe(200);
});

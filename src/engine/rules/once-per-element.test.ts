import { expect, test } from "vitest";
import type { Ledger } from "../ledger/ledger.js";
import { oncePerElement } from "./once-per-element.js";

test("something is found out once for each element and ledger", () => {
  const [one, other]: Ledger[] = [1, 2].map((revisions) => ({ owners: new Map(), revisions }));
  const [first, second] = [{ name: "a" }, { name: "a" }];
  const asked: unknown[] = [];
  const find = oncePerElement((element: { name: string }, ledger) => {
    asked.push([element, ledger]);
    return [element, ledger];
  });
  const result = find(first, one as Ledger);
  expect(result).toEqual([first, one]);
  expect(find(first, one as Ledger)).toBe(result);
  expect(find(first, other as Ledger)).toEqual([first, other]);
  expect(find(second, one as Ledger)).toEqual([second, one]);
  expect(asked).toHaveLength(3);
});

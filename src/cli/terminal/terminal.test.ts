import { expect, test } from "vitest";
import { columnsFor } from "./terminal.js";

test("a report is as wide as the terminal, within reason", () => {
  const of = (columns: number) => columnsFor(undefined, { isTTY: true, columns });
  expect([10, 40, 97, 120, 300].map(of)).toEqual([40, 40, 97, 120, 120]);
});

test("what no terminal shows has 80 columns", () => {
  expect(columnsFor(undefined, { columns: 200 })).toBe(80);
  expect(columnsFor(undefined, { isTTY: true, columns: 0 })).toBe(80);
  expect(columnsFor("report.txt", { isTTY: true, columns: 200 })).toBe(80);
});

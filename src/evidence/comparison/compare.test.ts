import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compareAll } from "./compare.js";
import { recordFile } from "./record.js";

test("the table of the page is what both checkers say today", () => {
  expect(compareAll()).toEqual(JSON.parse(readFileSync(recordFile, "utf8")));
}, 120_000);

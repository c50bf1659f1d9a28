import { expect, test } from "vitest";
import { compareMutants } from "./mutants.js";

test("of schemas with a mistake in them, the reader accepts what buf accepts, and refuses what it refuses", () => {
  const { compared, refused, disagreements } = compareMutants(200, 7);
  expect(disagreements.filter(({ because }) => because === null)).toEqual([]);
  // Both verdicts occur, and few differ.
  expect(refused).toBeGreaterThan(100);
  expect(compared - refused).toBeGreaterThan(30);
  expect(disagreements.length).toBeLessThan(5);
});

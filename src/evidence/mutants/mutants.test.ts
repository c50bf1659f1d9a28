import { expect, test } from "vitest";
import { someRuns } from "../../testing/thorough.js";
import { compareMutants } from "./mutants.js";

test("of schemas with a mistake in them, the reader accepts what buf accepts, and refuses what it refuses", () => {
  const { compared, refused, disagreements } = compareMutants(someRuns(200, 4), 7);
  expect(disagreements.filter(({ because }) => because === null)).toEqual([]);
  // Both verdicts occur, and few differ.
  expect(refused).toBeGreaterThan(someRuns(100, 4));
  expect(compared - refused).toBeGreaterThan(someRuns(30, 4));
  expect(disagreements.length).toBeLessThan(5);
});

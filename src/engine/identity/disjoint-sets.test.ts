import { expect, test } from "vitest";
import { DisjointSets } from "./disjoint-sets.js";

test("what was joined, however indirectly, has one representative; what was not has itself", () => {
  const same = new DisjointSets();
  for (const [one, other] of ["ab", "cd", "bd", "ef", "ab", "ca"]) same.join(one as string, other as string);
  const roots = ["a", "b", "c", "d"].map((item) => same.find(item));
  expect(new Set(roots).size).toBe(1);
  expect(same.find("e")).toBe(same.find("f"));
  expect(same.find("e")).not.toBe(roots[0]);
  expect(same.find("g")).toBe("g");
});

test("long chains are found again", () => {
  const same = new DisjointSets();
  // Each join hangs what there is under one more.
  for (let at = 0; at < 9; at += 1) same.join(`${at + 1}`, `${at}`);
  expect([..."0123456789"].map((item) => same.find(item))).toEqual(Array(10).fill("9"));
  expect([..."0123456789"].map((item) => same.find(item))).toEqual(Array(10).fill("9"));
});

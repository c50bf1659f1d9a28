import fc from "fast-check";
import { expect, test } from "vitest";
import { changedItems } from "./changed-items.js";

test.each<[title: string, items: string, others: string, changed: string]>([
  ["the same", "abc", "abc", ""],
  ["one more in the middle", "abxc", "abc", "x"],
  ["one more at an end", "abcx", "abc", "x"],
  ["one less", "ac", "abc", ""],
  ["another one", "axc", "abc", "x"],
  ["another order", "bac", "abc", ""],
  ["nothing to compare with", "ab", "", "ab"],
  ["nothing", "", "ab", ""],
])("%s", (_, items, others, changed) => {
  expect(changedItems([...items], [...others]).join("")).toBe(changed);
});

test("of two lists without repetitions, what only the first one has", () => {
  const list = fc.uniqueArray(fc.nat(9));
  fc.assert(
    fc.property(list, list, (items, others) => {
      expect(changedItems(items, others)).toEqual(items.filter((item) => !others.includes(item)));
    }),
  );
});

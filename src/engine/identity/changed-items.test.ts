import fc from "fast-check";
import { expect, test } from "vitest";
import { changedItems } from "./changed-items.js";

const words = (text: string) => text.split(" ").filter((word) => word !== "");

test.each<[title: string, items: string, others: string, changed: string]>([
  ["the same", "a b c", "a b c", ""],
  ["one more in the middle", "a b x c", "a b c", "x"],
  ["one more at an end", "a b c x", "a b c", "x"],
  ["one less", "a c", "a b c", ""],
  ["another one", "a x c", "a b c", "x"],
  ["another order", "b a c", "a b c", ""],
  ["nothing to compare with", "a b", "", "a b"],
  ["nothing", "", "a b", ""],
])("%s", (_, items, others, changed) => {
  expect(changedItems(words(items), words(others)).join(" ")).toBe(changed);
});

test("of two lists without repetitions, what only the first one has", () => {
  const list = fc.uniqueArray(fc.nat(9));
  fc.assert(
    fc.property(list, list, (items, others) => {
      expect(changedItems(items, others)).toEqual(items.filter((item) => !others.includes(item)));
    }),
  );
});

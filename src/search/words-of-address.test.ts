import { expect, test } from "vitest";
import { wordsOfAddress } from "./words-of-address.js";

test.each([
  ["/rules/number-reused/", "number reused"],
  ["/review/check_list.html", "check list"],
  ["/a%20b", "a b"],
  ["/100%", "100%"],
  ["/", ""],
])("%s is about “%s”", (address, words) => {
  expect(wordsOfAddress(address)).toBe(words);
});

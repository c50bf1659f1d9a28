import { expect, test } from "vitest";
import { matches } from "./matches.js";

const change = { verb: "Make", object: "a list a map", words: "map repeated allow_alias" };

test.each(["", " ", "map", "LIST", "make map", "rep", "a list", "allow_alias"])("finds it by %j", (text) => {
  expect(matches(change, text)).toBe(true);
});

test.each(["remove", "map field", "ist"])("does not find it by %j", (text) => {
  expect(matches(change, text)).toBe(false);
});

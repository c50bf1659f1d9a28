import { expect, test } from "vitest";
import { bestMatches } from "./matches.js";

const map = { verb: "Make", object: "a list a map", words: "map repeated allow_alias" };
const field = { verb: "Remove", object: "a field", words: "delete drop" };
const value = { verb: "Remove", object: "an enum value", words: "delete drop" };
const all = [map, field, value];

test.each(["map", "LIST", "make map", "rep", "a list", "lists", "allow_alias"])("%j finds one", (text) => {
  expect(bestMatches(all, text)).toEqual([map]);
});

test.each(["", " ", "a", "I want to"])("%j says nothing, and leaves all", (text) => {
  expect(bestMatches(all, text)).toEqual(all);
});

test.each(["xyz", "ist", "want xyz"])("%j finds none", (text) => {
  expect(bestMatches(all, text)).toEqual([]);
});

test("words that no change has leave those with the most of the others", () => {
  expect(bestMatches(all, "I want to remove a field that clients still send")).toEqual([field]);
  expect(bestMatches(all, "remove whatever")).toEqual([field, value]);
});

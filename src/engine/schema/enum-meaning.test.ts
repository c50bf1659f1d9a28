import { expect, test } from "vitest";
import { hasSameName, haveValueInCommon, meaningOf, type NamedNumbers } from "./enum-meaning.js";

/** An enum from its values: `Rule: ALLOW 1, DENY 2`. */
function node(text: string): NamedNumbers {
  const [name = "", list = ""] = text.split(": ");
  const values = list.split(", ").map((value) => value.split(" "));
  return { name, values: values.map(([value = "", number]) => ({ name: value, number: Number(number) })) };
}

function pair(writer: string, reader: string, isSameEnum = false) {
  return { writer: node(writer), reader: node(reader), isSameEnum };
}

test.each([
  ["the same name", "E: A 1", "E: A 1", 1, "same"],
  ["an alias", "E: A 1", "E: B 1, A 1", 1, "same"],
  ["the enum's own name before it", "RuleKind: RULE_KIND_A 1", "Mode: MODE_A 1", 1, "renamed"],
  [
    "the enum's own name before it, of a package",
    "a.RuleKind: RULE_KIND_A 1",
    "a.M.Mode: MODE_A 1",
    1,
    "renamed",
  ],
  ["the enum's own name on one side only", "Rule: RULE_A 1", "Rule: A 1", 1, "renamed"],
  ["another name beside one in common", "E: A 1, B 2", "F: A 1, C 2", 2, "renamed"],
  ["no name to the reader", "E: A 1, B 2", "F: A 1", 2, "unrecognized"],
  ["no name to the reader, which has it elsewhere", "E: A 1", "F: A 2", 1, "unrecognized"],
  ["another value, which stands elsewhere", "E: A 1, B 2", "F: B 1, A 2", 1, "other"],
  ["another value, whose number was taken", "E: A 1, B 2", "F: B 1", 1, "other"],
  ["nothing in common", "E: A 1", "F: B 1", 1, "other"],
  [
    "nothing in common but a zero that says nothing",
    "E: E_UNSPECIFIED 0, A 1",
    "F: F_UNSPECIFIED 0, B 1",
    1,
    "other",
  ],
  ["no name to the writer", "E: A 1", "F: A 1, B 2", 2, "same"],
  ["no name to the writer, who has it elsewhere", "E: A 1", "F: B 1, A 2", 2, "other"],
])("a number that has %s", (_, writer, reader, number, meaning) => {
  expect(meaningOf(number, pair(writer, reader))).toBe(meaning);
});

test("in the same enum another name is a rename", () => {
  expect(meaningOf(1, pair("E: A 1", "E: B 1", true))).toBe("renamed");
});

test("a digit does not stand alone as a name", () => {
  expect(hasSameName(1, pair("V: V1 1", "W: W1 1"))).toBe(false);
});

test.each([
  ["E: NONE 0", "F: NONE 0", false],
  ["E: LEFT 0", "F: LEFT 0", true],
  ["E: NONE 0, A 1", "F: NONE 0, A 2", false],
  ["E: NONE 0, E_A 1", "F: UNKNOWN 0, F_A 1", true],
])("%s and %s have a value in common: %s", (one, other, expected) => {
  expect(haveValueInCommon(pair(one, other))).toBe(expected);
});

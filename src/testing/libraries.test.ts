/** The page about libraries has a section for each topic, and its sentences say what the record says. */
import { describe, expect, test } from "vitest";
import { topics } from "../evidence/peers/questions/index.js";
import { readRecords } from "../evidence/peers/run/record-files.js";
import { columnsOf, libraryList } from "../evidence/peers/table/columns.js";
import { topicTable } from "../evidence/peers/table/rows.js";
import { textOf } from "../evidence/peers/table/text.js";
import { countsOf } from "./library-answers.js";
import { readPages } from "./pages.js";

const text = readPages().find(({ file }) => file === "libraries/index.mdx")?.text ?? "";
const columns = columnsOf(readRecords().values());

test.each(topics.map(({ id }) => [id]))("the section %s shows its table", (id) => {
  const [, section = ""] = text.split(new RegExp(`^## ${id.replace("-", "[- ]")}$`, "im"));
  expect(section.split("\n## ")[0]).toContain(`<LibraryTable topic="${id}" />`);
});

describe("a sentence is true of every library that was asked", () => {
  test.each([
    ["No library keeps it where a program copies", "unknown-fields-copy", ["dropped"]],
    ["or where the message becomes JSON", "unknown-fields-json", ["left out"]],
    ["Every library reads a list packed or not", "packed-as-expanded", ["read in full"]],
    ["Every library reads a list packed or not", "packed-expanded-as-packed", ["read in full"]],
    ["2³² + 1 loses its upper bits in every library", "numbers-int32", ["1"]],
    ["2³² + 1 loses its upper bits in every library", "numbers-enum", ["1"]],
    ["the others read true", "numbers-bool", ["true", "false"]],
    [
      "The others refuse the message or replace what is wrong",
      "utf8-proto2-singular",
      ["kept", "rejected", "read as U+FFFD, and written so"],
    ],
    [
      "makes a message unreadable, except in",
      "utf8-proto3-singular",
      ["rejected", "read as U+FFFD, and written so"],
    ],
    [
      "Every library writes back a 0 whose field tells that it was set",
      "presence-explicit",
      ["written back"],
    ],
    ["Every library writes back a 0 whose field tells that it was set", "presence-oneof", ["written back"]],
    ["Every library reads 2⁵³ + 1 from a string", "json-int64-string", ["2⁵³ + 1"]],
    ["Two do otherwise", "open-enums-copy", ["3", "not assigned", "dropped"]],
  ])("%s: %s", (sentence, question, answers) => {
    expect(text).toContain(sentence);
    expect([...countsOf(question).keys()].filter((words) => !answers.includes(words))).toEqual([]);
  });

  test("every library reads a message that is cut off between two fields", () => {
    expect(text).toContain("cut off between two fields is a message, and every library reads it");
    for (const words of countsOf("truncation-everywhere").keys()) expect(words).toMatch(/\b3\b.*\b7\b/);
  });
});

describe("a sentence is true of more than half of the libraries", () => {
  test.each([
    ["Most libraries keep a field that they do not know", "unknown-fields-round-trip", "kept"],
    ["Most libraries have the number in the field", "open-enums-singular", "3"],
    ["is an unknown field to most", "wire-types-string-varint", "kept as unknown"],
    ["Most libraries merge a message that comes twice", "duplicates-message", "merged"],
    ["count only the last member of a oneof", "duplicates-oneof-members", "number, the last"],
    ["Without that, most leave it out", "presence-implicit", "not written back"],
    ["Most libraries refuse a key that they do not know", "json-unknown-key", "rejected"],
    ["A name that the reader does not know is an error", "json-enum-name", "rejected"],
    ["takes the default instead", "json-enum-name-ignored", "read as 0"],
  ])("%s: %s", (sentence, question, words) => {
    expect(text).toContain(sentence);
    const counts = countsOf(question);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect((counts.get(words) ?? 0) * 2).toBeGreaterThan(all);
  });
});

describe("a row", () => {
  const [first] = topics;
  const [question] = first?.questions ?? [];

  test("has each library once: in a group or among those that do not offer it", () => {
    for (const { rows } of topics.map((topic) => topicTable(topic, columns))) {
      for (const { groups, lacking } of rows) {
        const all = [...groups.flatMap((group) => group.columns), ...lacking].sort((a, b) => a - b);
        expect(all).toEqual(columns.map((_, at) => at));
      }
    }
  });

  test("has in its cells what was printed", () => {
    const [row] = first ? topicTable(first, columns).rows : [];
    const printed = columns.map(({ answers }) => answers.get(question?.id ?? "")?.[0]);
    for (const { text: shown, columns: who } of row?.groups.flatMap((group) => group.printed) ?? []) {
      for (const at of who) expect(printed[at] && textOf(printed[at])).toBe(shown);
    }
  });
});

test("a library that could not be had is listed with the reason", () => {
  const missing = { id: "x", language: "X", library: "x", unavailable: "There is no package." };
  expect(libraryList([missing]).missing).toEqual([
    { language: "X", library: "x", reason: "There is no package." },
  ]);
});

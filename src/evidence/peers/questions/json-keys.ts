import { json } from "./ask.js";
import { read, readLeniently, write } from "./json-question.js";
import { byCases } from "./outcomes.js";
import type { Topic } from "./question.js";

export const jsonKeys: Topic = {
  id: "json-keys",
  title: "ProtoJSON: keys and null",
  questions: [
    read("json-unknown-key", "A key that the reader does not know.", '{"flag":true,"other":1}', [
      { reads: { flag: true } },
      "lost",
      "ignored",
    ]),
    readLeniently(
      "json-unknown-key-ignored",
      "A key that the reader does not know and is told to ignore.",
      '{"flag":true,"other":1}',
      [{ reads: { flag: true } }, "lost", "ignored"],
    ),
    read(
      "json-name-snake",
      "The name of the `.proto` file, `two_words`.",
      '{"two_words":"a"}',
      [{ reads: { two_words: '"a' } }, "kept", "read"],
      [{ reads: { two_words: '"' } }, "lost", "ignored"],
    ),
    read(
      "json-name-camel",
      "The JSON name, `twoWords`.",
      '{"twoWords":"a"}',
      [{ reads: { two_words: '"a' } }, "kept", "read"],
      [{ reads: { two_words: '"' } }, "lost", "ignored"],
    ),
    write(
      "json-name-written",
      "The name that is written for `two_words`.",
      "320161",
      [{ prints: { twoWords: "a" } }, "kept", "twoWords"],
      [{ prints: { two_words: "a" } }, "changed", "two_words"],
    ),
    read(
      "json-name-both",
      "Both names of one field: `twoWords` is a, `two_words` is b.",
      '{"twoWords":"a","two_words":"b"}',
      [{ reads: { two_words: '"a' } }, "lost", "a, of the JSON name"],
      [{ reads: { two_words: '"b' } }, "lost", "b, the last"],
    ),
    read(
      "json-duplicate-key",
      "A key twice: 1, then 2.",
      '{"small":1,"small":2}',
      [{ reads: { small: "2" } }, "lost", "2, the last"],
      [{ reads: { small: "1" } }, "lost", "1, the first"],
    ),
    {
      id: "json-duplicate-map-key",
      title: "A key of a map twice: 1, then 2.",
      requests: [json("proto3.MapField", '{"f":{"a":1,"a":2}}', "reading")],
      outcome: byCases(
        [{ reads: { f: [['"a', "2"]] } }, "lost", "2, the last"],
        [{ reads: { f: [['"a', "1"]] } }, "lost", "1, the first"],
      ),
    },
    read("json-null", "`null` for a string and an int32.", '{"twoWords":null,"small":null}', [
      { reads: { two_words: '"', small: "0" } },
      "kept",
      "read as not set",
    ]),
    read(
      "json-null-element",
      "`null` as the second element of a list.",
      '{"states":["OPEN_ONE",null]}',
      [{ reads: { states: ["1"] } }, "lost", "left out"],
      [{ reads: { states: ["1", "0"] } }, "changed", "read as 0"],
    ),
  ],
};

import { bytes } from "./ask.js";
import { byCases } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

/** Where the byte ff stands before a c, and what is written where it became U+FFFD. */
const places = [
  { id: "singular", title: "A singular field", input: "0a02ff63", replaced: "0a04efbfbd63" },
  { id: "list", title: "An element of a list", input: "1202ff63", replaced: "1204efbfbd63" },
  {
    id: "map-key",
    title: "The key of a map",
    input: "1a070a02ff63120162",
    replaced: "1a090a04efbfbd63120162",
  },
  {
    id: "map-value",
    title: "The value of a map",
    input: "1a070a01621202ff63",
    replaced: "1a090a01621204efbfbd63",
  },
];

export const utf8: Topic = {
  id: "utf-8",
  title: "Strings that are not UTF-8",
  questions: [
    ...inSyntax("proto3"),
    ...inSyntax("proto2"),
    {
      id: "utf8-surrogate",
      title: "A string in proto3 has half of a surrogate pair, in three bytes.",
      requests: [bytes("proto3.Text", "0a03eda080", "reading", "binary")],
      outcome: byCases(
        [{ writes: "0a03eda080" }, "kept", "kept"],
        [{ reads: { one: '"\ufffd\ufffd\ufffd' } }, "changed", "read as U+FFFD, three times"],
        [{ reads: { one: '"\ufffd' } }, "changed", "read as U+FFFD"],
      ),
    },
    {
      id: "utf8-copy",
      title: "A singular field in proto2 is not UTF-8, and a program assigns it to a new message.",
      requests: [bytes("proto2.Text", "0a02ff63", "copy")],
      outcome: byCases(
        [{ copies: "0a02ff63" }, "kept", "kept"],
        [{ copies: "0a04efbfbd63" }, "changed", "written as U+FFFD"],
        [{ fails: "copy" }, "rejected", "not assigned"],
      ),
    },
    {
      id: "utf8-json",
      title: "A singular field in proto2 is not UTF-8, and is written as ProtoJSON.",
      requests: [bytes("proto2.Text", "0a02ff63", "json")],
      outcome: byCases(
        [{ prints: { one: "\ufffdc" } }, "changed", "written as U+FFFD"],
        [{ prints: { one: "c" } }, "lost", "left out"],
        [{ fails: "json" }, "rejected", "not written"],
      ),
    },
  ],
};

function inSyntax(syntax: "proto3" | "proto2"): Question[] {
  return places.map(({ id, title, input, replaced }) => ({
    id: `utf8-${syntax}-${id}`,
    title: `${title} in ${syntax} is not UTF-8.`,
    requests: [bytes(`${syntax}.Text`, input, "reading", "binary")],
    outcome: byCases(
      [{ fails: "reading", writes: input }, "kept", "kept, but cannot be looked at"],
      [{ writes: input }, "kept", "kept"],
      [{ writes: replaced }, "changed", "read as U+FFFD, and written so"],
      [{ fails: "binary" }, "rejected", "read, but not written"],
    ),
  }));
}

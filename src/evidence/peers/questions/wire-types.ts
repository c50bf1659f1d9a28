import { bytes } from "./ask.js";
import { byCases, type Case, type Sign } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

const noName = { name: '"' };
const noNumber = { implicit: "0" };
const noMessage = { message: null };
const noGroup = { f: null };

export const wireTypes: Topic = {
  id: "wire-types",
  title: "Another wire type at a known number",
  questions: [
    at("string-varint", "A varint where a string is expected.", "proto3.Old", "0807", noName, [
      { reads: noName, writes: "0a00" },
      "lost",
      "read as an empty string",
    ]),
    at("string-fixed64", "64 bits where a string is expected.", "proto3.Old", "090100000000000000", noName, [
      { reads: { name: '"\0' }, writes: "0a0100" },
      "changed",
      "read as the string 00",
    ]),
    at("string-group", "A group where a string is expected.", "proto3.Old", "0b08010c", noName, [
      { reads: { name: '"\u0001\f' }, writes: "0a02010c" },
      "changed",
      "read as the string 01 0c",
    ]),
    at("string-fixed32", "32 bits where a string is expected.", "proto3.Old", "0d01000000", noName, [
      { reads: { name: '"\0' }, writes: "0a0100" },
      "changed",
      "read as the string 00",
    ]),
    at(
      "int32-fixed64",
      "64 bits where an int32 is expected.",
      "proto3.Presence",
      "090100000000000000",
      noNumber,
    ),
    at(
      "int32-length",
      "A length and so many bytes where an int32 is expected.",
      "proto3.Presence",
      "0a0161",
      noNumber,
    ),
    at("int32-group", "A group where an int32 is expected.", "proto3.Presence", "0b08010c", noNumber),
    at("int32-fixed32", "32 bits where an int32 is expected.", "proto3.Presence", "0d01000000", noNumber),
    at("message-varint", "A varint where a message is expected.", "proto3.Presence", "2801", noMessage),
    at("message-group", "A group where a message is expected.", "proto3.Presence", "2b08012c", noMessage),
    at(
      "group-length",
      "A message with its length where a group is expected.",
      "proto2.GroupField",
      "0a020801",
      noGroup,
      [{ reads: { f: { a: "1" } }, writes: "0b08010c" }, "kept", "read as the group"],
    ),
    {
      id: "wire-types-group-end",
      title: "The end of a group that never began.",
      requests: [bytes("proto3.Old", "0c", "reading", "binary")],
      outcome: byCases([{ reads: noName, writes: "" }, "lost", "passed over"]),
    },
    {
      id: "wire-types-undefined",
      title: "Wire types 6 and 7, which are not defined.",
      requests: ["0e", "0f"].map((input) => bytes("proto3.Old", input, "reading", "binary")),
      outcome: (answers) => {
        const outcomes = answers.map((each) =>
          byCases([{ reads: noName, writes: "" }, "lost", "passed over"])([each]),
        );
        const [first, second] = outcomes.map(({ words }) => words);
        return first === second && outcomes[0]
          ? outcomes[0]
          : { survival: "rejected", words: `6 ${first}, 7 ${second}` };
      },
    },
    {
      id: "wire-types-number-zero",
      title: "Field number 0, which no schema can declare.",
      requests: [bytes("proto3.Old", "0001", "reading", "binary")],
      outcome: byCases(
        [{ reads: noName, writes: "" }, "lost", "passed over"],
        [{ reads: noName, writes: "0001" }, "kept", "kept as unknown"],
      ),
    },
  ],
};

/** Besides what a library does by its own: an unknown field, kept or dropped. */
function at(
  id: string,
  title: string,
  message: string,
  input: string,
  unset: Sign["reads"],
  ...others: readonly Case[]
): Question {
  return {
    id: `wire-types-${id}`,
    title,
    requests: [bytes(message, input, "reading", "binary")],
    outcome: byCases(
      [{ reads: unset, writes: input }, "kept", "kept as unknown"],
      [{ reads: unset, writes: "" }, "lost", "dropped"],
      ...others,
    ),
  };
}

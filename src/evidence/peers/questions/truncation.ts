import { bytes } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

/** An int32, a string and a message: 3, 4 and 4 bytes. */
const whole = "08ac02220261622a020801";

/** After how many bytes it is cut off. */
const cuts = Array.from({ length: whole.length / 2 - 1 }, (_, at) => at + 1);

/** Where a field ends, so that the piece is a message of its own. */
const betweenFields = [3, 7];

export const truncation: Topic = {
  id: "truncation",
  title: "Messages that are cut off",
  questions: [
    {
      id: "truncation-everywhere",
      title:
        "A message of three fields (3, 4 and 4 bytes), cut off after each of its bytes: which pieces are read?",
      requests: cuts.map((cut) => bytes("proto3.Presence", whole.slice(0, cut * 2), "reading")),
      outcome: (answers) => {
        const accepted = cuts.filter((_, at) => answers[at] && !("error" in answers[at]));
        const isExpected = JSON.stringify(accepted) === JSON.stringify(betweenFields);
        return { survival: isExpected ? "kept" : "lost", words: `those of ${inWords(accepted)} bytes` };
      },
    },
    cut("length", "A string whose length leads beyond the end.", "proto3.Old", "0a0561", [
      [{ reads: { name: '"a' } }, "lost", "read as far as it goes"],
    ]),
    cut("negative-length", "A string with the length −1.", "proto3.Old", "0affffffff0f61", [
      [{ reads: { name: '"a' } }, "changed", "read as far as it goes"],
    ]),
    cut("packed", "A packed list that ends within a varint.", "proto3.PackedInt32Field", "0a020180", []),
    cut(
      "packed-fixed32",
      "A packed list of fixed32 whose length is no multiple of four.",
      "proto3.PackedFixed32Field",
      "0a06010000000200",
      [],
    ),
    cut(
      "nested",
      "A message with a field that leads beyond the message's length.",
      "proto3.OldNested",
      "0a030a0263310000",
      [],
    ),
    cut("group", "A group that does not end.", "proto2.GroupField", "0b0801", [
      [{ reads: { f: { a: "1" } } }, "kept", "read"],
    ]),
    cut("unknown-group", "An unknown group that does not end.", "proto3.Old", "130801", []),
  ],
};

function cut(id: string, title: string, message: string, input: string, cases: readonly Case[]): Question {
  return {
    id: `truncation-${id}`,
    title,
    requests: [bytes(message, input, "reading")],
    outcome: byCases(...cases),
  };
}

function inWords(numbers: readonly number[]): string {
  return new Intl.ListFormat("en").format(numbers.map(String));
}

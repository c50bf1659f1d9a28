import { text } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

const ignored: Case = [{ reads: { kept: '"a' } }, "lost", "ignored"];

export const textFormat: Topic = {
  id: "text-format",
  title: "Text format",
  questions: [
    read("text-unknown-name", "A name that the reader does not know.", 'kept: "a" other: "b"', ignored),
    read("text-reserved-name", "A name that the reader has reserved.", 'kept: "a" gone: "b"', ignored),
    read(
      "text-enum-name",
      "A name of an enum value that the reader does not know.",
      'kept: "a" state: OPEN_NEW',
      [{ reads: { kept: '"a', state: "0" } }, "lost", "read as 0"],
    ),
    read("text-enum-number", "A number of an open enum that has no name.", 'kept: "a" state: 3', [
      { reads: { kept: '"a', state: "3" } },
      "kept",
      "3",
    ]),
  ],
};

function read(id: string, title: string, input: string, ...cases: readonly Case[]): Question {
  return { id, title, requests: [text("proto3.TextFormat", input, "reading")], outcome: byCases(...cases) };
}

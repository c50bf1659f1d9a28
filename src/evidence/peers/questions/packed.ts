import { bytes } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

export const packed: Topic = {
  id: "packed",
  title: "Packed and not",
  questions: [
    list("as-expanded", "A packed list where the schema says `packed = false`.", "Expanded", "0a03010203", [
      "1",
      "2",
      "3",
    ]),
    list(
      "expanded-as-packed",
      "A tag for each element where the schema says packed.",
      "Packed",
      "080108020803",
      ["1", "2", "3"],
    ),
    list(
      "mixed",
      "A list partly packed and partly with a tag for each element.",
      "Packed",
      "08010a0202030804",
      ["1", "2", "3", "4"],
    ),
    list("singular-as-list", "One int32 where a packed list is expected.", "Packed", "0801", ["1"]),
    singular("as-singular", "A packed list, 1, 2, 3, where one int32 is expected.", "0a03010203", [
      [{ reads: { f: "0" }, writes: "0a03010203" }, "kept", "0, bytes kept"],
      [{ reads: { f: "0" }, writes: "" }, "lost", "0, dropped"],
    ]),
    singular(
      "expanded-as-singular",
      "A tag for each element, 1, 2, 3, where one int32 is expected.",
      "080108020803",
      [[{ reads: { f: "3" }, writes: "0803" }, "lost", "3, the last"]],
    ),
  ],
};

function list(id: string, title: string, form: string, input: string, elements: readonly string[]): Question {
  return {
    id: `packed-${id}`,
    title,
    requests: [bytes(`proto3.${form}Int32Field`, input, "reading", "binary")],
    outcome: byCases([{ reads: { f: elements } }, "kept", "read in full"]),
  };
}

function singular(id: string, title: string, input: string, cases: readonly Case[]): Question {
  return {
    id: `packed-${id}`,
    title,
    requests: [bytes("proto3.Int32Field", input, "reading", "binary")],
    outcome: byCases(...cases),
  };
}

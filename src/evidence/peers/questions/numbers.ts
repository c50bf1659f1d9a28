import { bytes } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

export const numbers: Topic = {
  id: "numbers",
  title: "Numbers that do not fit",
  questions: [
    number("bool", "2³² where a bool is expected.", "Bool", "088080808010", [
      [{ reads: { f: true } }, "changed", "true"],
      [{ reads: { f: false } }, "changed", "false"],
    ]),
    number("bool-two", "2 where a bool is expected.", "Bool", "0802", [
      [{ reads: { f: true } }, "changed", "true"],
      [{ reads: { f: false } }, "changed", "false"],
    ]),
    number("int32", "2³² + 1 where an int32 is expected.", "Int32", "088180808010", [
      [{ reads: { f: "1" } }, "changed", "1"],
    ]),
    number("int32-sign", "2³¹ where an int32 is expected.", "Int32", "088080808008", [
      [{ reads: { f: "-2147483648" } }, "changed", "−2³¹"],
    ]),
    number(
      "uint32-negative",
      "−1, as an int32 is written, where a uint32 is expected.",
      "Uint32",
      "08ffffffffffffffffff01",
      [
        [{ reads: { f: "4294967295" } }, "changed", "2³² − 1"],
        [{ reads: { f: "-1" } }, "changed", "−1"],
      ],
    ),
    number("enum", "2³² + 1 where an open enum is expected.", "Enum", "088180808010", [
      [{ reads: { f: "1" } }, "changed", "1"],
    ]),
    number("padded-varint", "1, written with more bytes than it needs.", "Int32", "08818000", [
      [{ reads: { f: "1" } }, "kept", "1"],
    ]),
    number("long-varint", "A varint of eleven bytes.", "Int64", "08ffffffffffffffffffff01", []),
  ],
};

function number(id: string, title: string, type: string, input: string, cases: readonly Case[]): Question {
  return {
    id: `numbers-${id}`,
    title,
    requests: [bytes(`proto3.${type}Field`, input, "reading", "binary")],
    outcome: byCases(...cases),
  };
}

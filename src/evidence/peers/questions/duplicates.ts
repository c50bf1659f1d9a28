import { bytes } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

const merged = { a: "1", b: '"b' };
const onlyA = { a: "1", b: '"' };
const onlyB = { a: "0", b: '"b' };

export const duplicates: Topic = {
  id: "duplicates",
  title: "The same field twice",
  questions: [
    twice("scalar", "A singular int32: 1, then 2.", "08010802", [
      [{ reads: { scalar: "2" }, writes: "0802" }, "kept", "2, the last"],
    ]),
    {
      id: "duplicates-string",
      title: "A singular string: a, then b.",
      requests: [bytes("proto3.Text", "0a01610a0162", "reading", "binary")],
      outcome: byCases([{ reads: { one: '"b' }, writes: "0a0162" }, "kept", "b, the last"]),
    },
    twice("message", 'A singular message: `{ a: 1 }`, then `{ b: "b" }`.', "120208011203120162", [
      [{ reads: { message: merged } }, "kept", "merged"],
      [{ reads: { message: onlyB } }, "lost", "the last"],
    ]),
    twice("oneof-members", "Two members of a oneof: left (a message), then number.", "1a0208012805", [
      [{ reads: { left: null, number: "5" }, writes: "2805" }, "kept", "number, the last"],
      [{ reads: { left: onlyA, number: "5" } }, "changed", "both"],
    ]),
    twice(
      "oneof-messages",
      'Two members of a oneof, messages of one type: left `{ a: 1 }`, then right `{ b: "b" }`.',
      "1a0208012203120162",
      [
        [{ reads: { left: null, right: onlyB } }, "kept", "right, the last"],
        [{ reads: { left: null, right: merged } }, "changed", "right, merged with left"],
        [{ reads: { left: onlyA, right: onlyB } }, "changed", "both"],
      ],
    ),
    twice(
      "oneof-same",
      'The same message in a oneof: left `{ a: 1 }`, then left `{ b: "b" }`.',
      "1a0208011a03120162",
      [
        [{ reads: { left: merged } }, "kept", "merged"],
        [{ reads: { left: onlyB } }, "lost", "the last"],
      ],
    ),
    twice(
      "oneof-back",
      'A oneof, and back: left `{ a: 1 }`, right `{ a: 2 }`, left `{ b: "b" }`.',
      "1a020801220208021a03120162",
      [
        [{ reads: { left: onlyB, right: null } }, "kept", "left, without what came first"],
        [{ reads: { left: merged, right: null } }, "changed", "left, merged with what came first"],
        [
          { reads: { left: onlyB, right: { a: "2", b: '"' } } },
          "changed",
          "both, left without what came first",
        ],
      ],
    ),
    twice("map-key", "A key of a map: 1, then 2.", "32050a0161100132050a01611002", [
      [{ reads: { counts: [['"a', "2"]] }, writes: "32050a01611002" }, "kept", "2, the last"],
    ]),
    twice(
      "map-message",
      'A key of a map, with messages: `{ a: 1 }`, then `{ b: "b" }`.',
      "3a070a0161120208013a080a01611203120162",
      [
        [{ reads: { by_name: [['"a', onlyB]] } }, "kept", "the last"],
        [{ reads: { by_name: [['"a', merged]] } }, "changed", "merged"],
      ],
    ),
    twice("map-value", "The value in one entry of a map: 1, then 2.", "32070a016110011002", [
      [{ reads: { counts: [['"a', "2"]] } }, "kept", "2, the last"],
    ]),
    twice(
      "map-value-message",
      'The message in one entry of a map: `{ a: 1 }`, then `{ b: "b" }`.',
      "3a0c0a0161120208011203120162",
      [
        [{ reads: { by_name: [['"a', merged]] } }, "kept", "merged"],
        [{ reads: { by_name: [['"a', onlyB]] } }, "lost", "the last"],
      ],
    ),
    twice("map-no-key", "An entry of a map without a key.", "32021001", [
      [{ reads: { counts: [['"', "1"]] } }, "kept", "the key is empty"],
    ]),
    twice("map-no-value", "An entry of a map without a value.", "32030a0161", [
      [{ reads: { counts: [['"a', "0"]] } }, "kept", "the value is 0"],
    ]),
    twice("map-no-message", "An entry of a map without its message.", "3a030a0161", [
      [
        { reads: { by_name: [['"a', { a: "0", b: '"' }]] }, writes: "3a050a01611200" },
        "kept",
        "an empty message",
      ],
      [
        { reads: { by_name: [['"a', { a: "0", b: '"' }]] }, writes: "3a030a0161" },
        "kept",
        "an empty message, not written back",
      ],
      [{ reads: { by_name: [['"a', null]] }, fails: "binary" }, "rejected", "null, which cannot be written"],
    ]),
  ],
};

function twice(id: string, title: string, input: string, cases: readonly Case[]): Question {
  return {
    id: `duplicates-${id}`,
    title,
    requests: [bytes("proto3.Duplicates", input, "reading", "binary")],
    outcome: byCases(...cases),
  };
}

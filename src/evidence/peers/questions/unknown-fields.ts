import { bytes } from "./ask.js";
import { byCases } from "./outcomes.js";
import type { Outcome, Printed, Topic } from "./question.js";

const whole = "0a026331108004";
const declared = "0a026331";

/** An unknown field after the known one, once with each wire type. */
const ofEachWireType = ["1001", "110100000000000000", "120161", "13080114", "1501000000"].map(
  (field) => declared + field,
);

export const unknownFields: Topic = {
  id: "unknown-fields",
  title: "Fields that the reader does not know",
  questions: [
    {
      id: "unknown-fields-round-trip",
      title: "A field that the reader does not know, after the message was read and written.",
      requests: [bytes("proto3.Old", whole, "reading", "binary")],
      outcome: keptOrDropped(whole, declared),
    },
    {
      id: "unknown-fields-wire-types",
      title: "Unknown fields of all wire types, groups included, one message each.",
      requests: ofEachWireType.map((input) => bytes("proto3.Old", input, "binary")),
      outcome: (answers) => {
        const written = answers.map(binaryOf);
        const kept = written.filter((binary, at) => binary === ofEachWireType[at]).length;
        const dropped = written.filter((binary) => binary === declared).length;
        if (kept + dropped !== answers.length) return rejectedSome(answers);
        if (dropped === 0) return { survival: "kept", words: "kept" };
        return {
          survival: "lost",
          words: kept === 0 ? "dropped" : `dropped ${dropped} of ${answers.length}`,
        };
      },
    },
    {
      id: "unknown-fields-nested",
      title: "An unknown field of a message inside a message.",
      requests: [bytes("proto3.OldNested", "0a070a026331108004", "binary")],
      outcome: keptOrDropped("0a070a026331108004", "0a040a026331"),
    },
    {
      id: "unknown-fields-list",
      title: "An unknown field of a message in a list.",
      requests: [bytes("proto3.OldNested", "12070a026331108004", "binary")],
      outcome: keptOrDropped("12070a026331108004", "12040a026331"),
    },
    {
      id: "unknown-fields-map",
      title: "An unknown field of a message that is the value of a map.",
      requests: [bytes("proto3.OldNested", "1a0c0a016112070a026331108004", "binary")],
      outcome: keptOrDropped("1a0c0a016112070a026331108004", "1a090a016112040a026331"),
    },
    {
      id: "unknown-fields-map-entry",
      title: "An unknown field in the entry of a map, beside the key and the value.",
      requests: [bytes("proto3.Duplicates", "32070a016110011801", "reading", "binary")],
      outcome: keptOrDropped("32070a016110011801", "32050a01611001"),
    },
    {
      id: "unknown-fields-copy",
      title: "An unknown field, after a program assigned each field that it knows to a new message.",
      requests: [bytes("proto3.Old", whole, "copy")],
      outcome: byCases([{ copies: whole }, "kept", "kept"], [{ copies: declared }, "lost", "dropped"]),
    },
    {
      id: "unknown-fields-json",
      title: "An unknown field, after the message was written as ProtoJSON.",
      requests: [bytes("proto3.Old", whole, "json")],
      outcome: byCases([{ prints: { name: "c1" } }, "lost", "left out"]),
    },
  ],
};

function keptOrDropped(input: string, withoutIt: string) {
  return byCases([{ writes: input }, "kept", "kept"], [{ writes: withoutIt }, "lost", "dropped"]);
}

function binaryOf(printed: Printed): unknown {
  return "error" in printed ? null : printed.binary;
}

function rejectedSome(answers: readonly Printed[]): Outcome {
  const rejected = answers.filter((printed) => "error" in printed).length;
  if (rejected === 0) throw new Error(`There are no words for ${JSON.stringify(answers)}.`);
  return { survival: "rejected", words: `rejected ${rejected} of ${answers.length}` };
}

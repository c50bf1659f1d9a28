import { bytes } from "./ask.js";
import { byCases } from "./outcomes.js";
import type { Topic } from "./question.js";

const entry = (value: string) => [['"a', value]] as const;

export const openEnums: Topic = {
  id: "open-enums",
  title: "An open enum (proto3) with a number that has no name",
  questions: [
    {
      id: "open-enums-singular",
      title: "A number without a name, 3, in a singular field of an open enum.",
      requests: [bytes("proto3.OpenEnums", "0803", "reading", "binary")],
      outcome: byCases(
        [{ reads: { one: "3" }, writes: "0803" }, "kept", "3"],
        [{ reads: { one: "?" }, writes: "0803" }, "kept", "unrecognized, 3 written back"],
        [{ reads: { one: "0" }, writes: "0803" }, "kept", "0, bytes kept"],
        [{ reads: { one: "0" }, writes: "" }, "lost", "0"],
      ),
    },
    {
      id: "open-enums-optional",
      title: "3 in a field of an open enum with explicit presence.",
      requests: [bytes("proto3.OpenEnums", "3003", "reading", "binary")],
      outcome: byCases(
        [{ reads: { maybe: "3" }, writes: "3003" }, "kept", "3"],
        [{ reads: { maybe: "?" }, writes: "3003" }, "kept", "unrecognized, 3 written back"],
        [{ reads: { maybe: null }, writes: "3003" }, "kept", "not set, bytes kept"],
        [{ reads: { maybe: null }, writes: "" }, "lost", "not set, dropped"],
      ),
    },
    {
      id: "open-enums-list",
      title: "1, 3, 2 in a packed list of an open enum.",
      requests: [bytes("proto3.OpenEnums", "1203010302", "reading", "binary")],
      outcome: byCases(
        [{ reads: { many: ["1", "3", "2"] }, writes: "1203010302" }, "kept", "1, 3, 2"],
        [{ reads: { many: ["1", "3", "2"] }, writes: "100110031002" }, "kept", "1, 3, 2"],
        [
          { reads: { many: ["1", "?", "2"] }, writes: "1203010302" },
          "kept",
          "1, unrecognized, 2; written back",
        ],
        [{ reads: { many: ["1", "2"] }, writes: "100110021003" }, "kept", "1, 2; then 3 is written last"],
      ),
    },
    {
      id: "open-enums-map",
      title: "3 in an open enum as the value of a map.",
      requests: [bytes("proto3.OpenEnums", "1a050a01611003", "reading", "binary")],
      outcome: byCases(
        [{ reads: { by_name: entry("3") }, writes: "1a050a01611003" }, "kept", "3"],
        [
          { reads: { by_name: entry("?") }, writes: "1a050a01611003" },
          "kept",
          "unrecognized, 3 written back",
        ],
        [{ reads: { by_name: entry("0") }, writes: "1a050a01611000" }, "lost", "0"],
      ),
    },
    {
      id: "open-enums-oneof",
      title: "3 in an open enum in a oneof.",
      requests: [bytes("proto3.OpenEnums", "2003", "reading", "binary")],
      outcome: byCases(
        [{ reads: { picked: "3" }, writes: "2003" }, "kept", "3"],
        [{ reads: { picked: "?" }, writes: "2003" }, "kept", "unrecognized, 3 written back"],
        [{ reads: { picked: null }, writes: "2003" }, "kept", "not set, bytes kept"],
      ),
    },
    {
      id: "open-enums-copy",
      title: "3 in an open enum, after a program assigned it to a new message.",
      requests: [bytes("proto3.OpenEnums", "0803", "copy")],
      outcome: byCases(
        [{ copies: "0803" }, "kept", "3"],
        [{ copies: "" }, "lost", "dropped"],
        [{ fails: "copy" }, "rejected", "not assigned"],
      ),
    },
    {
      id: "open-enums-json",
      title: "3 in an open enum, written as ProtoJSON.",
      requests: [bytes("proto3.OpenEnums", "0803", "json")],
      outcome: byCases(
        [{ prints: { one: 3 } }, "kept", "3"],
        [{ prints: {} }, "lost", "left out"],
        [{ fails: "json" }, "rejected", "not written"],
      ),
    },
  ],
};

export const closedEnums: Topic = {
  id: "closed-enums",
  title: "A closed enum (proto2) with a number that has no name",
  questions: [
    {
      id: "closed-enums-singular",
      title: "A number without a name, 3, in a singular field of a closed enum.",
      requests: [bytes("proto2.ClosedEnums", "0803", "reading", "binary")],
      outcome: closedIn("one", "0803"),
    },
    {
      id: "closed-enums-default",
      title: "3 in a field of a closed enum with a default of its own.",
      requests: [bytes("proto2.ClosedEnums", "3003", "reading", "binary")],
      outcome: closedIn("with_default", "3003"),
    },
    {
      id: "closed-enums-list",
      title: "1, 3, 2 in a list of a closed enum.",
      requests: [bytes("proto2.ClosedEnums", "100110031002", "reading", "binary")],
      outcome: byCases(
        [{ reads: { many: ["1", "2"] }, writes: "100110021003" }, "kept", "1, 2; then 3 is written last"],
        [{ reads: { many: ["1", "3", "2"] }, writes: "100110031002" }, "kept", "1, 3, 2"],
        [{ reads: { many: ["1", "2"] }, writes: "10011002" }, "lost", "1, 2"],
      ),
    },
    {
      id: "closed-enums-packed",
      title: "1, 3, 2 in a packed list of a closed enum.",
      requests: [bytes("proto2.ClosedEnums", "3a03010302", "reading", "binary")],
      outcome: byCases(
        [{ reads: { packed: ["1", "2"] }, writes: "3a0201023803" }, "kept", "1, 2; then 3 is written last"],
        [{ reads: { packed: ["1", "3", "2"] }, writes: "3a03010302" }, "kept", "1, 3, 2"],
        [
          { reads: { packed: ["1", "3", "2"] }, writes: "380138033802" },
          "kept",
          "1, 3, 2; not packed when written",
        ],
        [{ reads: { packed: ["1", "2"] }, writes: "3a020102" }, "lost", "1, 2"],
      ),
    },
    {
      id: "closed-enums-map",
      title: "3 in a closed enum as the value of a map.",
      requests: [bytes("proto2.ClosedEnums", "1a050a01611003", "reading", "binary")],
      outcome: byCases(
        [{ reads: { by_name: entry("3") }, writes: "1a050a01611003" }, "kept", "3"],
        [{ reads: { by_name: null }, writes: "1a050a01611003" }, "kept", "no entry, bytes kept"],
        [{ reads: { by_name: entry("0") }, writes: "1a050a01611000" }, "lost", "0"],
        [{ reads: { by_name: null }, writes: "" }, "lost", "no entry"],
      ),
    },
    {
      id: "closed-enums-oneof",
      title: "3 in a closed enum in a oneof.",
      requests: [bytes("proto2.ClosedEnums", "2003", "reading", "binary")],
      outcome: closedIn("picked", "2003"),
    },
    {
      id: "closed-enums-oneof-after",
      title: "3 in a closed enum in a oneof, after another member of it.",
      requests: [bytes("proto2.ClosedEnums", "2a01612003", "reading", "binary")],
      outcome: byCases(
        [
          { reads: { other: '"a', picked: null }, writes: "2a01612003" },
          "kept",
          "the other member, bytes of both kept",
        ],
        [{ reads: { other: null, picked: "3" }, writes: "2003" }, "kept", "3"],
        [{ reads: { other: '"a', picked: "3" }, writes: "20032a0161" }, "changed", "both members"],
        [{ reads: { other: null, picked: null }, writes: "2003" }, "lost", "neither member, bytes of 3 kept"],
        [
          { reads: { other: '"a', picked: null }, writes: "2a0161" },
          "lost",
          "the other member, 3 is dropped",
        ],
      ),
    },
    {
      id: "closed-enums-required",
      title: "3 in a required field of a closed enum.",
      requests: [bytes("proto2.RequiredEnum", "0803", "reading", "binary")],
      outcome: byCases(
        [{ reads: { state: "3" }, writes: "0803" }, "kept", "3"],
        [{ reads: { state: null }, fails: "binary" }, "rejected", "not set, cannot be written"],
        [{ reads: { state: null }, writes: "0803" }, "kept", "not set, bytes kept"],
      ),
    },
    {
      id: "closed-enums-copy",
      title: "3 in a closed enum, after a program assigned each field that is set to a new message.",
      requests: [bytes("proto2.ClosedEnums", "0803", "copy")],
      outcome: byCases(
        [{ copies: "" }, "lost", "dropped"],
        [{ copies: "0803" }, "kept", "3"],
        [{ fails: "copy" }, "rejected", "not assigned"],
      ),
    },
    {
      id: "closed-enums-json",
      title: "3 in a closed enum, written as ProtoJSON.",
      requests: [bytes("proto2.ClosedEnums", "0803", "json")],
      outcome: byCases(
        [{ prints: {} }, "lost", "left out"],
        [{ prints: { one: 3 } }, "kept", "3"],
        [{ fails: "json" }, "rejected", "not written"],
      ),
    },
  ],
};

function closedIn(field: string, input: string) {
  return byCases(
    [{ reads: { [field]: "3" }, writes: input }, "kept", "3"],
    [{ reads: { [field]: null }, writes: input }, "kept", "not set, bytes kept"],
    [{ reads: { [field]: null }, writes: "" }, "lost", "not set, dropped"],
  );
}

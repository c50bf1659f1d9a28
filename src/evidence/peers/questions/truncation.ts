import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

/** An int32, a string and a message: 3, 4 and 4 bytes. */
const whole = "08ac02220261622a020801";
const cuts = Array.from({ length: whole.length / 2 - 1 }, (_, at) => at + 1);

export const truncation: Topic = {
  id: "truncation",
  title: "Messages that are cut off",
  questions: [
    {
      id: "truncation-everywhere",
      title: "A message of three fields, cut off after each of its bytes: which pieces are read?",
      requests: cuts.map((cut) => bytes("proto3.Presence", whole.slice(0, cut * 2), "reading")),
    },
    {
      id: "truncation-length",
      title: "A string with a length that leads beyond the end.",
      requests: [bytes("proto3.Old", "0a0561", "reading")],
    },
    {
      id: "truncation-negative-length",
      title: "A string with a length that is −1 as an int32.",
      requests: [bytes("proto3.Old", "0affffffff0f61", "reading")],
    },
    {
      id: "truncation-packed",
      title: "A packed list whose last varint is cut off by the list's length.",
      requests: [bytes("proto3.PackedInt32Field", "0a020180", "reading")],
    },
    {
      id: "truncation-packed-fixed32",
      title: "A packed list of fixed32 whose length is no multiple of four.",
      requests: [bytes("proto3.PackedFixed32Field", "0a06010000000200", "reading")],
    },
    {
      id: "truncation-nested",
      title: "A message whose field leads beyond the message's own length.",
      requests: [bytes("proto3.OldNested", "0a030a0263310000", "reading")],
    },
    {
      id: "truncation-group",
      title: "A group that does not end.",
      requests: [bytes("proto2.GroupField", "0b0801", "reading")],
    },
    {
      id: "truncation-unknown-group",
      title: "An unknown group that does not end.",
      requests: [bytes("proto3.Old", "130801", "reading")],
    },
  ],
};

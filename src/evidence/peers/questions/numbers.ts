import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const numbers: Topic = {
  id: "numbers",
  title: "Numbers that do not fit",
  questions: [
    {
      id: "numbers-bool",
      title: "2³² where a bool is expected.",
      requests: [bytes("proto3.BoolField", "088080808010", "reading", "binary")],
    },
    {
      id: "numbers-bool-two",
      title: "2 where a bool is expected.",
      requests: [bytes("proto3.BoolField", "0802", "reading", "binary")],
    },
    {
      id: "numbers-int32",
      title: "2³² + 1 where an int32 is expected.",
      requests: [bytes("proto3.Int32Field", "088180808010", "reading", "binary")],
    },
    {
      id: "numbers-int32-sign",
      title: "2³¹ where an int32 is expected.",
      requests: [bytes("proto3.Int32Field", "088080808008", "reading", "binary")],
    },
    {
      id: "numbers-uint32-negative",
      title: "−1, as an int32 is written, where a uint32 is expected.",
      requests: [bytes("proto3.Uint32Field", "08ffffffffffffffffff01", "reading", "binary")],
    },
    {
      id: "numbers-enum",
      title: "2³² + 1 where an open enum is expected.",
      requests: [bytes("proto3.EnumField", "088180808010", "reading", "binary")],
    },
    {
      id: "numbers-long-varint",
      title: "A varint of eleven bytes.",
      requests: [bytes("proto3.Int64Field", "08ffffffffffffffffffff01", "reading", "binary")],
    },
    {
      id: "numbers-padded-varint",
      title: "1, written with more bytes than it needs.",
      requests: [bytes("proto3.Int32Field", "08818000", "reading", "binary")],
    },
  ],
};

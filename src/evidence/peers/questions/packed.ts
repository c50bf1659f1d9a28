import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const packed: Topic = {
  id: "packed",
  title: "Packed and not",
  questions: [
    {
      id: "packed-as-expanded",
      title: "A packed list where the schema says `packed = false`.",
      requests: [bytes("proto3.ExpandedInt32Field", "0a03010203", "reading", "binary")],
    },
    {
      id: "packed-expanded-as-packed",
      title: "One tag an element where the schema says packed.",
      requests: [bytes("proto3.PackedInt32Field", "080108020803", "reading", "binary")],
    },
    {
      id: "packed-mixed",
      title: "Both in one message.",
      requests: [bytes("proto3.PackedInt32Field", "08010a0202030804", "reading", "binary")],
    },
    {
      id: "packed-as-singular",
      title: "A packed list where one int32 is expected.",
      requests: [bytes("proto3.Int32Field", "0a03010203", "reading", "binary")],
    },
    {
      id: "packed-expanded-as-singular",
      title: "A list of one tag an element where one int32 is expected.",
      requests: [bytes("proto3.Int32Field", "080108020803", "reading", "binary")],
    },
    {
      id: "packed-singular-as-list",
      title: "One int32 where a packed list is expected.",
      requests: [bytes("proto3.PackedInt32Field", "0801", "reading", "binary")],
    },
  ],
};

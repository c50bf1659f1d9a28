import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const unknownFields: Topic = {
  id: "unknown-fields",
  title: "Fields that the reader does not know",
  questions: [
    {
      id: "unknown-fields-round-trip",
      title: "A field that the reader does not know, after it was read and written.",
      requests: [bytes("proto3.Old", "0a026331108004", "reading", "binary")],
    },
    {
      id: "unknown-fields-wire-types",
      title: "Unknown fields of each wire type, groups included, after they were read and written.",
      requests: ["1001", "110100000000000000", "120161", "13080114", "1501000000"].map((field) =>
        bytes("proto3.Old", `0a026331${field}`, "binary"),
      ),
    },
    {
      id: "unknown-fields-nested",
      title: "An unknown field inside a message in a field.",
      requests: [bytes("proto3.OldNested", "0a070a026331108004", "binary")],
    },
    {
      id: "unknown-fields-list",
      title: "An unknown field inside a message in a list.",
      requests: [bytes("proto3.OldNested", "12070a026331108004", "binary")],
    },
    {
      id: "unknown-fields-map",
      title: "An unknown field inside a message that is the value of a map.",
      requests: [bytes("proto3.OldNested", "1a0c0a016112070a026331108004", "binary")],
    },
    {
      id: "unknown-fields-map-entry",
      title: "An unknown field in the entry of a map, beside key and value.",
      requests: [bytes("proto3.Duplicates", "32070a016110011801", "reading", "binary")],
    },
    {
      id: "unknown-fields-copy",
      title: "An unknown field, after a program assigned each field that it knows to a new message.",
      requests: [bytes("proto3.Old", "0a026331108004", "copy")],
    },
    {
      id: "unknown-fields-json",
      title: "An unknown field, after the message was written as ProtoJSON.",
      requests: [bytes("proto3.Old", "0a026331108004", "json")],
    },
  ],
};

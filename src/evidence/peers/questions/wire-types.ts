import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const wireTypes: Topic = {
  id: "wire-types",
  title: "Another wire type at a known number",
  questions: [
    {
      id: "wire-types-string-varint",
      title: "A varint where a string is expected.",
      requests: [bytes("proto3.Old", "0807", "reading", "binary")],
    },
    {
      id: "wire-types-string-fixed64",
      title: "64 bits where a string is expected.",
      requests: [bytes("proto3.Old", "090100000000000000", "reading", "binary")],
    },
    {
      id: "wire-types-string-group",
      title: "A group where a string is expected.",
      requests: [bytes("proto3.Old", "0b08010c", "reading", "binary")],
    },
    {
      id: "wire-types-string-fixed32",
      title: "32 bits where a string is expected.",
      requests: [bytes("proto3.Old", "0d01000000", "reading", "binary")],
    },
    {
      id: "wire-types-int32-fixed64",
      title: "64 bits where an int32 is expected.",
      requests: [bytes("proto3.Presence", "090100000000000000", "reading", "binary")],
    },
    {
      id: "wire-types-int32-length",
      title: "A length and so many bytes where an int32 is expected.",
      requests: [bytes("proto3.Presence", "0a0161", "reading", "binary")],
    },
    {
      id: "wire-types-int32-group",
      title: "A group where an int32 is expected.",
      requests: [bytes("proto3.Presence", "0b08010c", "reading", "binary")],
    },
    {
      id: "wire-types-int32-fixed32",
      title: "32 bits where an int32 is expected.",
      requests: [bytes("proto3.Presence", "0d01000000", "reading", "binary")],
    },
    {
      id: "wire-types-message-varint",
      title: "A varint where a message is expected.",
      requests: [bytes("proto3.Presence", "2801", "reading", "binary")],
    },
    {
      id: "wire-types-message-group",
      title: "A group where a message is expected.",
      requests: [bytes("proto3.Presence", "2b08012c", "reading", "binary")],
    },
    {
      id: "wire-types-group-length",
      title: "A message with its length where a group is expected.",
      requests: [bytes("proto2.GroupField", "0a020801", "reading", "binary")],
    },
    {
      id: "wire-types-group-end",
      title: "The end of a group that never began.",
      requests: [bytes("proto3.Old", "0c", "reading", "binary")],
    },
    {
      id: "wire-types-undefined",
      title: "Wire types 6 and 7, which are not defined.",
      requests: [
        bytes("proto3.Old", "0e", "reading", "binary"),
        bytes("proto3.Old", "0f", "reading", "binary"),
      ],
    },
    {
      id: "wire-types-number-zero",
      title: "Field number 0, which no schema can declare.",
      requests: [bytes("proto3.Old", "0001", "reading", "binary")],
    },
  ],
};

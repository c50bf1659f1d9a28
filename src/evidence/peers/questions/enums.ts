import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const openEnums: Topic = {
  id: "open-enums",
  title: "An open enum (proto3) with a number that has no name",
  questions: [
    {
      id: "open-enums-singular",
      title: "In a singular field.",
      requests: [bytes("proto3.OpenEnums", "0803", "reading", "binary")],
    },
    {
      id: "open-enums-optional",
      title: "In a field with explicit presence.",
      requests: [bytes("proto3.OpenEnums", "3003", "reading", "binary")],
    },
    {
      id: "open-enums-list",
      title: "In a list, packed.",
      requests: [bytes("proto3.OpenEnums", "1203010302", "reading", "binary")],
    },
    {
      id: "open-enums-map",
      title: "As the value of a map.",
      requests: [bytes("proto3.OpenEnums", "1a050a01611003", "reading", "binary")],
    },
    {
      id: "open-enums-oneof",
      title: "In a oneof.",
      requests: [bytes("proto3.OpenEnums", "2003", "reading", "binary")],
    },
    {
      id: "open-enums-copy",
      title: "After a program assigned each field to a new message.",
      requests: [bytes("proto3.OpenEnums", "0803", "copy")],
    },
    {
      id: "open-enums-json",
      title: "Written as ProtoJSON.",
      requests: [bytes("proto3.OpenEnums", "0803", "json")],
    },
  ],
};

export const closedEnums: Topic = {
  id: "closed-enums",
  title: "A closed enum (proto2) with a number that has no name",
  questions: [
    {
      id: "closed-enums-singular",
      title: "In a singular field.",
      requests: [bytes("proto2.ClosedEnums", "0803", "reading", "binary")],
    },
    {
      id: "closed-enums-default",
      title: "In a field with a default of its own.",
      requests: [bytes("proto2.ClosedEnums", "3003", "reading", "binary")],
    },
    {
      id: "closed-enums-list",
      title: "In the middle of a list.",
      requests: [bytes("proto2.ClosedEnums", "100110031002", "reading", "binary")],
    },
    {
      id: "closed-enums-packed",
      title: "In the middle of a packed list.",
      requests: [bytes("proto2.ClosedEnums", "3a03010302", "reading", "binary")],
    },
    {
      id: "closed-enums-map",
      title: "As the value of a map.",
      requests: [bytes("proto2.ClosedEnums", "1a050a01611003", "reading", "binary")],
    },
    {
      id: "closed-enums-oneof",
      title: "In a oneof.",
      requests: [bytes("proto2.ClosedEnums", "2003", "reading", "binary")],
    },
    {
      id: "closed-enums-oneof-after",
      title: "In a oneof, after another member of it.",
      requests: [bytes("proto2.ClosedEnums", "2a01612003", "reading", "binary")],
    },
    {
      id: "closed-enums-required",
      title: "In a required field.",
      requests: [bytes("proto2.RequiredEnum", "0803", "reading", "binary")],
    },
    {
      id: "closed-enums-copy",
      title: "After a program assigned each field that is set to a new message.",
      requests: [bytes("proto2.ClosedEnums", "0803", "copy")],
    },
    {
      id: "closed-enums-json",
      title: "Written as ProtoJSON.",
      requests: [bytes("proto2.ClosedEnums", "0803", "json")],
    },
  ],
};

import { bytes, json } from "./ask.js";
import type { Topic } from "./question.js";

export const presence: Topic = {
  id: "presence",
  title: "Presence, and fields set to their default",
  questions: [
    {
      id: "presence-implicit",
      title: "Implicit presence: 0 arrives, and is written back.",
      requests: [bytes("proto3.Presence", "0800", "reading", "binary")],
    },
    {
      id: "presence-explicit",
      title: "Explicit presence (`optional`): 0 arrives, and is written back.",
      requests: [bytes("proto3.Presence", "1000", "reading", "binary")],
    },
    {
      id: "presence-oneof",
      title: "A member of a oneof: 0 arrives, and is written back.",
      requests: [bytes("proto3.Presence", "1800", "reading", "binary")],
    },
    {
      id: "presence-oneof-text",
      title: "A member of a oneof: an empty string arrives, and is written back.",
      requests: [bytes("proto3.Presence", "2200", "reading", "binary")],
    },
    {
      id: "presence-message",
      title: "An empty message arrives, and is written back.",
      requests: [bytes("proto3.Presence", "2a00", "reading", "binary")],
    },
    {
      id: "presence-copy",
      title:
        "0 in a field with explicit presence, in a oneof and an empty message, after a program assigned each to a new message.",
      requests: [bytes("proto3.Presence", "100018002a00", "copy")],
    },
    {
      id: "presence-json-write",
      title: "0 in a field with implicit and with explicit presence, written as ProtoJSON.",
      requests: [bytes("proto3.Presence", "08001000", "json")],
    },
    {
      id: "presence-json-read",
      title: "0 in both, read from ProtoJSON.",
      requests: [json("proto3.Presence", '{"implicit":0,"explicit":0}', "binary")],
    },
    {
      id: "presence-json-null",
      title: "`null` in both, read from ProtoJSON.",
      requests: [json("proto3.Presence", '{"implicit":null,"explicit":null}', "binary")],
    },
    {
      id: "presence-default-absent",
      title: "proto2, `[default = 7]`: the field is absent. What is written back?",
      requests: [bytes("proto2.Defaults", "1001", "reading", "binary")],
    },
    {
      id: "presence-default-set",
      title: "proto2, `[default = 7]`: 7 arrives.",
      requests: [bytes("proto2.Defaults", "0807", "reading", "binary")],
    },
    {
      id: "presence-default-zero",
      title: "proto2, `[default = 7]`: 0 arrives.",
      requests: [bytes("proto2.Defaults", "0800", "reading", "binary")],
    },
    {
      id: "presence-default-copy",
      title: "proto2, `[default = 7]`: 7 arrives and a program assigns it to a new message.",
      requests: [bytes("proto2.Defaults", "0807", "copy")],
    },
    {
      id: "presence-required",
      title: "A required field is missing.",
      requests: [bytes("proto2.RequiredText", "120161", "reading", "binary")],
    },
    {
      id: "presence-required-json",
      title: "A required field is missing in ProtoJSON.",
      requests: [json("proto2.RequiredText", '{"note":"a"}', "reading", "binary")],
    },
  ],
};

import { bytes } from "./ask.js";
import type { Topic } from "./question.js";

export const duplicates: Topic = {
  id: "duplicates",
  title: "The same field twice",
  questions: [
    {
      id: "duplicates-scalar",
      title: "A singular int32 twice: 1, then 2.",
      requests: [bytes("proto3.Duplicates", "08010802", "reading", "binary")],
    },
    {
      id: "duplicates-string",
      title: "A singular string twice: a, then b.",
      requests: [bytes("proto3.Text", "0a01610a0162", "reading", "binary")],
    },
    {
      id: "duplicates-message",
      title: 'A singular message twice: `{ a: 1 }`, then `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "120208011203120162", "reading", "binary")],
    },
    {
      id: "duplicates-oneof-members",
      title: "Two members of a oneof: a message, then an int32.",
      requests: [bytes("proto3.Duplicates", "1a0208012805", "reading", "binary")],
    },
    {
      id: "duplicates-oneof-messages",
      title:
        'Two members of a oneof, both of the same message type: left `{ a: 1 }`, then right `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "1a0208012203120162", "reading", "binary")],
    },
    {
      id: "duplicates-oneof-same",
      title: 'The same message in a oneof twice: `{ a: 1 }`, then `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "1a0208011a03120162", "reading", "binary")],
    },
    {
      id: "duplicates-oneof-back",
      title: 'Left `{ a: 1 }`, then right `{ a: 2 }`, then left `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "1a020801220208021a03120162", "reading", "binary")],
    },
    {
      id: "duplicates-map-key",
      title: "A key of a map twice: 1, then 2.",
      requests: [bytes("proto3.Duplicates", "32050a0161100132050a01611002", "reading", "binary")],
    },
    {
      id: "duplicates-map-message",
      title: 'A key of a map twice, with messages: `{ a: 1 }`, then `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "3a070a0161120208013a080a01611203120162", "reading", "binary")],
    },
    {
      id: "duplicates-map-value",
      title: "Two values in one entry of a map: 1, then 2.",
      requests: [bytes("proto3.Duplicates", "32070a016110011002", "reading", "binary")],
    },
    {
      id: "duplicates-map-value-message",
      title: 'Two messages in one entry of a map: `{ a: 1 }`, then `{ b: "b" }`.',
      requests: [bytes("proto3.Duplicates", "3a0c0a0161120208011203120162", "reading", "binary")],
    },
    {
      id: "duplicates-map-no-key",
      title: "An entry of a map without a key.",
      requests: [bytes("proto3.Duplicates", "32021001", "reading", "binary")],
    },
    {
      id: "duplicates-map-no-value",
      title: "An entry of a map without a value.",
      requests: [bytes("proto3.Duplicates", "32030a0161", "reading", "binary")],
    },
    {
      id: "duplicates-map-no-message",
      title: "An entry of a map without its message.",
      requests: [bytes("proto3.Duplicates", "3a030a0161", "reading", "binary")],
    },
  ],
};

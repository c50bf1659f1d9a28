import { bytes } from "./ask.js";
import type { Question, Topic } from "./question.js";

const places = [
  { id: "singular", title: "A singular field", input: "0a02ff63" },
  { id: "list", title: "An element of a list", input: "1202ff63" },
  { id: "map-key", title: "The key of a map", input: "1a070a02ff63120162" },
  { id: "map-value", title: "The value of a map", input: "1a070a01621202ff63" },
];

const inSyntax = (syntax: "proto3" | "proto2") =>
  places.map(({ id, title, input }) => ({
    id: `utf8-${syntax}-${id}`,
    title: `${title} in ${syntax}.`,
    requests: [bytes(`${syntax}.Text`, input, "reading", "binary")],
  }));

export const utf8: Topic = {
  id: "utf8",
  title: "Strings that are not UTF-8",
  questions: [
    ...inSyntax("proto3"),
    ...inSyntax("proto2"),
    {
      id: "utf8-surrogate",
      title: "A half of a surrogate pair, in proto3.",
      requests: [bytes("proto3.Text", "0a03eda080", "reading", "binary")],
    },
    {
      id: "utf8-copy",
      title: "A singular field in proto2, after a program assigned it to a new message.",
      requests: [bytes("proto2.Text", "0a02ff63", "copy")],
    },
    {
      id: "utf8-json",
      title: "A singular field in proto2, written as ProtoJSON.",
      requests: [bytes("proto2.Text", "0a02ff63", "json")],
    },
  ],
};

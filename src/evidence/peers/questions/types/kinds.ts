import type { ScalarName } from "@grpc-evolution/engine/schema/schema.js";

/** What a field holds, or each item of its list. `entry` is the message that a map repeats. */
export type Element =
  | ScalarName
  | "unverified-string"
  | "open-enum"
  | "closed-enum"
  | "message"
  | "group"
  | "entry";

/** `packed` and `expanded` are lists; what has no packed form is expanded. */
export type Form = "singular" | "packed" | "expanded" | "map";

/** A type and a cardinality: a row and a column of the table of types. */
export interface Kind {
  /** As addresses have it: `int64`, `packed-int64`, `repeated-string`. */
  id: string;
  element: Element;
  form: Form;
  /** The message of `schemas/` whose only field `f` is of this kind. */
  message: string;
}

const numbers = [
  "int32",
  "int64",
  "uint32",
  "uint64",
  "sint32",
  "sint64",
  "fixed32",
  "fixed64",
  "sfixed32",
  "sfixed64",
  "bool",
  "float",
  "double",
] as const satisfies readonly ScalarName[];

/** What is packed in a list, unless the schema says otherwise. */
const packable: readonly Element[] = [...numbers, "open-enum", "closed-enum"];

/** What repeats its field's number for each item. */
const unpackable: readonly Element[] = ["string", "bytes", "message", "group"];

/** Every kind, singular ones first. */
export const kinds: readonly Kind[] = [
  ...[...packable, "string", "unverified-string", "bytes", "message", "group"].map((element) =>
    kind(element as Element, "singular", element),
  ),
  ...packable.map((element) => kind(element, "packed", `packed-${element}`)),
  ...packable.map((element) => kind(element, "expanded", `expanded-${element}`)),
  ...unpackable.map((element) => kind(element, "expanded", `repeated-${element}`)),
  kind("entry", "map", "map"),
  kind("entry", "expanded", "repeated-entry"),
];

function kind(element: Element, form: Form, id: string): Kind {
  return { id, element, form, message: messageFor(element, form) };
}

function messageFor(element: Element, form: Form): string {
  const isProto2 = ["closed-enum", "group", "unverified-string"].includes(element);
  return `peers.${isProto2 ? "proto2" : "proto3"}.${prefixFor(element, form)}${nameOf(element, form)}Field`;
}

function prefixFor(element: Element, form: Form): string {
  if (form === "packed") return "Packed";
  if (form !== "expanded") return "";
  return packable.includes(element) ? "Expanded" : "Repeated";
}

function nameOf(element: Element, form: Form): string {
  if (form === "map") return "Map";
  const [last = ""] = element.split("-").slice(-1);
  return last[0]?.toUpperCase() + last.slice(1);
}

/** ProtoJSON knows no packing and no text that is not Unicode: of each list it has the packed kind, and one string. */
export function isOfJson({ element, form }: Kind): boolean {
  return element !== "unverified-string" && (form !== "expanded" || !packable.includes(element));
}

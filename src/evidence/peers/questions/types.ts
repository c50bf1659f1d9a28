import type { Value } from "../protocol.js";
import type { Ask, Asked } from "./question.js";
import { binaryOf, descriptorOf, jsonOf } from "./types/encode.js";
import { isOfJson, type Kind, kinds } from "./types/kinds.js";
import { valuesOf } from "./types/values.js";

/** A format in which types are compared; `json` is ProtoJSON. */
export type Format = "binary" | "json";

/** Who reads in a format, in the order of the requests for each input. */
export const readersOf: Readonly<Record<Format, readonly Kind[]>> = {
  binary: kinds,
  json: kinds.filter(isOfJson),
};

/** What protobuf-es writes for a value; null where the format has no form for it. */
export function inputOf(format: Format, writer: Kind, value: Value): string | null {
  const text = typeof value === "string" ? value : "";
  if (!text.startsWith("'")) {
    const descriptor = descriptorOf(writer.message);
    return (format === "binary" ? binaryOf : jsonOf)(descriptor, { f: value });
  }
  // A JavaScript string cannot hold what is no text; on the wire it has the form of bytes.
  if (format === "json") return null;
  return binaryOf(descriptorOf("peers.proto3.BytesField"), { f: `h${text.slice(1)}` });
}

/** What the record calls the answers to an input. */
export function idOf(format: Format, input: string): string {
  return `types ${format} ${input}`;
}

/** Each input that some kind writes, read as each kind. Equal inputs of two kinds are asked once. */
export const typeQuestions: readonly Asked[] = [...askedIn("binary"), ...askedIn("json")];

function askedIn(format: Format): Asked[] {
  const inputs = readersOf[format].flatMap((writer) =>
    valuesOf(writer).map(({ value }) => inputOf(format, writer, value)),
  );
  const distinct = [...new Set(inputs)].filter((input) => input !== null);
  return distinct.map((input) => ({
    id: idOf(format, input),
    requests: readersOf[format].map(
      ({ message }): Ask => ({ message, from: format, input, ignoreUnknown: false, to: ["reading"] }),
    ),
  }));
}

import {
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type Registry,
  toBinary,
} from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { compareMessages, describe, type FieldReading } from "./compare.js";
import { fieldText } from "./value-text.js";

/** What came of some bytes. */
export interface Reading {
  /** Every field that was set, and every one that only the reader has; in the order of numbers. */
  fields: FieldReading[];
  /** What the decoder said, empty where it accepted the bytes. */
  error: string;
}

/** A message that goes to a reader, which writes it back as it has it. */
export interface RoundTrip {
  bytes: Uint8Array;
  reading: Reading;
  /** What the writer finds when it reads its message again; null where the reader could not read it. */
  back: { bytes: Uint8Array; reading: Reading } | null;
}

/**
 * Sends a message, given in its JSON form, from a writer to a reader and back, and tells what becomes of every field.
 * Throws what protobuf-es throws where the value does not fit the writer's schema.
 */
export function roundTrip(
  writer: DescMessage,
  reader: DescMessage,
  value: JsonValue,
  registry: Registry,
): RoundTrip {
  const message = fromJson(writer, value, { registry });
  const bytes = toBinary(writer, message);
  const written = reflect(writer, message);
  const read = decode(reader, bytes);
  if (typeof read === "string") return { bytes, reading: rejected(written, read), back: null };
  const reading = { fields: compareMessages(written, read), error: "" };
  return { bytes, reading, back: answer(written, read) };
}

function answer(written: ReflectMessage, read: ReflectMessage): RoundTrip["back"] {
  const bytes = toBinary(read.desc, read.message);
  const again = decode(written.desc, bytes);
  if (typeof again === "string") return { bytes, reading: rejected(written, again) };
  const fields = compareMessages(written, again).map(afterRoundTrip);
  return { bytes, reading: { fields, error: "" } };
}

/** What was set and comes back as the default is data that is gone. */
function afterRoundTrip(field: FieldReading): FieldReading {
  const isLost = field.written !== null && field.outcome === "defaulted";
  return isLost ? { ...field, outcome: "lost" } : field;
}

/** The decoded message, or what the decoder said. */
function decode(desc: DescMessage, bytes: Uint8Array): ReflectMessage | string {
  try {
    return reflect(desc, fromBinary(desc, bytes));
  } catch (error) {
    return (error as Error).message;
  }
}

/** A decoder that gives up tells nothing of any field. */
function rejected(written: ReflectMessage, error: string): Reading {
  const fields = written.sortedFields
    .filter((field) => written.isSet(field))
    .map((field) => ({
      ...describe(field, field.name),
      written: fieldText(written, field),
      outcome: "rejected" as const,
    }));
  return { fields, error };
}

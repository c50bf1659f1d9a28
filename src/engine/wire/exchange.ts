import {
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonObject,
  type Message,
  toBinary,
} from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
  reflect,
} from "@bufbuild/protobuf/reflect";
import { compareField, outcomeOfWritten, unknownIn } from "./compare.js";
import type { Outcome } from "./outcome.js";
import { hexOf } from "./short-text.js";

/** One message encoded by a writer and decoded by a reader. */
export interface Exchange {
  /** Hexadecimal, without blanks. */
  bytes: string;
  /** Values that were set, by field name. */
  written: Record<string, unknown>;
  /** Values that the reader sees as set, by field name; what it kept as unknown is named by number. */
  read: Record<string, unknown>;
  /** What became of the field with the number that was asked for. */
  outcome: Outcome;
  /** What the decoder said, empty where it accepted the bytes. */
  error: string;
}

/**
 * Encodes a message, given in its JSON form, with one schema and decodes it with another.
 * `number` is the field whose outcome counts. Encoding and decoding are protobuf-es'.
 */
export function exchange(
  writer: DescMessage,
  reader: DescMessage,
  value: JsonObject,
  number: number,
): Exchange {
  const message = fromJson(writer, value);
  const bytes = toBinary(writer, message);
  const meant = reflect(writer, message);
  const done = { bytes: hexOf(bytes, ""), written: seen(meant) };
  let decoded: Message;
  try {
    decoded = fromBinary(reader, bytes);
  } catch (error) {
    return { ...done, read: {}, outcome: "rejected", error: (error as Error).message };
  }
  const view = reflect(reader, decoded);
  return { ...done, read: seen(view), outcome: outcomeOf(meant, view, number), error: "" };
}

/** Unknown fields of other numbers are bytes of the field that the reader took apart. */
function outcomeOf(written: ReflectMessage, read: ReflectMessage, number: number): Outcome {
  const field = written.findNumber(number);
  if (!field) return "lost";
  const unknown = unknownIn(read);
  const compared = compareField(field, written, read, unknown);
  const outcome = compared ? outcomeOfWritten(compared) : "same";
  return outcome === "same" && unknown.size > 0 ? "reinterpreted" : outcome;
}

/** Set fields by name, as plain values; unknown fields by number. */
function seen(message: ReflectMessage): Record<string, unknown> {
  const set = message.fields.filter((field) => message.isSet(field));
  const entries: [string, unknown][] = set.map((field) => [field.name, plain(message.get(field))]);
  const kept = [...unknownIn(message)].map((no): [string, unknown] => [`unknown field ${no}`, "kept"]);
  return Object.fromEntries([...entries, ...kept]);
}

/** A value of protobuf-es as JSON can hold it: integers of 64 bits as text, bytes in hexadecimal. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return hexOf(value, "");
  if (isReflectMessage(value)) return seen(value);
  if (isReflectList(value)) return [...value].map(plain);
  if (isReflectMap(value))
    return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return value;
}

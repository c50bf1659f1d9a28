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
import { isEqual } from "./equal.js";
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

function outcomeOf(written: ReflectMessage, read: ReflectMessage, number: number): Outcome {
  const unknown = read.getUnknown() ?? [];
  if (unknown.some((field) => field.no === number)) return "unknown";
  const was = written.findNumber(number);
  const is = read.findNumber(number);
  if (!is || !was) return "lost";
  if (!read.isSet(is)) return written.isSet(was) ? "defaulted" : "same";
  const same = was.name === is.name && isEqual(written.get(was), read.get(is));
  return same && unknown.length === 0 ? "same" : "reinterpreted";
}

/** Set fields by name, as plain values; unknown fields by number. */
function seen(message: ReflectMessage): Record<string, unknown> {
  const known = message.fields.filter((field) => message.isSet(field));
  const entries: [string, unknown][] = known.map((field) => [field.name, plain(message.get(field))]);
  const unknown = message.getUnknown() ?? [];
  const kept = [...new Set(unknown.map(({ no }) => no))].map((no): [string, unknown] => [
    `unknown field ${no}`,
    "kept",
  ]);
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

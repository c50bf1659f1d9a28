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
import { gravest, isUnharmed, type Outcome } from "./outcome.js";
import { hexOf } from "./short-text.js";

/** One message encoded by a writer and decoded by a reader. */
export interface Exchange {
  /** Hexadecimal, without blanks. */
  bytes: string;
  /** Values that were set, by field name. */
  written: Record<string, unknown>;
  /** Values that the reader sees as set, by field name; what it kept as unknown is named by number. */
  read: Record<string, unknown>;
  /** The gravest of what became of the fields with the numbers that were asked for. */
  outcome: Outcome;
  /** What the decoder said, empty where it accepted the bytes. */
  error: string;
}

/**
 * Encodes a message, given in its JSON form, with one schema and decodes it with another.
 * `numbers` are the fields whose outcome counts. Encoding and decoding are protobuf-es'.
 */
export function exchange(
  writer: DescMessage,
  reader: DescMessage,
  value: JsonObject,
  numbers: readonly number[],
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
  return { ...done, read: seen(view), outcome: outcomeOf(meant, view, numbers), error: "" };
}

function outcomeOf(written: ReflectMessage, read: ReflectMessage, numbers: readonly number[]): Outcome {
  const unknown = unknownIn(read);
  const outcome = gravest(numbers.map((number) => outcomeOfField(number, written, read, unknown)));
  return isUnharmed(outcome) && [...unknown].some((number) => !wrote(written, number))
    ? "reinterpreted"
    : outcome;
}

function outcomeOfField(
  number: number,
  written: ReflectMessage,
  read: ReflectMessage,
  unknown: ReadonlySet<number>,
): Outcome {
  const field = written.findNumber(number);
  if (!field) return "lost";
  const compared = compareField(field, written, read, unknown);
  return compared ? outcomeOfWritten(compared) : "same";
}

/** Whether an unknown field is one of the writer's, and not bytes of a field that the reader took apart. */
function wrote(written: ReflectMessage, number: number): boolean {
  const field = written.findNumber(number);
  return field !== undefined && written.isSet(field);
}

/** Set fields by name, as plain values; unknown fields by number. */
function seen(message: ReflectMessage): Record<string, unknown> {
  const set = message.fields.filter((field) => message.isSet(field));
  const entries: [string, unknown][] = set.map((field) => [field.name, plain(message.get(field))]);
  const kept = [...unknownIn(message)].map((no): [string, unknown] => [`unknown field ${no}`, "kept"]);
  return Object.fromEntries([...entries, ...kept]);
}

/** A value of protobuf-es as JSON can hold it: integers of 64 bits as text, bytes as what they are and no text. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return { bytes: hexOf(value, "") };
  if (isReflectMessage(value)) return seen(value);
  if (isReflectList(value)) return [...value].map(plain);
  if (isReflectMap(value))
    return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return value;
}

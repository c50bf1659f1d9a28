import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Library } from "../../peers/javascript/library.js";
import {
  bytes,
  entries,
  float,
  integer,
  type MessageValue,
  type Read,
  text,
  unset,
  type Value,
} from "./value.js";

/** What a library of JavaScript makes of messages of a type. */
export function readWith<M>(library: Library<M>, type: DescMessage, messages: readonly Uint8Array[]): Read[] {
  return messages.map((each) => {
    try {
      return messageValue(library, type, library.fromBinary(type, Buffer.from(each)));
    } catch {
      return "rejected";
    }
  });
}

/** A message as its library has it. */
export function messageValue<M>(library: Library<M>, type: DescMessage, message: M): MessageValue {
  return {
    kind: "message",
    hex: Buffer.from(library.toBinary(type, message)).toString("hex"),
    fields: Object.fromEntries(
      type.fields.map((field) => [field.number, fieldValue(library, message, field)]),
    ),
  };
}

function fieldValue<M>(library: Library<M>, message: M, field: DescField): Value {
  if (field.fieldKind === "message" && !library.has(message, field)) return unset;
  const content: unknown = library.get(message, field);
  if (field.fieldKind === "list") {
    return { kind: "list", items: (content as unknown[]).map((each) => singular(library, field, each)) };
  }
  if (field.fieldKind !== "map") return singular(library, field, content);
  return entries(
    [...(content as Map<unknown, unknown>)].map(([key, each]) => [
      scalar(field.mapKey, key),
      singular(library, field, each),
    ]),
  );
}

function singular<M>(library: Library<M>, field: DescField, value: unknown): Value {
  if (field.message) return value === null ? unset : messageValue(library, field.message, value as M);
  if (!field.enum) return scalar(field.scalar as ScalarType, value);
  const number = Number(value);
  return { kind: "enum", number, name: field.enum.value[number]?.name ?? null };
}

function scalar(type: ScalarType, value: unknown): Value {
  if (type === ScalarType.STRING) return text(value as string);
  if (type === ScalarType.BYTES) return bytes(Uint8Array.from(value as Uint8Array));
  if (type === ScalarType.FLOAT || type === ScalarType.DOUBLE) return float(value as number);
  return integer(typeof value === "boolean" ? value : String(value));
}

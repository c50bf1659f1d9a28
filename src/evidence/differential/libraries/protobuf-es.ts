import {
  createFileRegistry,
  type DescField,
  type DescMessage,
  fromBinary,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import {
  isReflectList,
  isReflectMap,
  isReflectMessage,
  type ReflectMessage,
  reflect,
} from "@bufbuild/protobuf/reflect";
import type { FileDescriptorSet } from "@bufbuild/protobuf/wkt";
import { installedVersion } from "../../peers/javascript/installed-version.js";
import type { Library } from "./library.js";
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

export const protobufEs: Library = {
  name: "@bufbuild/protobuf",
  version: installedVersion("@bufbuild/protobuf"),
  read: (readings) =>
    readings.map(({ set, messages }) => {
      const desc = messageOf(set);
      return messages.map((each) => read(desc, each));
    }),
};

/** The message `a.M` of some descriptors. */
export function messageOf(set: FileDescriptorSet): DescMessage {
  return createFileRegistry(set).getMessage("a.M") as DescMessage;
}

function read(desc: DescMessage, message: Uint8Array): Read {
  try {
    return messageValue(reflect(desc, fromBinary(desc, message)));
  } catch {
    return "rejected";
  }
}

/** A message as its library has it. */
export function messageValue(message: ReflectMessage): MessageValue {
  return {
    kind: "message",
    hex: Buffer.from(toBinary(message.desc, message.message)).toString("hex"),
    fields: Object.fromEntries(message.fields.map((field) => [field.number, fieldValue(message, field)])),
  };
}

function fieldValue(message: ReflectMessage, field: DescField): Value {
  if (field.fieldKind === "message") {
    return message.isSet(field) ? messageValue(message.get(field)) : unset;
  }
  const value: unknown = message.get(field);
  if (isReflectList(value)) return { kind: "list", items: [...value].map((each) => singular(field, each)) };
  if (field.fieldKind === "map" && isReflectMap(value)) {
    return entries([...value].map(([key, each]) => [scalar(field.mapKey, key), singular(field, each)]));
  }
  return singular(field, value);
}

function singular(field: DescField, value: unknown): Value {
  if (isReflectMessage(value)) return messageValue(value);
  if (field.enum) {
    const number = Number(value);
    return { kind: "enum", number, name: field.enum.value[number]?.name ?? null };
  }
  return scalar(field.scalar as ScalarType, value);
}

function scalar(type: ScalarType, value: unknown): Value {
  if (type === ScalarType.STRING) return text(value as string);
  if (type === ScalarType.BYTES) return bytes(value as Uint8Array);
  if (type === ScalarType.FLOAT || type === ScalarType.DOUBLE) return float(value as number);
  return integer(value as number | bigint | boolean);
}

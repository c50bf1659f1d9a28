import protobuf from "protobufjs";
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

export const protobufJs: Library = {
  name: "protobufjs",
  version: installedVersion("protobufjs"),
  read: (readings) =>
    readings.map(({ text: source, messages }) => {
      const type = typeOf(source);
      return type && messages.map((each) => read(type, each));
    }),
};

function typeOf(source: string): protobuf.Type | null {
  try {
    return protobuf.parse(source, { keepCase: true }).root.resolveAll().lookupType("a.M");
  } catch {
    return null;
  }
}

function read(type: protobuf.Type, message: Uint8Array): Read {
  try {
    return messageValue(type, type.decode(message) as unknown as Plain);
  } catch {
    return "rejected";
  }
}

type Plain = Record<string, unknown>;

function messageValue(type: protobuf.Type, message: Plain): MessageValue {
  return {
    kind: "message",
    hex: Buffer.from(type.encode(message).finish()).toString("hex"),
    fields: Object.fromEntries(
      type.fieldsArray.map((field) => [field.id, fieldValue(field, message[field.name])]),
    ),
  };
}

function fieldValue(field: protobuf.Field, value: unknown): Value {
  if (field instanceof protobuf.MapField) {
    return entries(
      Object.entries((value ?? {}) as Plain).map(([key, each]) => [
        keyValue(field.keyType, key),
        singular(field, each),
      ]),
    );
  }
  if (field.repeated) {
    return { kind: "list", items: ((value ?? []) as unknown[]).map((each) => singular(field, each)) };
  }
  return singular(field, value);
}

function keyValue(type: string, key: string): Value {
  if (type === "string") return text(key);
  return integer(type === "bool" ? key === "true" : key);
}

/** Members of a oneof, and optional fields of proto3, are null where they are not set. */
function singular({ type, resolvedType, typeDefault }: protobuf.Field, value: unknown): Value {
  if (resolvedType instanceof protobuf.Type) {
    return value === null || value === undefined ? unset : messageValue(resolvedType, value as Plain);
  }
  const effective =
    value ?? typeDefault ?? protobuf.types.defaults[type as keyof typeof protobuf.types.defaults] ?? 0;
  if (resolvedType instanceof protobuf.Enum) {
    const number = Number(effective);
    return { kind: "enum", number, name: resolvedType.valuesById[number] ?? null };
  }
  if (type === "string") return text(effective as string);
  if (type === "bytes") return bytes(Uint8Array.from(effective as Uint8Array));
  if (type === "float" || type === "double") return float(effective as number);
  return integer(typeof effective === "boolean" ? effective : String(effective));
}

import type { DescField } from "@bufbuild/protobuf";
import protobuf from "protobufjs";
import type { Library } from "../javascript/library.js";
import { entriesOf, objectOf } from "../javascript/maps.js";

/** A message of protobuf.js. */
export type Message = protobuf.Message & Record<string, unknown>;

/**
 * protobuf.js with the types under a root. It reads a buffer, which is what gRPC hands over; of another array of bytes it
 * would verify more. Nothing calls `verify`: neither reading nor writing asks for that.
 */
export function protobufJs(root: protobuf.Root): Library<Message> {
  return {
    create: ({ typeName }) => root.lookupType(typeName).create() as Message,
    fromBinary: ({ typeName }, bytes) => root.lookupType(typeName).decode(bytes) as Message,
    toBinary: ({ typeName }, message) => root.lookupType(typeName).encode(message).finish(),
    fromJson: ({ typeName }, text) => root.lookupType(typeName).fromObject(JSON.parse(text)) as Message,
    toJson: (_, message) => JSON.stringify(message),
    has: (message, field) => {
      const { name } = fieldOf(message, field);
      return Object.hasOwn(message, name) && message[name] !== null;
    },
    get: (message, field) => {
      const own = fieldOf(message, field);
      const content = message[own.name] ?? defaultOf(own);
      return field.fieldKind === "map" ? entriesOf(field, content as Record<string, unknown>) : content;
    },
    set: (message, field, content) => {
      message[fieldOf(message, field).name] = content instanceof Map ? objectOf(content) : content;
    },
  };
}

/** Its names are those of JSON, unless a program asks for those of the schema: the number is what can be relied upon. */
function fieldOf({ $type }: Message, { number }: DescField): protobuf.Field {
  return $type.fieldsById[number] as protobuf.Field;
}

/** Members of a oneof, and optional fields of proto3, are null where they are not set. */
function defaultOf({ type, typeDefault, resolvedType }: protobuf.Field): unknown {
  if (resolvedType instanceof protobuf.Type) return null;
  return typeDefault ?? protobuf.types.defaults[type as keyof typeof protobuf.types.defaults] ?? 0;
}

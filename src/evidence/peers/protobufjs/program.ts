import path from "node:path";
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import protobuf from "protobufjs";
import type { Library } from "../javascript/library.js";
import { entriesOf, objectOf } from "../javascript/maps.js";
import { placeOf } from "../javascript/program.js";
import { readSchemas } from "../javascript/schemas.js";
import { serve } from "../javascript/serve.js";

const place = placeOf(process.argv);
const root = await protobuf.load(
  ["proto2.proto", "proto3.proto"].map((file) => path.join(place.schemas, file)),
);

type Message = protobuf.Message & Record<string, unknown>;

/** A buffer is read, which is what gRPC hands over. Nothing is verified: neither reading nor writing asks for that. */
const library: Library<Message> = {
  create: (type) => typeOf(type).create() as Message,
  fromBinary: (type, bytes) => typeOf(type).decode(bytes) as Message,
  toBinary: (type, message) => typeOf(type).encode(message).finish(),
  fromJson: (type, text) => typeOf(type).fromObject(JSON.parse(text)) as Message,
  toJson: (_, message) => JSON.stringify(message),
  has: (message, field) => {
    const name = nameOf(message, field);
    return Object.hasOwn(message, name) && message[name] !== null;
  },
  get: (message, field) => {
    const content = message[nameOf(message, field)];
    return field.fieldKind === "map" ? entriesOf(field, content as Record<string, unknown>) : content;
  },
  set: (message, field, content) => {
    message[nameOf(message, field)] = content instanceof Map ? objectOf(content) : content;
  },
};

function typeOf(type: DescMessage): protobuf.Type {
  return root.lookupType(type.typeName);
}

/** Fields have the names of JSON here, unless a program asks for those of the schema. */
function nameOf({ $type }: Message, { number }: DescField): string {
  return $type.fieldsById[number]?.name ?? "";
}

await serve(readSchemas(place), library);

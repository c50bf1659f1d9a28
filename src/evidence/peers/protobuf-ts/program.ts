import path from "node:path";
import { pathToFileURL } from "node:url";
import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { FieldInfo, MessageType } from "@protobuf-ts/runtime";
import type { Library } from "../javascript/library.js";
import { entriesOf, objectOf } from "../javascript/maps.js";
import { placeOf } from "../javascript/program.js";
import { readSchemas } from "../javascript/schemas.js";
import { serve } from "../javascript/serve.js";

type Message = Record<string, unknown>;
type OneofGroup = Message & { oneofKind: string | undefined };

const place = placeOf(process.argv);
const types = new Map<string, MessageType<Message>>();
for (const file of ["proto2.mjs", "proto3.mjs"]) {
  const generated: object = await import(pathToFileURL(path.join(place.output, file)).href);
  for (const exported of Object.values(generated)) if ("fields" in exported) collect(exported);
}
const typeRegistry = [...types.values()];

const library: Library<Message> = {
  create: (type) => typeOf(type).create(),
  fromBinary: (type, bytes) => typeOf(type).fromBinary(bytes),
  toBinary: (type, message) => typeOf(type).toBinary(message),
  fromJson: (type, text, ignoreUnknownFields) =>
    typeOf(type).fromJsonString(text, { ignoreUnknownFields, typeRegistry }),
  toJson: (type, message) => typeOf(type).toJsonString(message, { typeRegistry }),
  has: (message, field) => {
    const info = infoOf(field);
    return info !== undefined && holderOf(message, info)[info.localName] !== undefined;
  },
  get: (message, field) => {
    const info = infoOf(field);
    const content = info && holderOf(message, info)[info.localName];
    return field.fieldKind === "map" ? entriesOf(field, content as Message) : content;
  },
  set: (message, field, content) => {
    const info = infoOf(field);
    if (info?.oneof) message[info.oneof] = { oneofKind: info.localName, [info.localName]: content };
    else if (info) message[info.localName] = content instanceof Map ? objectOf(content) : content;
  },
};

/** Keeps a type and those of its fields: the well-known ones are no exports of the schemas' files. */
function collect(type: MessageType<Message>): void {
  if (types.has(type.typeName)) return;
  types.set(type.typeName, type);
  for (const field of type.fields) {
    if (field.kind === "message") collect(field.T() as MessageType<Message>);
    if (field.kind === "map" && field.V.kind === "message") collect(field.V.T() as MessageType<Message>);
  }
}

function typeOf({ typeName }: DescMessage): MessageType<Message> {
  const type = types.get(typeName);
  if (!type) throw new Error(`no message ${typeName}`);
  return type;
}

/** What the library knows of a field: nothing of a group. */
function infoOf({ parent, number }: DescField): FieldInfo | undefined {
  return typeOf(parent).fields.find(({ no }) => no === number);
}

/** The object that has a field's property: members of a oneof are in one of their own. */
function holderOf(message: Message, { oneof, localName }: FieldInfo): Message {
  if (oneof === undefined) return message;
  const group = message[oneof] as OneofGroup;
  return group.oneofKind === localName ? group : {};
}

await serve(readSchemas(place), library);

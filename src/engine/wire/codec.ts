import { createFileRegistry, type DescMessage, fromJson, type JsonObject } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import {
  type Enum,
  type Field,
  type FieldType,
  type Message,
  nameOfType,
  type Schema,
} from "../schema/schema.js";
import { sampleDepth } from "./sample.js";

/**
 * The descriptor of a message of a linked schema: what protobuf-es encodes and decodes a sample of it with. Messages that
 * no sample reaches are left out, since those of a large protocol often all lead to each other, and so are types that the
 * schema does not know, with the fields that have them.
 * Presence, packing and openness are written out as features, so that one edition serves every syntax.
 */
export function messageDescriptor(schema: Schema, fullName: string): DescMessage | undefined {
  return once(schema, fullName, () => describe(schema, reachableMessages(schema, fullName)));
}

/** Above this many fields, an exchange of one field does without most of the others. */
const manyFields = 200;

/** How many numbers a part of such a message has; the lowest quarter of a part is in every one. */
const part = 64;

/**
 * The descriptor for an exchange of one field. Of a message with very many fields it has those with numbers nearby
 * and the lowest ones, so that the time for all fields of a message does not grow with their square.
 */
export function fieldDescriptor(schema: Schema, fullName: string, number: number): DescMessage | undefined {
  const message = schema.messages.get(fullName);
  if (!message || message.fields.length <= manyFields) return messageDescriptor(schema, fullName);
  const index = Math.floor(number / part);
  return once(schema, `${fullName} ${index}`, () => {
    const fields = message.fields.filter(
      (field) => Math.floor(field.number / part) === index || field.number <= part / 4,
    );
    return describe(schema, reachableMessages(schema, fullName, fields));
  });
}

/** A change of many fields of one message asks for the same descriptor many times. */
const made = new WeakMap<Schema, Map<string, DescMessage | undefined>>();

function once(schema: Schema, key: string, make: () => DescMessage | undefined): DescMessage | undefined {
  const known = made.get(schema) ?? new Map<string, DescMessage | undefined>();
  made.set(schema, known);
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}

function describe(schema: Schema, messages: Message[]): DescMessage | undefined {
  const [first] = messages;
  if (!first) return undefined;
  const enums = new Set(
    messages.flatMap((message) => message.fields.flatMap((field) => enumNames(field.type))),
  );
  const file: JsonObject = {
    name: "schema.proto",
    syntax: "editions",
    edition: "EDITION_2023",
    messageType: messages.map((message) => messageJson(message, schema)),
    enumType: [...enums].flatMap((name) => {
      const node = schema.enums.get(name);
      return node ? [enumJson(node)] : [];
    }),
  };
  return createFileRegistry(fromJson(FileDescriptorSetSchema, { file: [file] })).getMessage(first.fullName);
}

/**
 * How many steps from a message those may lie that are described, the last ones without fields. Samples fill messages
 * in at `sampleDepth` steps, put a type of protobuf itself one step further, and `Value` into `Struct` behind it.
 */
const maxDistance = sampleDepth + 3;

/** The message, with these or all of its fields, and those that they lead to; the farthest without fields. */
function reachableMessages(schema: Schema, fullName: string, ofFields?: Field[]): Message[] {
  const messages: Message[] = [];
  const distances = new Map([[fullName, 0]]);
  for (const [name, distance] of distances) {
    const message = schema.messages.get(name);
    if (!message) continue;
    const all = distance === 0 && ofFields ? ofFields : message.fields;
    const fields = distance < maxDistance ? all : [];
    messages.push({ ...message, fields });
    for (const inner of fields.flatMap((field) => messageNames(field.type))) {
      if (!distances.has(inner)) distances.set(inner, distance + 1);
    }
  }
  return messages;
}

function messageNames(type: FieldType): string[] {
  if (type.kind === "map") return messageNames(type.value);
  return type.kind === "message" ? [type.name] : [];
}

function enumNames(type: FieldType): string[] {
  if (type.kind === "map") return enumNames(type.value);
  return type.kind === "enum" ? [type.name] : [];
}

function messageJson(message: Message, schema: Schema): JsonObject {
  const fields = message.fields.filter((field) => isKnown(field.type, schema));
  const oneofs = [...new Set(fields.flatMap((field) => (field.oneof === "" ? [] : [field.oneof])))];
  return {
    name: message.fullName,
    field: fields.map((field) => fieldJson(field, message.fullName, oneofs)),
    oneofDecl: oneofs.map((name) => ({ name })),
    nestedType: fields.flatMap((field) => (field.type.kind === "map" ? [entryJson(field, field.type)] : [])),
  };
}

function isKnown(type: FieldType, schema: Schema): boolean {
  if (type.kind === "map") return isKnown(type.value, schema);
  if (type.kind === "message") return schema.messages.has(type.name);
  if (type.kind === "enum") return schema.enums.has(type.name);
  return type.kind === "scalar";
}

function fieldJson(field: Field, owner: string, oneofs: string[]): JsonObject {
  const { type } = field;
  const map = type.kind === "map";
  return {
    name: field.name,
    number: field.number,
    jsonName: field.jsonName,
    label: field.cardinality === "singular" ? "LABEL_OPTIONAL" : "LABEL_REPEATED",
    ...(map ? { type: "TYPE_MESSAGE", typeName: `.${owner}.${entryName(field)}` } : typeJson(type)),
    ...(field.oneof === "" ? {} : { oneofIndex: oneofs.indexOf(field.oneof) }),
    options: { features: featuresJson(field) },
  };
}

function featuresJson(field: Field): JsonObject {
  const { type } = field;
  return {
    ...(field.cardinality === "singular" && field.oneof === "" && type.kind !== "message"
      ? { fieldPresence: field.presence === "implicit" ? "IMPLICIT" : "EXPLICIT" }
      : {}),
    ...(field.cardinality === "repeated"
      ? { repeatedFieldEncoding: field.packed ? "PACKED" : "EXPANDED" }
      : {}),
    ...(type.kind === "message" && type.delimited ? { messageEncoding: "DELIMITED" } : {}),
  };
}

function typeJson(type: FieldType): JsonObject {
  if (type.kind === "scalar") return { type: `TYPE_${type.name.toUpperCase()}` };
  if (type.kind === "enum") return { type: "TYPE_ENUM", typeName: `.${type.name}` };
  return { type: "TYPE_MESSAGE", typeName: `.${nameOfType(type)}` };
}

function entryName(field: Field): string {
  return `${field.name}_entry`;
}

function entryJson(field: Field, type: FieldType & { kind: "map" }): JsonObject {
  const entryField = (name: string, number: number, of: FieldType): JsonObject => ({
    name,
    number,
    jsonName: name,
    label: "LABEL_OPTIONAL",
    ...typeJson(of),
  });
  return {
    name: entryName(field),
    field: [entryField("key", 1, { kind: "scalar", name: type.key }), entryField("value", 2, type.value)],
    options: { mapEntry: true },
  };
}

function enumJson(node: Enum): JsonObject {
  const aliased = new Set(node.values.map((value) => value.number)).size < node.values.length;
  return {
    name: node.fullName,
    value: node.values.map(({ name, number }) => ({ name, number })),
    options: {
      ...(aliased ? { allowAlias: true } : {}),
      features: { enumType: node.closed ? "CLOSED" : "OPEN" },
    },
  };
}

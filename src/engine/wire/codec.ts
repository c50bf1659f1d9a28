import type { DescMessage, FileRegistry } from "@bufbuild/protobuf";
import { messageRegistry } from "../schema/message-registry.js";
import type { Enum, Field, FieldType, Message, Schema } from "../schema/schema.js";
import { enumNamed, messageNamed } from "../schema/well-known-schema.js";
import { sampleDepth } from "./sample.js";

/**
 * The descriptor of a message of a linked schema: what protobuf-es encodes and decodes a sample of it with. Messages that
 * no sample reaches are left out, since those of a large protocol often all lead to each other. Where that has described
 * as many messages as the schema has, the rest is described together.
 */
export function messageDescriptor(schema: Schema, fullName: string): DescMessage | undefined {
  const codecs = codecsOf(schema);
  const describe = () =>
    (codecs.described >= schema.messages.size ? all(schema, codecs) : null) ?? reached(schema, fullName);
  return codecFor(schema, fullName, "", describe)?.getMessage(fullName);
}

/** Above this many fields, an exchange of one field does without most of the others. */
const manyFields = 200;

/** How many numbers a part of such a message has; the lowest quarter of a part is in every one. */
const partSize = 64;

/**
 * The descriptor for an exchange of some fields. Of a message with very many fields it has those with numbers nearby
 * and the lowest ones, so that the time for all fields of a message does not grow with their square.
 */
export function fieldDescriptor(
  schema: Schema,
  fullName: string,
  numbers: readonly number[],
): DescMessage | undefined {
  const message = schema.messages.get(fullName);
  if (!message || message.fields.length <= manyFields) return messageDescriptor(schema, fullName);
  const parts = new Set(numbers.map(partOf));
  const describe = () => {
    const fields = message.fields.filter(({ number }) => parts.has(partOf(number)) || number <= partSize / 4);
    return reached(schema, fullName, fields);
  };
  return codecFor(schema, fullName, [...parts].join(" "), describe)?.getMessage(fullName);
}

function partOf(number: number): number {
  return Math.floor(number / partSize);
}

/** What was described of a schema; null where protobuf-es refuses it. */
interface Codecs {
  /** By the message that was asked for, and the part of it. */
  byName: Map<string, FileRegistry | null>;
  /** How many messages were described for this schema, and not for another one before. */
  described: number;
  all?: FileRegistry | null;
}

/** A change of many fields of one message asks for the same descriptor many times. */
const codecsBySchema = new WeakMap<Schema, Codecs>();

function codecsOf(schema: Schema): Codecs {
  const codecs = codecsBySchema.get(schema) ?? { byName: new Map(), described: 0 };
  codecsBySchema.set(schema, codecs);
  return codecs;
}

function codecFor(
  schema: Schema,
  fullName: string,
  part: string,
  describe: () => FileRegistry,
): FileRegistry | null {
  const codecs = codecsOf(schema);
  const key = `${fullName} ${part}`;
  const known = codecs.byName.get(key);
  if (known !== undefined) return known;
  const codec = sharedCodec(schema, fullName, part, () => orNull(describe));
  codecs.byName.set(key, codec);
  return codec;
}

/** What was described of a message, and all types that it leads to, as they were then. */
interface SharedCodec {
  part: string;
  types: readonly { fullName: string; message: Message | undefined; enumeration: Enum | undefined }[];
  codec: FileRegistry | null;
}

const sharedCodecs = new WeakMap<Message, SharedCodec[]>();

/** Schemas of many releases share most messages: one that leads to the same objects in another schema is described once. */
function sharedCodec(
  schema: Schema,
  fullName: string,
  part: string,
  describe: () => FileRegistry | null,
): FileRegistry | null {
  const message = messageNamed(schema, fullName);
  if (!message) return describe();
  const shared = sharedCodecs.get(message) ?? [];
  const same = shared.find(
    (each) =>
      each.part === part &&
      each.types.every(
        (type) =>
          messageNamed(schema, type.fullName) === type.message &&
          enumNamed(schema, type.fullName) === type.enumeration,
      ),
  );
  if (same) return same.codec;
  const codec = describe();
  const types = typesBehind(schema, fullName);
  sharedCodecs.set(message, [...shared, { part, types, codec }]);
  return codec;
}

function typesBehind(schema: Schema, fullName: string): SharedCodec["types"] {
  const messages = reachableMessages(schema, fullName);
  const names = new Set([
    fullName,
    ...messages.flatMap(({ fields }) => fields.flatMap(({ type }) => typeNames(type))),
  ]);
  return [...names].map((name) => ({
    fullName: name,
    message: messageNamed(schema, name),
    enumeration: enumNamed(schema, name),
  }));
}

function orNull(describe: () => FileRegistry): FileRegistry | null {
  try {
    return describe();
  } catch {
    return null;
  }
}

/** The whole schema, where so many of its messages are asked for. */
function all(schema: Schema, codecs: Codecs): FileRegistry | null {
  if (codecs.all === undefined) codecs.all = orNull(() => allMessages(schema));
  return codecs.all;
}

function allMessages(schema: Schema): FileRegistry {
  const messages = new Map(schema.messages);
  const add = (name: string) => {
    const message = messageNamed(schema, name);
    if (message) messages.set(name, message);
  };
  for (const name of schema.extended.keys()) add(name);
  for (const { fields } of messages.values()) fields.flatMap(({ type }) => messageNames(type)).forEach(add);
  return messageRegistry(schema, [...messages.values()]);
}

function reached(schema: Schema, fullName: string, fields?: Field[]): FileRegistry {
  const messages = reachableMessages(schema, fullName, fields);
  codecsOf(schema).described += messages.length;
  return messageRegistry(schema, messages);
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
    const message = messageNamed(schema, name);
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

function typeNames(type: FieldType): string[] {
  if (type.kind === "map") return typeNames(type.value);
  return type.kind === "message" || type.kind === "enum" ? [type.name] : [];
}

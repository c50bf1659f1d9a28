import type { DescMessage, FileRegistry } from "@bufbuild/protobuf";
import { messageRegistry } from "../schema/message-registry.js";
import type { Field, FieldType, Message, Schema } from "../schema/schema.js";
import { messageNamed } from "../schema/well-known-schema.js";
import { sampleDepth } from "./sample.js";

/**
 * The descriptor of a message of a linked schema: what protobuf-es encodes and decodes a sample of it with. Messages that
 * no sample reaches are left out, since those of a large protocol often all lead to each other. Where very many messages
 * are asked for, all of the schema are described together: to describe each with what it reaches would cost more.
 */
export function messageDescriptor(schema: Schema, fullName: string): DescMessage | undefined {
  const codecs = codecsOf(schema);
  if (!codecs.has(fullName) && codecs.size >= manyMessages) {
    const all = once(codecs, everyMessage, () => allMessages(schema));
    if (all) return all.getMessage(fullName);
  }
  return once(codecs, fullName, () => reached(schema, fullName))?.getMessage(fullName);
}

/** Above this many messages, those of the whole schema are described. */
const manyMessages = 20;

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
  const codec = once(codecsOf(schema), `${fullName} ${[...parts].join(" ")}`, () => {
    const fields = message.fields.filter(({ number }) => parts.has(partOf(number)) || number <= partSize / 4);
    return reached(schema, fullName, fields);
  });
  return codec?.getMessage(fullName);
}

function partOf(number: number): number {
  return Math.floor(number / partSize);
}

/** What was described of a schema, by the message that was asked for; null where protobuf-es refuses it. */
type Codecs = Map<string, FileRegistry | null>;

/** A change of many fields of one message asks for the same descriptor many times. */
const codecsBySchema = new WeakMap<Schema, Codecs>();

/** No message has this name. */
const everyMessage = "";

function codecsOf(schema: Schema): Codecs {
  const codecs = codecsBySchema.get(schema) ?? new Map();
  codecsBySchema.set(schema, codecs);
  return codecs;
}

function once(codecs: Codecs, key: string, describe: () => FileRegistry): FileRegistry | null {
  const described = codecs.get(key);
  if (described !== undefined) return described;
  const codec = orNull(describe);
  codecs.set(key, codec);
  return codec;
}

function orNull(describe: () => FileRegistry): FileRegistry | null {
  try {
    return describe();
  } catch {
    return null;
  }
}

function allMessages(schema: Schema): FileRegistry {
  const messages = new Map(schema.messages);
  for (const { fields } of messages.values()) {
    for (const name of fields.flatMap(({ type }) => messageNames(type))) {
      const message = messageNamed(schema, name);
      if (message) messages.set(name, message);
    }
  }
  return messageRegistry(schema, [...messages.values()]);
}

function reached(schema: Schema, fullName: string, fields?: Field[]): FileRegistry {
  return messageRegistry(schema, reachableMessages(schema, fullName, fields));
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

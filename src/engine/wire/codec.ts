import type { DescMessage, FileRegistry } from "@bufbuild/protobuf";
import { messageRegistry } from "../schema/message-registry.js";
import type { Enum, Field, FieldType, Message, Schema } from "../schema/schema.js";
import { enumNamed, messageNamed } from "../schema/well-known-schema.js";
import { Recent } from "./recent.js";
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
const partSize = 16;

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
  const parts = [...new Set(numbers.map(partOf))];
  const fields = () => fieldsIn(parts, message);
  const describe = () => reached(schema, fullName, fields());
  return codecFor(schema, fullName, parts.join(" "), describe, fields)?.getMessage(fullName);
}

function partOf(number: number): number {
  return Math.floor(number / partSize);
}

/** The fields in these parts of a message, and the lowest ones, in the order of the message. */
function fieldsIn(parts: readonly number[], message: Message): Field[] {
  const positions = partsOf(message);
  const lowest = (positions.get(0) ?? []).filter((at) => fieldAt(message, at).number <= partSize / 4);
  const chosen = new Set([...lowest, ...parts.flatMap((part) => positions.get(part) ?? [])]);
  return [...chosen].sort((one, other) => one - other).map((at) => fieldAt(message, at));
}

function fieldAt({ fields }: Message, at: number): Field {
  return fields[at] as Field;
}

const partsByMessage = new WeakMap<Message, ReadonlyMap<number, number[]>>();

/** Where the fields of each part stand in a message; found once, since every part is asked for when many fields change. */
function partsOf(message: Message): ReadonlyMap<number, number[]> {
  const known = partsByMessage.get(message);
  if (known) return known;
  const parts = new Map<number, number[]>();
  for (const [at, { number }] of message.fields.entries()) {
    const others = parts.get(partOf(number));
    if (others) others.push(at);
    else parts.set(partOf(number), [at]);
  }
  partsByMessage.set(message, parts);
  return parts;
}

/** How many parts of messages with very many fields stay described: a change goes through their fields in order. */
const keptParts = 8;

/** What was described of a schema; null where protobuf-es refuses it. */
interface Codecs {
  /** Whole ones, by the message that was asked for. */
  byName: Map<string, FileRegistry | null>;
  /** Parts, by the message that was asked for and the part of it. */
  parts: Recent<string, FileRegistry | null>;
  /** How many messages were described for this schema, and not for another one before. */
  described: number;
  all?: FileRegistry | null;
}

/** A change of many fields of one message asks for the same descriptor many times. */
const codecsBySchema = new WeakMap<Schema, Codecs>();

function codecsOf(schema: Schema): Codecs {
  const codecs = codecsBySchema.get(schema) ?? {
    byName: new Map(),
    parts: new Recent(keptParts),
    described: 0,
  };
  codecsBySchema.set(schema, codecs);
  return codecs;
}

function codecFor(
  schema: Schema,
  fullName: string,
  part: string,
  describe: () => FileRegistry,
  ofFields?: () => Field[],
): FileRegistry | null {
  const codecs = codecsOf(schema);
  const made = part === "" ? codecs.byName : codecs.parts;
  const key = `${fullName} ${part}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const codec = sharedCodec(schema, fullName, part, () => orNull(describe), ofFields);
  made.set(key, codec);
  return codec;
}

/** What was described of a message, and all types that it leads to, as they were then. */
interface SharedCodec {
  types: readonly { fullName: string; message: Message | undefined; enumeration: Enum | undefined }[];
  codec: FileRegistry | null;
}

/** Those of a message by its part. */
const sharedCodecs = new WeakMap<Message, Recent<string, SharedCodec[]>>();

/** Schemas of many releases share most messages: one that leads to the same objects in another schema is described once. */
function sharedCodec(
  schema: Schema,
  fullName: string,
  part: string,
  describe: () => FileRegistry | null,
  ofFields?: () => Field[],
): FileRegistry | null {
  const message = messageNamed(schema, fullName);
  if (!message) return describe();
  const byPart = sharedCodecs.get(message) ?? new Recent<string, SharedCodec[]>(keptParts);
  sharedCodecs.set(message, byPart);
  const shared = byPart.get(part) ?? [];
  byPart.set(part, shared);
  const same = shared.find(({ types }) =>
    types.every(
      (type) =>
        messageNamed(schema, type.fullName) === type.message &&
        enumNamed(schema, type.fullName) === type.enumeration,
    ),
  );
  if (same) return same.codec;
  const codec = describe();
  shared.push({ types: typesBehind(schema, fullName, ofFields?.()), codec });
  return codec;
}

function typesBehind(schema: Schema, fullName: string, ofFields?: Field[]): SharedCodec["types"] {
  const messages = reachableMessages(schema, fullName, ofFields);
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

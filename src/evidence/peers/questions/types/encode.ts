import { readFileSync } from "node:fs";
import path from "node:path";
import {
  create,
  type DescField,
  type DescMessage,
  ScalarType,
  toBinary,
  toJsonString,
} from "@bufbuild/protobuf";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { messageDescriptor } from "@grpc-evolution/engine/wire/codec.js";
import { root } from "../../../../root.js";
import type { Reading, Value } from "../../protocol.js";

const files = ["proto2.proto", "proto3.proto"].map((name) => ({
  path: name,
  text: readFileSync(path.join(root, "src/evidence/peers/schemas", name), "utf8"),
}));

/** What the peers read and write, as the rules see it. */
export const schema = readSchema(files).schema;

/** The descriptor of a message of the schemas. */
export function descriptorOf(message: string): DescMessage {
  const descriptor = messageDescriptor(schema, message);
  if (!descriptor) throw new Error(`No schema has the message ${message}.`);
  return descriptor;
}

/** The bytes of a message, in hex. */
export function binaryOf(descriptor: DescMessage, reading: Reading): string {
  return Buffer.from(toBinary(descriptor, messageOf(descriptor, reading))).toString("hex");
}

/** A message as one line of ProtoJSON. */
export function jsonOf(descriptor: DescMessage, reading: Reading): string {
  return toJsonString(descriptor, messageOf(descriptor, reading));
}

function messageOf(descriptor: DescMessage, reading: Reading) {
  const fields = Object.entries(reading).map(([name, value]) => {
    const field = descriptor.fields.find((each) => each.name === name);
    if (!field) throw new Error(`${descriptor.typeName} has no field ${name}.`);
    return [field.localName, contentOf(field, value)];
  });
  return create(descriptor, Object.fromEntries(fields));
}

function contentOf(field: DescField, value: Value): unknown {
  if (field.fieldKind === "map") {
    const entries = value as readonly (readonly [Value, Value])[];
    return Object.fromEntries(
      entries.map(([key, each]) => [scalarOf(field.mapKey, key), scalarOf(field.scalar, each)]),
    );
  }
  if (field.fieldKind !== "list") return singleOf(field, value);
  return (value as readonly Value[]).map((each) => singleOf(field, each));
}

/** One thing: what a singular field holds, or one item of a list. */
function singleOf(field: Pick<DescField, "message" | "enum" | "scalar">, value: Value): unknown {
  if (field.message) return messageOf(field.message, value as Reading);
  return field.enum ? Number(value) : scalarOf(field.scalar, value);
}

/** A scalar as protobuf-es has it, from how an answer writes it. */
function scalarOf(type: ScalarType | undefined, value: Value): unknown {
  const text = String(value);
  switch (type) {
    case ScalarType.BOOL:
      return value;
    case ScalarType.STRING:
      return text.slice(1);
    case ScalarType.BYTES:
      return Buffer.from(text.slice(1), "hex");
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return floatOf(text);
    case ScalarType.INT32:
    case ScalarType.UINT32:
    case ScalarType.SINT32:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return Number(text);
    default:
      return BigInt(text);
  }
}

/** The number whose IEEE 754 representation is given, of four or eight bytes. */
export function floatOf(text: string): number {
  if (text === "NaN") return Number.NaN;
  const bytes = Buffer.from(text.slice(2), "hex");
  return bytes.length === 4 ? bytes.readFloatBE() : bytes.readDoubleBE();
}

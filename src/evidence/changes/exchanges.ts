import {
  clone,
  create,
  type DescMessage,
  fromBinary,
  fromJson,
  fromJsonString,
  type JsonValue,
  type MessageInitShape,
  type Registry,
  toBinary,
  toJsonString,
} from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { type FileDescriptorProto, FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { describeFiles } from "@grpc-evolution/engine/schema/descriptor.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { schemaRegistry } from "@grpc-evolution/engine/schema/registry.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import { compareMessages, type FieldReading } from "@grpc-evolution/engine/wire/compare.js";
import { kindOf } from "@grpc-evolution/engine/wire/kind.js";
import { gravest, type Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import { outcomeOfValue } from "@grpc-evolution/engine/wire/value-outcome.js";
import { fieldText } from "@grpc-evolution/engine/wire/value-text.js";
import type { Tried } from "../../content/changes.js";

/** A message with the types that belong to its schema. */
export interface Side {
  desc: DescMessage;
  registry: Registry;
}

/** The message of a schema, with its extensions; throws where there is none of this name. */
export function sideOf(source: SourceText, message: string): Side {
  const { files, own } = describeFiles(readFiles([source]));
  const registry = schemaRegistry({ files: files.map(withExtensionsAsFields), own });
  const desc = registry.getMessage(message);
  if (!desc) throw new Error(`${source.path} has no message ${message}`);
  return { desc, registry };
}

/**
 * A file whose own extensions are fields of the messages that they extend. They have the same bytes, and here the name that JSON has
 * for them: an exchange can compare them with what the other schema declares under the number.
 */
function withExtensionsAsFields(
  file: MessageInitShape<typeof FileDescriptorProtoSchema>,
): FileDescriptorProto {
  const copy = clone(FileDescriptorProtoSchema, create(FileDescriptorProtoSchema, file));
  const fullName = (name: string) => [copy.package, name].filter(Boolean).join(".");
  for (const extension of copy.extension) {
    const extended = copy.messageType.find(({ name }) => extension.extendee === `.${fullName(name)}`);
    const name = `[${fullName(extension.name)}]`;
    extended?.field.push(Object.assign(extension, { extendee: "", name, jsonName: name }));
  }
  copy.extension = copy.extension.filter(({ extendee }) => extendee !== "");
  return copy;
}

/** A sample in bytes. A field that the writer does not have does not count: it had nothing to say. */
export function tryBytes(writer: Side, reader: Side, value: JsonValue): Tried & { bytes: Uint8Array } {
  const message = fromJson(writer.desc, value, { registry: writer.registry });
  const bytes = toBinary(writer.desc, message);
  const text = toJsonString(writer.desc, message, { registry: writer.registry });
  const done = { written: text, bytes };
  try {
    const read = reflect(reader.desc, fromBinary(reader.desc, bytes));
    const fields = compareMessages(reflect(writer.desc, message), read)
      .filter(({ written, outcome }) => written !== null || outcome === "reinterpreted")
      .map((field) =>
        isUnderAnotherNumber(field, reader.desc) ? { ...field, outcome: "lost" as const } : field,
      );
    const outcome = gravest(fields.map((each) => each.outcome));
    const shown = outcome === "same" ? [] : fields.filter((each) => each.outcome === outcome);
    return { ...done, outcome, got: shown.map(readingText).join(", ") };
  } catch (error) {
    return { ...done, outcome: "rejected", got: (error as Error).message };
  }
}

/** A reader that has the field under another number has lost the value; one that does not have it misses nothing. */
function isUnderAnotherNumber({ path, number, outcome }: FieldReading, reader: DescMessage): boolean {
  return (
    outcome === "unknown" && reader.fields.some((field) => field.name === path && field.number !== number)
  );
}

function readingText({ readAs, path, read, outcome }: FieldReading): string {
  if (outcome === "unknown") return `${path} is an unknown field`;
  if (outcome === "lost" && read === null) return `${path} does not arrive`;
  return `${readAs ?? path} = ${read}`;
}

/** A sample in ProtoJSON: as a strict reader takes it, and where it refuses, as one that ignores what it does not know. */
export function tryJson(writer: Side, reader: Side, value: JsonValue): Tried {
  const message = fromJson(writer.desc, value, { registry: writer.registry });
  const text = toJsonString(writer.desc, message, { registry: writer.registry });
  const read = (ignoreUnknownFields: boolean): Pick<Tried, "outcome" | "got"> => {
    try {
      const decoded = fromJsonString(reader.desc, text, { ignoreUnknownFields, registry: reader.registry });
      return compareByName(reflect(writer.desc, message), reflect(reader.desc, decoded));
    } catch (error) {
      return { outcome: "rejected", got: reasonIn((error as Error).message) };
    }
  };
  const strict = { written: text, ...read(false) };
  const lenient = strict.outcome === "rejected" ? withIgnored(read(true)) : undefined;
  return lenient && lenient.outcome !== "rejected" ? { ...strict, lenient } : strict;
}

/** What the decoder complains of, without the long name of where it was; that of an enum's value says nothing else. */
function reasonIn(message: string): string {
  return message.replace(/^cannot decode (?:field|message|oneof) \S+ from JSON: /, "");
}

/** Where a strict reader refuses what a lenient one takes, there was something to ignore. */
function withIgnored(tried: Pick<Tried, "outcome" | "got">): Pick<Tried, "outcome" | "got"> {
  return tried.outcome === "same" ? { outcome: "unknown", got: "it is not known" } : tried;
}

/** What became of the fields that were written, and of those that were left out. In JSON a field is its name. */
function compareByName(written: ReflectMessage, read: ReflectMessage): Pick<Tried, "outcome" | "got"> {
  const readings = written.fields.map((field) => {
    const same =
      read.fields.find(({ jsonName }) => jsonName === field.jsonName) ??
      read.fields.find(({ name }) => name === field.jsonName);
    if (!written.isSet(field)) return outcomeOfUnset(field, same, written, read);
    if (!same) return { outcome: outcomeOfMissing(field, read), got: `${field.jsonName} is not known` };
    return {
      outcome: outcomeOfField(field, same, written, read),
      got: `${same.name} = ${fieldText(read, same)}`,
    };
  });
  const outcome = gravest(readings.map((each) => each.outcome));
  const got = outcome === "same" ? [] : readings.filter((each) => each.outcome === outcome);
  return { outcome, got: got.map((each) => each.got).join(", ") };
}

type Field = ReflectMessage["fields"][number];

/** A reader that has the field under another name has lost the value; one that does not have it misses nothing. */
function outcomeOfMissing(field: Field, read: ReflectMessage): Outcome {
  const sameNumber = read.findNumber(field.number);
  return sameNumber && kindOf(sameNumber) === kindOf(field) ? "lost" : "unknown";
}

function outcomeOfField(field: Field, same: Field, written: ReflectMessage, read: ReflectMessage): Outcome {
  if (isAnotherField(field, same, read)) return "reinterpreted";
  const outcome = outcomeOfValues(field, same, written, read);
  if (read.isSet(same)) return outcome;
  return outcome === "same" ? "defaulted" : "lost";
}

/** Whether the reader has the field too, and takes its name for that of another one. */
function isAnotherField(field: Field, same: Field, { fields }: ReflectMessage): boolean {
  return field.name !== same.name && fields.some(({ name }) => name === field.name);
}

/** What is left out says its default on both sides, and they may disagree. */
function outcomeOfUnset(
  field: Field,
  same: Field | undefined,
  written: ReflectMessage,
  read: ReflectMessage,
): Pick<Tried, "outcome" | "got"> {
  const isPlain = field.fieldKind === "scalar" || field.fieldKind === "enum";
  if (!isPlain || !same || same.fieldKind !== field.fieldKind || read.isSet(same) || field.oneof)
    return { outcome: "same", got: "" };
  return {
    outcome: outcomeOfValues(field, same, written, read),
    got: `${same.name} = ${fieldText(read, same)}`,
  };
}

function outcomeOfValues(field: Field, same: Field, written: ReflectMessage, read: ReflectMessage): Outcome {
  const types = { writer: field.enum, reader: same.enum };
  return outcomeOfValue(
    written.get(field),
    read.get(same),
    types,
    (one, other) => compareByName(one, other).outcome,
  );
}

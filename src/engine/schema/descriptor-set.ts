import { createFileRegistry, fromBinary, fromJson, type JsonValue, type Registry } from "@bufbuild/protobuf";
import { BinaryReader, getTextEncoding, WireType } from "@bufbuild/protobuf/wire";
import {
  type FileDescriptorProto,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import type { SourceText } from "../source/source.js";
import { DescriptorProblem, sourceOfDescriptor } from "./from-descriptors.js";
import { ruleTypes } from "./rule-types.js";

/** Most characters of all texts that stand in for places: a set of 64 MB is not made of more. */
const maxText = 256_000_000;

/** The files of a descriptor set. */
export interface DescribedFiles {
  files: SourceText[];
  /** What these files import and is not part of the protocol: what buf marks as imported, and what protobuf itself declares. */
  resolved: SourceText[];
}

/**
 * Reads a descriptor set as compilers write it, `protoc --descriptor_set_out` or `buf build`, in binary or in JSON; which of
 * them it is, the content says. Throws a `DescriptorProblem` whose message goes on after the name of the file.
 */
export function readDescriptorSet(bytes: Uint8Array): DescribedFiles {
  if (bytes.length === 0) throw new DescriptorProblem("is empty");
  const { set, imported } = startsWithBrace(bytes) ? fromJsonSet(bytes) : fromBinarySet(bytes);
  const described: DescribedFiles = { files: [], resolved: [] };
  let size = 0;
  set.file.forEach((descriptor, index) => {
    const source = sourceOf(descriptor);
    size += source.text.length;
    if (size > maxText) throw new DescriptorProblem("has source info of more than 256 MB of text");
    const isOwn = !imported.has(index) && !descriptor.name.startsWith("google/protobuf/");
    described[isOwn ? "files" : "resolved"].push(source);
  });
  if (described.files.length === 0) throw new DescriptorProblem("has no file of a protocol in it");
  return described;
}

function sourceOf(descriptor: FileDescriptorProto): SourceText {
  if (descriptor.name === "") throw new DescriptorProblem("is no descriptor set: a file in it has no name");
  try {
    return sourceOfDescriptor(descriptor);
  } catch (error) {
    if (!(error instanceof DescriptorProblem)) throw error;
    throw new DescriptorProblem(`cannot be read at ${descriptor.name}: ${error.message}`);
  }
}

/** A set, and which of its files are imports according to buf. */
interface Decoded {
  set: FileDescriptorSet;
  imported: ReadonlySet<number>;
}

/** Neither a tag of a descriptor set nor the beginning of a packed file looks like this. */
function startsWithBrace(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => byte > 0x20);
  return bytes[first] === 0x7b;
}

function fromJsonSet(bytes: Uint8Array): Decoded {
  try {
    const json: JsonValue = JSON.parse(getTextEncoding().decodeUtf8(bytes));
    const set = fromJsonWithOptions(json);
    const { file } = json as { file?: { bufExtension?: { isImport?: boolean } }[] };
    return { set, imported: indexesOf(file ?? [], ({ bufExtension }) => bufExtension?.isImport === true) };
  } catch {
    throw new DescriptorProblem("is no descriptor set in JSON");
  }
}

/** JSON names the options of extensions, which can only be read with their types: the set itself may have them. */
function fromJsonWithOptions(json: JsonValue): FileDescriptorSet {
  const read = (registry?: Registry) =>
    fromJson(FileDescriptorSetSchema, json, { ignoreUnknownFields: true, ...(registry ? { registry } : {}) });
  const set = read();
  const registry = typesIn(set) ?? ruleTypes();
  return registry ? read(registry) : set;
}

/** The types that a set declares; null where it lacks a file that another one imports. */
function typesIn(set: FileDescriptorSet): Registry | null {
  try {
    return createFileRegistry(set);
  } catch {
    return null;
  }
}

function fromBinarySet(bytes: Uint8Array): Decoded {
  refuseOtherContent(bytes);
  try {
    const set = fromBinary(FileDescriptorSetSchema, bytes);
    return { set, imported: indexesOf(set.file, isMarkedImport) };
  } catch {
    throw new DescriptorProblem("is no descriptor set");
  }
}

/** A set consists of files, which are its field 1, and of nothing else. */
function refuseOtherContent(bytes: Uint8Array): void {
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag();
      if (number !== 1 || type !== WireType.LengthDelimited)
        throw new DescriptorProblem("is no descriptor set");
      const length = reader.uint32();
      if (length > reader.len - reader.pos) throw new DescriptorProblem("ends in the middle of a descriptor");
      reader.pos += length;
    }
  } catch (error) {
    if (error instanceof DescriptorProblem) throw error;
    throw new DescriptorProblem("is no descriptor set");
  }
}

/**
 * Whether buf says of a file that it is only imported.
 * Source: https://github.com/bufbuild/buf/blob/main/proto/buf/alpha/image/v1/image.proto
 */
function isMarkedImport({ $unknown: fields = [] }: FileDescriptorProto): boolean {
  const extension = fields.find(({ no, wireType }) => no === 8042 && wireType === WireType.LengthDelimited);
  if (!extension) return false;
  const reader = new BinaryReader(new BinaryReader(extension.data).bytes());
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (number === 1 && type === WireType.Varint) return reader.bool();
    reader.skip(type, number);
  }
  return false;
}

function indexesOf<T>(list: readonly T[], isWanted: (item: T) => boolean): Set<number> {
  return new Set([...list.keys()].filter((index) => isWanted(list[index] as T)));
}

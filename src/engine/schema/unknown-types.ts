import type { LinkedFile } from "./link.js";
import type { ParsedFile } from "./names.js";
import type { FieldType, Schema } from "./schema.js";
import { isOfProtobuf, wellKnownType } from "./well-known.js";

/** A type that no file declares, where it is used. */
export interface UnknownType {
  /** Index of the file. */
  file: number;
  name: string;
  at: number;
}

/**
 * Types that do not exist: those of files that import nothing, or only what protobuf itself declares. Where a file imports
 * others, they may not be at hand, and what is unknown may stand in them. `linked` is what the files declare, as it is in
 * the schema: most resolve all that they use, and then nobody has to look for the place.
 */
export function unknownTypes(
  schema: Schema,
  parsed: readonly ParsedFile[],
  linked: readonly LinkedFile[],
): UnknownType[] {
  const selfContained = new Map<string, number>();
  parsed.forEach((source, index) => {
    if (linked[index]?.lacksTypes && isSelfContained(source)) selfContained.set(source.path, index);
  });
  if (selfContained.size === 0) return [];
  const unknown: UnknownType[] = [];
  const add = (name: string, path: string, at: number) => {
    const file = selfContained.get(path);
    if (file !== undefined) unknown.push({ file, name, at });
  };
  for (const { fullName, fields } of schema.extended.values()) {
    const [first] = fields;
    if (first?.extension && wellKnownType(fullName) === null && !schema.enums.has(fullName)) {
      add(fullName, first.file, first.extension.block.from);
    }
  }
  for (const { fields } of [...schema.messages.values(), ...schema.extended.values()]) {
    for (const { type, file, at } of fields) {
      const name = unknownName(type);
      if (name !== null) add(name, file, at);
    }
  }
  for (const { methods } of schema.services.values()) {
    for (const { input, output, file, at } of methods) {
      for (const name of [input, output]) {
        const isKnown = schema.messages.has(name) || schema.enums.has(name) || wellKnownType(name) !== null;
        if (!isKnown) add(name, file, at);
      }
    }
  }
  return unknown;
}

function isSelfContained({ file }: ParsedFile): boolean {
  return file.imports.every(({ path }) => isOfProtobuf(path));
}

function unknownName(type: FieldType): string | null {
  if (type.kind === "map") return unknownName(type.value);
  return type.kind === "unknown" ? type.name : null;
}

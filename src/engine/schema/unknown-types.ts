import type { ParsedFile } from "./names.js";
import type { FieldType, Schema } from "./schema.js";
import { wellKnownType } from "./well-known.js";

/** A type that no file declares, where it is used. */
export interface UnknownType {
  file: string;
  name: string;
  at: number;
}

/**
 * Types that do not exist: those of files that import nothing, or only what protobuf itself declares. Where a file imports
 * others, they may not be at hand, and what is unknown may stand in them.
 */
export function unknownTypes(schema: Schema, parsed: readonly ParsedFile[]): UnknownType[] {
  const selfContained = new Set(parsed.filter(isSelfContained).map(({ path }) => path));
  const unknown: UnknownType[] = [];
  for (const { fields } of schema.messages.values()) {
    for (const { type, file, at } of fields) {
      const name = unknownName(type);
      if (name !== null && selfContained.has(file)) unknown.push({ file, name, at });
    }
  }
  for (const { methods } of schema.services.values()) {
    for (const { input, output, file, at } of methods) {
      for (const name of [input, output]) {
        const isKnown = schema.messages.has(name) || wellKnownType(name) !== null;
        if (!isKnown && selfContained.has(file)) unknown.push({ file, name, at });
      }
    }
  }
  return unknown;
}

function isSelfContained({ file }: ParsedFile): boolean {
  return file.imports.every(({ path }) => path.startsWith("google/protobuf/"));
}

function unknownName(type: FieldType): string | null {
  if (type.kind === "map") return unknownName(type.value);
  return type.kind === "unknown" ? type.name : null;
}

import type { DescMessage, Registry } from "@bufbuild/protobuf";
import { commonFile } from "./common-files.js";
import { describeFiles } from "./descriptor.js";
import type { ParsedFile } from "./names.js";
import { schemaRegistry } from "./registry.js";

const registries = new WeakMap<ParsedFile, Registry>();

/** The messages of protovalidate that rules are written as; null where the common files are not at hand. */
export function ruleTypes(): Registry | null {
  const file = commonFile("buf/validate/validate.proto");
  if (!file) return null;
  const registry = registries.get(file) ?? schemaRegistry(describeFiles(readingOf(file)));
  registries.set(file, registry);
  return registry;
}

/** The message of an option, by the option's full name: `buf.validate.field`. */
export function ruleMessage(option: string): DescMessage | null {
  return ruleTypes()?.getExtension(option)?.message ?? null;
}

function readingOf(file: ParsedFile): Parameters<typeof describeFiles>[0] {
  const schema = {
    files: [],
    messages: new Map(),
    extended: new Map(),
    copies: [],
    enums: new Map(),
    services: new Map(),
  };
  return { parsed: [file], common: [], problems: [], schema };
}

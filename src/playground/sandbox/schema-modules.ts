import { createFileRegistry, type DescFile } from "@bufbuild/protobuf";
import { tsEnum } from "@bufbuild/protobuf/codegenv2";
import { fileDescriptorSet } from "@grpc-evolution/engine/schema/descriptor.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { wellKnownFiles } from "@grpc-evolution/engine/schema/well-known-files.js";
import type { SourceFile } from "../../content/source-file.js";
import { generatedNames } from "./generated-names.js";

/**
 * Makes what protoc-gen-es would generate from a schema of the program, without evaluating anything of it as code.
 * The function that it returns gets the name of a `.proto` file and returns the exports of its generated code; it throws
 * a `ReadError` where the schema, or one that it imports, cannot be read.
 */
export function schemaModules(files: readonly SourceFile[]): (proto: string) => Record<string, unknown> {
  const described = new Map<string, DescFile>();

  /** Two releases declare the same messages: each schema is compiled by itself, with what it imports. */
  function describe(proto: string): DescFile {
    const earlier = described.get(proto);
    if (earlier) return earlier;
    const set = fileDescriptorSet(readFiles(withImports(proto, files)));
    const all = createFileRegistry(set);
    const own = set.file.find(({ name }) => name === proto);
    if (!own) throw new Error(`${proto} is missing`);
    const registry = createFileRegistry(own, (path) => {
      if (files.some(({ name }) => name === path)) return describe(path);
      return wellKnownFiles.get(path) ?? all.getFile(path);
    });
    const file = registry.getFile(proto) as DescFile;
    described.set(proto, file);
    return file;
  }

  return (proto) => exportsOf(describe(proto));
}

function exportsOf(file: DescFile): Record<string, unknown> {
  const { descriptors, enums } = generatedNames(file);
  return Object.fromEntries([
    ...[...descriptors].map(([descriptor, name]) => [name, descriptor]),
    ...[...enums].map(([descriptor, name]) => [name, tsEnum(descriptor)]),
  ]);
}

/** A schema and all that it imports, directly or not, as far as the program has it. */
function withImports(proto: string, files: readonly SourceFile[]): { path: string; text: string }[] {
  const names = new Set([proto]);
  for (const name of names) {
    const text = files.find((file) => file.name === name)?.text ?? "";
    for (const { path } of parseProto(text).file.imports) names.add(path);
  }
  return files.filter(({ name }) => names.has(name)).map(({ name, text }) => ({ path: name, text }));
}

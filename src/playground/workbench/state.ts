import { createRegistry, type Registry } from "@bufbuild/protobuf";
import { commonFile } from "@grpc-evolution/engine/schema/common-files.js";
import { type Descriptors, describeFiles } from "@grpc-evolution/engine/schema/descriptor.js";
import { descriptorsFor } from "@grpc-evolution/engine/schema/descriptor-part.js";
import { Imports } from "@grpc-evolution/engine/schema/imports.js";
import type { ParsedFile } from "@grpc-evolution/engine/schema/names.js";
import {
  type Reading,
  type ReadProblem,
  readFiles,
  type SourceText,
} from "@grpc-evolution/engine/schema/read.js";
import { ReadError } from "@grpc-evolution/engine/schema/read-error.js";
import { schemaRegistry } from "@grpc-evolution/engine/schema/registry.js";
import type { Schema } from "@grpc-evolution/engine/schema/schema.js";
import { wellKnownFiles } from "@grpc-evolution/engine/schema/well-known-files.js";
import { linesOf } from "@grpc-evolution/engine/source/source.js";
import type { SourceFile } from "../../content/source-file.js";
import type { Age } from "./question.js";

/** The files of one state, read. */
export interface State {
  sources: SourceText[];
  parsed: ParsedFile[];
  schema: Schema;
  problems: ReadProblem[];
  /** Imports that are not at hand. */
  remarks: ReadProblem[];
  /** Null for a state with problems. */
  descriptors: Descriptors | null;
}

const last = new Map<Age, State>();

/** Reads the files of a state; those that were read before, while only the other state changed, are not read again. */
export function readState(age: Age, files: readonly SourceFile[]): State {
  const known = last.get(age);
  if (known && isSame(known.sources, files)) return known;
  const state = read(files.map(({ name, text }) => ({ path: name, text })));
  last.set(age, state);
  return state;
}

function isSame(sources: readonly SourceText[], files: readonly SourceFile[]): boolean {
  return (
    sources.length === files.length &&
    sources.every(({ path, text }, index) => path === files[index]?.name && text === files[index].text)
  );
}

function read(sources: SourceText[]): State {
  const reading = readFiles(sources);
  const { parsed, schema } = reading;
  return { sources, parsed, schema, remarks: missingImports(parsed), ...described(reading) };
}

/** What no single file shows, such as files that use each other in a circle, is found when they are described. */
function described(reading: Reading): Pick<State, "descriptors" | "problems"> {
  try {
    return { descriptors: describeFiles(reading), problems: [] };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { descriptors: null, problems: [...error.problems] };
  }
}

function missingImports(parsed: readonly ParsedFile[]): ReadProblem[] {
  const imports = new Imports(parsed);
  return parsed.flatMap((source, index) => {
    const { path: file, file: node } = source;
    return (
      node.imports
        .filter(({ path }) => imports.find(index, path) < 0 && !wellKnownFiles.has(path) && !commonFile(path))
        // A file from the disk comes without its folders; what it declares is found by its name.
        .filter(({ path }) => !parsed.some((other) => other.path !== file && path.endsWith(`/${other.path}`)))
        .map(({ path, at }) => ({
          file,
          ...linesOf(source).lineColumnOf(at),
          at,
          message: `"${path}" is not among the files; what it declares is taken for a message without fields`,
        }))
    );
  });
}

const made = new WeakMap<State, { messages: string; types: Registry }>();

/** The types that these messages take, to encode and decode with. Asked for the same ones again, it makes them once. */
export function typesOf(state: State, messages: readonly string[]): Registry {
  const key = messages.join();
  const known = made.get(state);
  if (known?.messages === key) return known.types;
  const { descriptors } = state;
  const types = descriptors ? schemaRegistry(descriptorsFor(descriptors, messages)) : createRegistry();
  made.set(state, { messages: key, types });
  return types;
}

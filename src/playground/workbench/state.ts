import type { Registry } from "@bufbuild/protobuf";
import { Imports } from "../../engine/schema/imports.js";
import type { ParsedFile } from "../../engine/schema/names.js";
import { placeOf } from "../../engine/schema/place.js";
import { type ReadProblem, readFiles, type SourceText } from "../../engine/schema/read.js";
import { ReadError } from "../../engine/schema/read-error.js";
import { schemaRegistry } from "../../engine/schema/registry.js";
import type { Schema } from "../../engine/schema/schema.js";
import { wellKnownFiles } from "../../engine/schema/well-known-files.js";
import type { SourceFile } from "../source-file.js";
import type { Age } from "./question.js";

/** The files of one state, read. */
export interface State {
  sources: SourceText[];
  parsed: ParsedFile[];
  schema: Schema;
  problems: ReadProblem[];
  /** Imports that are not at hand. */
  remarks: ReadProblem[];
  /** The types to encode and decode with; made when it is asked for, for a state without problems. */
  registry(): Registry;
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
  const { parsed, schema, problems } = reading;
  let registry: Registry | undefined;
  const state: State = {
    sources,
    parsed,
    schema,
    problems,
    remarks: missingImports(parsed),
    registry: () => {
      registry ??= schemaRegistry(reading);
      return registry;
    },
  };
  return problems.length > 0 ? state : withProblemsOfTypes(state);
}

/** What no single file shows, such as files that use each other in a circle, is found when the types are made. */
function withProblemsOfTypes(state: State): State {
  try {
    state.registry();
    return state;
  } catch (error) {
    if (error instanceof ReadError) return { ...state, problems: [...error.problems] };
    const [first] = state.sources;
    const problem = { file: first?.path ?? "", line: 1, column: 1, message: (error as Error).message };
    return { ...state, problems: [problem] };
  }
}

function missingImports(parsed: readonly ParsedFile[]): ReadProblem[] {
  const imports = new Imports(parsed);
  return parsed.flatMap(({ path: file, text, file: node }, index) =>
    node.imports
      .filter(({ path }) => imports.find(index, path) < 0 && !wellKnownFiles.has(path))
      .map(({ path, at }) => ({
        file,
        ...placeOf(text, at),
        message: `"${path}" is not among the files; what it declares is taken for a message without fields`,
      })),
  );
}

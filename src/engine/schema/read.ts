import type { Problem } from "./ast.js";
import { linkFiles } from "./link.js";
import type { ParsedFile } from "./names.js";
import { maxProblems, parseProto } from "./parse.js";
import { placeOf } from "./place.js";
import type { Schema } from "./schema.js";
import { unknownTypes } from "./unknown-types.js";
import { validate } from "./validate.js";

/** A `.proto` file as it was found. */
export interface SourceText {
  path: string;
  text: string;
}

/** Why a file could not be read, at its place; line and column count from 1. */
export interface ReadProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** Reads all files of a protocol at one revision. What can be read is in the schema even where there are problems. */
export function readSchema(sources: readonly SourceText[]): { schema: Schema; problems: ReadProblem[] } {
  const { schema, problems } = readFiles(sources);
  return { schema, problems };
}

/** The same with the parsed files. Those that can be parsed are validated too; at most 20 problems a file. */
export function readFiles(sources: readonly SourceText[]): {
  parsed: ParsedFile[];
  schema: Schema;
  problems: ReadProblem[];
} {
  const found: Problem[][] = [];
  const parsed = sources.map(({ path, text }) => {
    const { file, problems } = parseProto(text);
    found.push(problems.length > 0 ? problems : validate(file));
    return { path, text, file };
  });
  const schema = linkFiles(parsed);
  for (const { file, name, at } of unknownTypes(schema, parsed)) {
    const problems = found[file] as Problem[];
    const message = `no type "${name}" is declared or imported; declare it or import its file`;
    if (problems.length < maxProblems) problems.push({ message, at });
  }
  return {
    parsed,
    schema,
    problems: sources.flatMap((source, file) => placed(source, found[file] as Problem[])),
  };
}

function placed({ path, text }: SourceText, problems: readonly Problem[]): ReadProblem[] {
  const inOrder = [...problems].sort((one, other) => one.at - other.at);
  return inOrder.map(({ message, at }) => ({ file: path, ...placeOf(text, at), message }));
}

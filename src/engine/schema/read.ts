import { LineIndex, type SourceText } from "../source/source.js";
import type { Problem } from "./ast.js";
import { linkFiles } from "./link.js";
import type { ParsedFile } from "./names.js";
import { maxProblems } from "./parse.js";
import { parseSource } from "./parse-source.js";
import type { Schema } from "./schema.js";
import { unknownTypes } from "./unknown-types.js";
import { validate } from "./validate.js";

export type { SourceText };

/** Why a file could not be read, at its place; line and column count from 1. */
export interface ReadProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** What was read of the files of a protocol. What can be read is in the schema even where there are problems. */
export interface SchemaReading {
  schema: Schema;
  problems: ReadProblem[];
}

/** The same with the parsed files, which take many times the memory of their texts. */
export interface Reading extends SchemaReading {
  parsed: ParsedFile[];
}

const known = new WeakMap<readonly SourceText[], SchemaReading>();

/** Reads all files of a protocol at one revision; the same list of files only once. */
export function readSchema(sources: readonly SourceText[]): SchemaReading {
  return known.get(sources) ?? readFiles(sources);
}

/** Reads all files and keeps how they were parsed. Those that can be parsed are validated too; at most 20 problems a file. */
export function readFiles(sources: readonly SourceText[]): Reading {
  const found: Problem[][] = [];
  const parsed = sources.map((source) => {
    const { file, problems } = parseSource(source);
    found.push(problems.length > 0 ? [...problems] : validate(file));
    return { path: source.path, text: source.text, file };
  });
  const schema = linkFiles(parsed);
  for (const { file, name, at } of unknownTypes(schema, parsed)) {
    const problems = found[file] as Problem[];
    const message = `no type "${name}" is declared or imported; declare it or import its file`;
    if (problems.length < maxProblems) problems.push({ message, at });
  }
  const problems = sources.flatMap((source, file) => placed(source, found[file] as Problem[]));
  known.set(sources, { schema, problems });
  return { parsed, schema, problems };
}

function placed({ path, text }: SourceText, problems: readonly Problem[]): ReadProblem[] {
  if (problems.length === 0) return [];
  const lines = new LineIndex(text);
  const inOrder = [...problems].sort((one, other) => one.at - other.at);
  return inOrder.map(({ message, at }) => ({ file: path, ...lines.lineColumnOf(at), message }));
}

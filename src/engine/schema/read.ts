import { LineIndex, type SourceText } from "../source/source.js";
import type { Problem } from "./ast.js";
import { commonFilesFor } from "./common-files.js";
import { joinFiles, linkEach } from "./link.js";
import { Names, type ParsedFile } from "./names.js";
import { maxProblems } from "./parse.js";
import { parseSource } from "./parse-source.js";
import type { Schema } from "./schema.js";
import { unknownTypes } from "./unknown-types.js";
import { validate } from "./validate.js";
import { validateLinks } from "./validate-links.js";

export type { SourceText };

/** Why a file could not be read, at its place; line and column count from 1. */
export interface ReadProblem {
  file: string;
  line: number;
  column: number;
  /** Where it is in the text, in UTF-16 code units. */
  at: number;
  message: string;
  /** Set where compilers refuse what was read all the same. An older state may say it, since nobody can mend it there. */
  isReadable?: true;
}

/** What was read of the files of a protocol. What can be read is in the schema even where there are problems. */
export interface SchemaReading {
  schema: Schema;
  problems: ReadProblem[];
}

/** The same with the parsed files, which take many times the memory of their texts. */
export interface Reading extends SchemaReading {
  parsed: ParsedFile[];
  /** Common files that they import and do not have. */
  common: ParsedFile[];
}

/** The files of one state of a protocol. */
export interface StateSources {
  files: readonly SourceText[];
  /** What these files import and nobody judges: its types resolve. None where left out. */
  resolved?: readonly SourceText[];
}

/** What was read of a list of files, and with what beside them. */
const readings = new WeakMap<
  readonly SourceText[],
  { reading: SchemaReading; resolved: readonly SourceText[] }
>();

const nothingElse: readonly SourceText[] = [];

/** Reads all files of a protocol at one revision; the same list of files only once. */
export function readSchema(sources: readonly SourceText[]): SchemaReading {
  return readState({ files: sources });
}

/** Reads one state of a protocol; the same list of files only once. */
export function readState(state: StateSources): SchemaReading {
  const cached = readings.get(state.files);
  const { files, resolved = nothingElse } = state;
  const isSame = cached && (cached.resolved === resolved || cached.resolved.length + resolved.length === 0);
  return isSame ? cached.reading : readFiles(files, resolved);
}

/**
 * Reads a state and keeps how its files were parsed. Those that can be parsed are validated too; at most 20 problems a file.
 * Of what only resolves, problems are not looked for; that is so of common files that are imported, too.
 */
export function readFiles(
  files: readonly SourceText[],
  resolved: readonly SourceText[] = nothingElse,
): Reading {
  const sources = [...files, ...resolved];
  const problemsOf: Problem[][] = [];
  const parsed = sources.map((source) => {
    const { file, problems } = parseSource(source);
    problemsOf.push([...(problems.length > 0 ? problems : validate(file))]);
    return { path: source.path, text: source.text, file };
  });
  const common = commonFilesFor(parsed);
  const all = [...parsed, ...common];
  const names = new Names(all);
  const linked = linkEach(all, names);
  const schema = joinFiles(all, linked, files.length, names);
  for (const { file, name, at } of unknownTypes(schema, parsed, linked)) {
    const problems = problemsOf[file] as Problem[];
    const message = `no type "${name}" is declared or imported; declare it or import its file`;
    if (problems.length < maxProblems) problems.push({ message, at });
  }
  for (const { file, ...problem } of validateLinks(parsed, names, linked)) {
    const problems = problemsOf[file] as Problem[];
    if (problems.length < maxProblems) problems.push(problem);
  }
  const problems = files.flatMap((source, file) => placed(source, problemsOf[file] as Problem[]));
  readings.set(files, { reading: { schema, problems }, resolved });
  return { parsed: parsed.slice(0, files.length), common, schema, problems };
}

function placed({ path, text }: SourceText, problems: readonly Problem[]): ReadProblem[] {
  if (problems.length === 0) return [];
  const lines = new LineIndex(text);
  const inOrder = [...problems].sort((one, other) => one.at - other.at);
  return inOrder.map(({ at, ...problem }) => ({ file: path, ...lines.lineColumnOf(at), at, ...problem }));
}

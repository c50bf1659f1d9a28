import { linkFiles, type ParsedFile } from "./link.js";
import { parseProto } from "./parse.js";
import { placeOf } from "./place.js";
import type { Schema } from "./schema.js";

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
  const problems: ReadProblem[] = [];
  const parsed: ParsedFile[] = sources.map(({ path, text }) => {
    const result = parseProto(text);
    for (const { message, at } of result.problems)
      problems.push({ file: path, ...placeOf(text, at), message });
    return { path, text, file: result.file };
  });
  return { schema: linkFiles(parsed), problems };
}

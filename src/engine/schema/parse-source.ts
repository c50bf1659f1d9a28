import type { SourceText } from "../source/source.js";
import type { FileNode } from "./ast.js";
import { type Parsed, parseProto } from "./parse.js";

/** A file that a compiler has read: the text only holds the places of what it says, and there is nothing to edit. */
export interface DescribedSource extends SourceText {
  file: FileNode;
}

/** Whether a compiler has read the file. */
export function isDescribed(source: SourceText): source is DescribedSource {
  return "file" in source;
}

const results = new WeakMap<SourceText, Parsed>();

/** What a file parses to; the same file, by identity, only once, in however many states it is. */
export function parseSource(source: SourceText): Parsed {
  if (isDescribed(source)) return { file: source.file, problems: [] };
  const known = results.get(source);
  if (known) return known;
  const result = parseProto(source.text);
  results.set(source, result);
  return result;
}

import type { SourceText } from "../source/source.js";
import type { FileNode, Parsed } from "./ast.js";
import { parseProto } from "./parse.js";

/** A file that a compiler has read: the text only holds the places of what it says, and there is nothing to edit. */
export interface DescribedSource extends SourceText {
  file: FileNode;
}

/** Whether a compiler has read the file. */
export function isDescribed(source: SourceText): source is DescribedSource {
  return "file" in source;
}

const results = new WeakMap<SourceText, Parsed>();

/**
 * What a file parses to; the same file, by identity, only once, in however many states it is. `version` is another version of
 * it: what both begin with is the same objects if that one is parsed already.
 */
export function parseSource(source: SourceText, version: SourceText | null = null): Parsed {
  if (isDescribed(source)) return { file: source.file, problems: [], ends: [] };
  const known = results.get(source);
  if (known) return known;
  const parsed = version && results.get(version);
  const result = parseProto(source.text, parsed && { text: version.text, parsed });
  results.set(source, result);
  return result;
}

import { type Parsed, parseProto } from "./parse.js";
import type { SourceText } from "./source-text.js";

const results = new WeakMap<SourceText, Parsed>();

/** What a file parses to; the same file, by identity, only once, in however many states it is. */
export function parseSource(source: SourceText): Parsed {
  if (source.file) return { file: source.file, problems: [] };
  const known = results.get(source);
  if (known) return known;
  const result = parseProto(source.text);
  results.set(source, result);
  return result;
}

import { readSchema, type SourceText } from "./schema/read.js";
import type { Schema } from "./schema/schema.js";

const read = new WeakMap<readonly SourceText[], Schema>();

/** The schema of a state's files. A state that is compared again, while only the other one changed, is read once. */
export function schemaOf(files: readonly SourceText[]): Schema {
  const known = read.get(files) ?? readSchema(files).schema;
  read.set(files, known);
  return known;
}

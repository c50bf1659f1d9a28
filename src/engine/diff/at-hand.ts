import type { Schema } from "../schema/schema.js";
import type { InBoth } from "./change.js";

/**
 * Two schemas without the messages and enums that one of them has and the other one may have as well: it imports their
 * file, which is not at hand there. They did not come, and they are not gone.
 */
export function atHandInBoth(before: Schema, after: Schema): InBoth<Schema> {
  return { before: without(before, after), after: without(after, before) };
}

function without(schema: Schema, other: Schema): Schema {
  const files = outOfReach(schema, other);
  if (files.size === 0) return schema;
  const atHand = <T extends { file: string }>(elements: Map<string, T>, others: ReadonlyMap<string, T>) =>
    new Map([...elements].filter(([fullName, { file }]) => !files.has(file) || others.has(fullName)));
  return {
    ...schema,
    messages: atHand(schema.messages, other.messages),
    enums: atHand(schema.enums, other.enums),
  };
}

/** Paths of the files of a schema that the other one imports and does not have, with all that these import. */
function outOfReach({ files }: Schema, other: Schema): Set<string> {
  const others = new Set(other.files.map(({ path }) => path));
  const isMissing = (path: string | null) => path === null || !others.has(path);
  const missing = new Set(
    other.files.flatMap(({ imports }) =>
      imports.flatMap(({ written, path }) => (isMissing(path) ? [written] : [])),
    ),
  );
  if (missing.size === 0) return new Set();
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const reached = new Set<string>();
  for (const { path } of files) {
    if (!others.has(path) && namesOf(path).some((name) => missing.has(name))) reached.add(path);
  }
  for (const reachedPath of reached) {
    for (const { path } of importsOf.get(reachedPath) ?? []) {
      if (path !== null && !others.has(path)) reached.add(path);
    }
  }
  return reached;
}

/** How an import may name a file: the folders around it may be those that imports count from. */
function namesOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_part, from) => parts.slice(from).join("/"));
}

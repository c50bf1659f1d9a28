import type { FileNode } from "./ast.js";
import { join, type ParsedFile } from "./names.js";

/** A message, enum or service that another file declares, too, and not the same. */
export interface DeclaredTwice {
  /** Index of the file. */
  file: number;
  at: number;
  fullName: string;
  /** Path of the file whose declaration counts. */
  first: string;
}

/** What the schema of these files has no place for: where two declare the same name, the first one counts. */
export function declaredTwice(parsed: readonly ParsedFile[]): DeclaredTwice[] {
  const known = new Map<string, { path: string; file: FileNode; node: object }>();
  return parsed.flatMap(({ path, file }, index) =>
    [...file.messages, ...file.enums, ...file.services].flatMap((node): DeclaredTwice[] => {
      const fullName = join(file.package, node.name);
      const first = known.get(fullName);
      if (!first) known.set(fullName, { path, file, node });
      if (!first || textOf(first.file, first.node) === textOf(file, node)) return [];
      return [{ file: index, at: node.at, fullName, first: first.path }];
    }),
  );
}

/** A declaration with what decides about its meaning, but without where it stands. */
function textOf({ syntax, edition }: FileNode, node: object): string {
  return JSON.stringify([syntax, edition, node], (key, value) =>
    key === "at" || key === "numberAt" ? undefined : value,
  );
}

import type { FileNode } from "./ast.js";
import { join } from "./names.js";

/** A message, enum or service that several files declare, and not all in the same way. */
export interface DeclaredTwice {
  fullName: string;
  /** Where it is declared, in the order of the files: index of the file, and offset of the name. */
  places: { file: number; at: number }[];
}

/** What a schema of these files has no place for: where two declare the same name, the first one counts. */
export function declaredTwice(files: readonly FileNode[]): DeclaredTwice[] {
  const all = files.flatMap(topNames);
  // Mostly there is nothing to be found, in however many states it is looked for.
  if (new Set(all).size === all.length) return [];
  const declarations = new Map<string, { file: number; node: { at: number } }[]>();
  for (const [index, file] of files.entries()) {
    for (const [at, node] of topOf(file).entries()) {
      const fullName = topNames(file)[at] as string;
      const alike = declarations.get(fullName);
      if (alike) alike.push({ file: index, node });
      else declarations.set(fullName, [{ file: index, node }]);
    }
  }
  return [...declarations].flatMap(([fullName, alike]) => {
    if (alike.length === 1) return [];
    const texts = new Set(alike.map(({ file, node }) => textOf(files[file] as FileNode, node)));
    const places = alike.map(({ file, node }) => ({ file, at: node.at }));
    return texts.size > 1 ? [{ fullName, places }] : [];
  });
}

function topOf({ messages, enums, services }: FileNode): TopNode[] {
  return [...messages, ...enums, ...services];
}

type TopNode = FileNode["messages" | "enums" | "services"][number];

const namesOfFiles = new WeakMap<FileNode, readonly string[]>();

/** The full names of what stands at the top of a file, made once for all states that have it. */
export function topNames(file: FileNode): readonly string[] {
  const names = namesOfFiles.get(file) ?? topOf(file).map(({ name }) => join(file.package, name));
  namesOfFiles.set(file, names);
  return names;
}

/** Where things stand: it has no part in what a declaration means. */
const positions = /^(at|from|to)$|(At|End)$/;

/** A declaration with what decides about its meaning, but without where it stands. */
function textOf({ syntax, edition }: FileNode, node: object): string {
  return JSON.stringify([syntax, edition, node], (key, value) =>
    positions.test(key) && typeof value === "number" ? undefined : value,
  );
}

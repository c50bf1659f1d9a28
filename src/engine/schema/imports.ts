import type { FileNode } from "./ast.js";

/** How many files one file may see through `import public`; a longer chain is not followed further. */
const maxSeen = 1000;

/** How many folders around a file are tried as the root that its imports count from. */
const maxRoots = 32;

/**
 * Which files import which. The roots that paths of imports count from are not known: they are looked for among the
 * folders around the importing file, the nearest first; else any file whose path ends with the import's counts.
 */
export class Imports {
  readonly #files: readonly { path: string; file: FileNode }[];
  readonly #seen: (Set<number> | undefined)[] = [];
  #byEnd: Map<string, number> | null = null;
  #byPath: Map<string, number> | null = null;

  constructor(files: readonly { path: string; file: FileNode }[]) {
    this.#files = files;
  }

  /** Index of the file that an import of `importer`, or of a file that is not among them (-1), means; -1 where it is not at hand. */
  find(importer: number, path: string): number {
    const folders = (this.#files[importer]?.path ?? "").split("/").slice(0, -1).slice(0, maxRoots);
    for (let depth = folders.length; depth >= 0; depth -= 1) {
      const at = this.#paths().get([...folders.slice(0, depth), path].join("/"));
      if (at !== undefined) return at;
    }
    return this.#ends().get(path) ?? -1;
  }

  /** Whether a file may use what another one declares: it imports it, or imports one that imports it publicly. */
  sees(importer: number, other: number): boolean {
    const known = this.#seen[importer] ?? this.#seenBy(importer);
    this.#seen[importer] = known;
    return known.has(other);
  }

  #seenBy(importer: number): Set<number> {
    const seen = new Set<number>();
    for (const { path } of this.#files[importer]?.file.imports ?? []) seen.add(this.find(importer, path));
    for (const at of seen) {
      if (seen.size > maxSeen) break;
      for (const { path, kind } of this.#files[at]?.file.imports ?? []) {
        if (kind === "public") seen.add(this.find(at, path));
      }
    }
    return seen;
  }

  #paths(): Map<string, number> {
    this.#byPath ??= firstOf(this.#files.map(({ path }, index) => [path, index]));
    return this.#byPath;
  }

  #ends(): Map<string, number> {
    this.#byEnd ??= firstOf(
      this.#files.flatMap(({ path }, index) => endsOf(path).map((end) => [end, index])),
    );
    return this.#byEnd;
  }
}

/** A path, and what is left of it without its first folders. */
function endsOf(path: string): string[] {
  const parts = path.split("/").slice(-maxRoots);
  return parts.map((_part, from) => parts.slice(from).join("/"));
}

/** Of several entries with the same key the first counts. */
function firstOf(entries: (readonly [string, number])[]): Map<string, number> {
  return new Map(entries.toReversed() as [string, number][]);
}

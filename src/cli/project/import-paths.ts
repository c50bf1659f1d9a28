/**
 * Finds the files that imports mean. The roots that paths of imports count from are not known for certain: they are looked
 * for among the folders around the importing file, the nearest first, then among the `roots` that are declared, then
 * among all files whose path ends with the import's.
 */
export class ImportPaths {
  readonly #paths: ReadonlySet<string>;
  readonly #byName = new Map<string, string[]>();
  readonly #roots: readonly string[];

  /** @param roots folders that paths of imports count from, the root of the repository as an empty text */
  constructor(paths: Iterable<string>, roots: readonly string[]) {
    this.#paths = new Set(paths);
    this.#roots = roots;
    for (const path of this.#paths) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const alike = this.#byName.get(name);
      if (alike) alike.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** The path of the file that an import of `importer` means; null where no file fits. */
  find(importer: string, imported: string): string | null {
    const folders = importer.split("/").slice(0, -1);
    for (let depth = folders.length; depth >= 0; depth -= 1) {
      const path = [...folders.slice(0, depth), imported].join("/");
      if (this.#paths.has(path)) return path;
    }
    const declared = this.#roots.map((root) => (root === "" ? imported : `${root}/${imported}`));
    return declared.find((path) => this.#paths.has(path)) ?? this.#nearest(folders, imported);
  }

  /** Of several that end alike, the one that shares most folders with the importing file. */
  #nearest(folders: readonly string[], imported: string): string | null {
    const name = imported.slice(imported.lastIndexOf("/") + 1);
    const alike = (this.#byName.get(name) ?? []).filter((path) => path.endsWith(`/${imported}`));
    const shared = (path: string) => {
      const parts = path.split("/");
      const apart = folders.findIndex((folder, at) => parts[at] !== folder);
      return apart === -1 ? folders.length : apart;
    };
    return alike.sort((a, b) => shared(b) - shared(a) || a.length - b.length || (a < b ? -1 : 1))[0] ?? null;
  }
}

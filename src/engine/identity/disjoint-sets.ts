/** Things that turn out to be the same, by name. Source: https://en.wikipedia.org/wiki/Disjoint-set_data_structure */
export class DisjointSets {
  readonly #parents = new Map<string, string>();

  /** Says that both are the same. */
  join(a: string, b: string): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    if (rootA !== rootB) this.#parents.set(rootB, rootA);
  }

  /** The one that stands for all that are the same as this one. */
  find(item: string): string {
    let root = item;
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) root = up;
    for (let at = item; at !== root; ) {
      const up = this.#parents.get(at) as string;
      this.#parents.set(at, root);
      at = up;
    }
    return root;
  }
}

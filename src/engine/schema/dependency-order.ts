/**
 * Sorts so that everything comes after what it needs; what is needed and not in the graph does not count.
 * `cycle` names those that need each other in a circle, where there is one.
 */
export function inDependencyOrder(
  graph: ReadonlyMap<string, readonly string[]>,
): { sorted: string[] } | { cycle: string[] } {
  const sorted: string[] = [];
  const state = new Map<string, "open" | "done">();
  for (const start of graph.keys()) {
    const path = state.has(start) ? [] : [{ name: start, next: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1] as { name: string; next: number };
      state.set(top.name, "open");
      const needed = graph.get(top.name)?.[top.next];
      top.next += 1;
      if (needed === undefined) {
        state.set(top.name, "done");
        sorted.push(top.name);
        path.pop();
      } else if (state.get(needed) === "open") {
        const names = path.map(({ name }) => name);
        return { cycle: [...names.slice(names.indexOf(needed)), needed] };
      } else if (!state.has(needed) && graph.has(needed)) {
        path.push({ name: needed, next: 0 });
      }
    }
  }
  return { sorted };
}

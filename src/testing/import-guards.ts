/** What may import what, as functions over a graph of modules. */
import type { Import } from "./module-graph.js";

/** The groups of modules that import each other, directly or by way of others; each is sorted. */
export function circlesOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of imports) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const reached = new Map([...targets.keys()].map((module) => [module, reachableFrom(module, targets)]));
  const circles = new Map<string, string[]>();
  for (const [module, others] of reached) {
    if (!others.has(module)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(module)).sort();
    circles.set(circle.join(" "), circle);
  }
  return [...circles.values()];
}

function reachableFrom(module: string, targets: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const waiting = [module];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const target of targets.get(next) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

/**
 * The imports between folders. Two files meet in the innermost folder that contains both: there one of its folders
 * imports another. Files that lie directly in it stand together, as `folder/*`.
 */
export function betweenFolders(imports: readonly Import[]): Import[] {
  return imports.flatMap(({ from, to }) => {
    const [one, other] = [from.split("/"), to.split("/")];
    const depth = one.findIndex((part, index) => part !== other[index]);
    const edge = { from: folderAt(one, depth), to: folderAt(other, depth) };
    return depth === -1 || edge.from === edge.to ? [] : [edge];
  });
}

function folderAt(parts: readonly string[], depth: number): string {
  const isFile = parts.length === depth + 1;
  return isFile ? [...parts.slice(0, depth), "*"].join("/") : parts.slice(0, depth + 1).join("/");
}

/** What each folder, or file, may import besides itself: folders, files and packages. */
export type Ways = Readonly<Record<string, readonly string[]>>;

/** The imports that lead from a folder to what it may not import. */
export function wrongWays(imports: readonly Import[], ways: Ways): Import[] {
  return Object.entries(ways).flatMap(([folder, targets]) =>
    imports.filter(
      ({ from, to }) => isIn(folder, from) && ![folder, ...targets].some((target) => isIn(target, to)),
    ),
  );
}

function isIn(folder: string, module: string): boolean {
  return module === folder || module.startsWith(`${folder}/`);
}

/**
 * Those of `items` that are not among `others`, by identity. Made for two versions of a list that differ in a few
 * places: what is the same at both ends costs nothing.
 */
export function changedItems<T>(items: readonly T[], others: readonly T[]): T[] {
  const shorter = Math.min(items.length, others.length);
  let start = 0;
  while (start < shorter && items[start] === others[start]) start += 1;
  let end = 0;
  while (end < shorter - start && items.at(-1 - end) === others.at(-1 - end)) end += 1;
  const left = items.slice(start, items.length - end);
  if (left.length === 0) return left;
  const known = new Set(others.slice(start, others.length - end));
  return left.filter((item) => !known.has(item));
}

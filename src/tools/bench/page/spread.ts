/** Median, fastest and slowest of some milliseconds, as columns. */
export function spread(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  return [median, sorted[0], sorted.at(-1)]
    .map((each) => `${(each ?? 0).toFixed(0).padStart(7)} ms`)
    .join("");
}

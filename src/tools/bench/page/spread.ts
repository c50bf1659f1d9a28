import { median } from "../../median.js";

/** Median, fastest and slowest of some milliseconds, as columns. */
export function spread(milliseconds: readonly number[]): string {
  return [median(milliseconds), Math.min(...milliseconds), Math.max(...milliseconds)]
    .map((each) => `${each.toFixed(0).padStart(7)} ms`)
    .join("");
}

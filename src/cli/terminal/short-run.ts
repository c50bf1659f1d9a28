import { setFlagsFromString } from "node:v8";

/**
 * Makes V8 wait until code has run fifteen times as long as usual before it optimizes it. Optimizing takes time on other cores,
 * and of a run that ends after a second most of it pays for nothing; what runs long is optimized nevertheless.
 * Source: `node --v8-options`, interrupt-budget, 67,584 by default.
 */
export function expectShortRun(): void {
  setFlagsFromString("--interrupt-budget=1000000");
}

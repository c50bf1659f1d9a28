import { setFlagsFromString } from "node:v8";

/**
 * Sets V8 up for a run that ends after a second, where its version has the flags for that: a flag that it does not know
 * it complains of on standard error.
 */
export function expectShortRun(): void {
  for (const flag of shortRunFlags(process.versions.v8)) setFlagsFromString(flag);
}

/**
 * The flags for a version of V8. Code has to run fifteen times as long as usual before it is optimized: optimizing takes time
 * on other cores, and in a short run most of it pays for nothing; what runs long is optimized nevertheless. Room for new
 * objects grows to its limit at once, so that fewer collections copy what stays anyway.
 * Source: `node --v8-options` of Node 20, interrupt-budget, 67,584 by default, and semi-space-growth-factor, 2 by default.
 * Node 22 and later count in another way, and lack the first flag.
 */
export function shortRunFlags(v8: string): string[] {
  const isOfNode20 = Number.parseInt(v8, 10) < 12;
  return isOfNode20 ? ["--interrupt-budget=1000000", "--semi-space-growth-factor=16"] : [];
}

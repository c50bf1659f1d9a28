/**
 * For a Node that ends soon: it optimizes what ran 15 times as much as it would otherwise. Most of what tests and builds run is
 * done before its optimized form is there, and to make that takes a sixth of their time.
 */
export const shortLived = ["--interrupt-budget=1000000"];

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Configuration } from "webpack";
import { root } from "../../root.js";

const files = /[\\/]css[\\/]pages[\\/][\w-]+\.css$/;

/**
 * Docusaurus puts all styles into one file that every page loads. Many styles that one page alone needs are a file of their own, below
 * `src/css/pages/`: a module that imports it gets its address. A second file costs that page time, so few are not worth it. The address
 * is that of the source: made smaller, the text is not the one that the pages were built with.
 */
export function pageStyles(config: Configuration): Configuration {
  for (const rule of config.module?.rules ?? []) leaveOut(rule);
  const filename = ({ filename = "" }) =>
    `assets/css/${path.basename(filename, ".css")}.${digest(filename)}.css`;
  return { module: { rules: [{ test: files, type: "asset/resource", generator: { filename } }] } };
}

/** Keeps them from a rule for all styles. */
function leaveOut(rule: unknown): void {
  const { test, exclude } = rule as { test?: unknown; exclude?: unknown };
  if (!(test instanceof RegExp && test.test("a.css"))) return;
  Object.assign(rule as object, { exclude: [exclude, files].flat().filter(Boolean) });
}

function digest(file: string): string {
  return createHash("sha256")
    .update(readFileSync(path.join(root, file)))
    .digest("hex")
    .slice(0, 8);
}

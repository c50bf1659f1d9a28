import path from "node:path";
import type { Plugin } from "@docusaurus/types";
import { buildSync } from "esbuild";
import { supportedEngines } from "../../content/engines.js";
import { root } from "../../root.js";

/**
 * Puts into each page the small script that loads the page's program when it is wanted. It stands in the page itself: a file
 * of its own would be a request more before the page answers.
 */
export default function hydrationPlugin(): Plugin {
  const start = bundleStart();
  return {
    name: "hydration",
    getPathsToWatch: () => ["src/hydration/*.ts", "src/hydration/reading/*.ts"],
    injectHtmlTags: () => ({
      postBodyTags: [{ tagName: "script", innerHTML: start }],
    }),
  };
}

function bundleStart(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, "src", "hydration", "start.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: [...supportedEngines],
  });
  return (outputFiles[0] as { text: string }).text.trim();
}

import { readFileSync } from "node:fs";
import path from "node:path";
import { type BuiltPage, parsePage } from "../../page-text/parse-page.js";

/** Reads a page from the folder of the built site. */
export function readBuiltPage(outDir: string, pagePath: string): BuiltPage {
  return parsePage(pagePath, readFileSync(path.join(outDir, pagePath, "index.html"), "utf8"));
}

import { writeFileSync } from "node:fs";
import path from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { searchFile } from "../../content/search.js";
import { readBuiltPage } from "./built-page.js";
import { markdownFile, pageList, wholeGuide, withMarkdown } from "./llms.js";
import { belowBase, readingOrder } from "./reading-order.js";
import { searchPages } from "./search-pages.js";

/**
 * Reads the pages when they are built, and writes what is made of them: the index of the search, each page as Markdown,
 * all pages in one text, and `llms.txt`, the list of all pages.
 */
export default function pagesPlugin({ siteConfig, baseUrl }: LoadContext): Plugin {
  return {
    name: "pages",
    async postBuild({ outDir, routesPaths, plugins }) {
      const paths = routesPaths
        .map((route) => belowBase(route, baseUrl))
        .filter((each) => !each.endsWith(".html/"));
      const chapters = readingOrder(paths, plugins, baseUrl).map(({ label, paths }) => ({
        label,
        pages: paths.map((each) => withMarkdown(readBuiltPage(outDir, each), siteConfig)),
      }));
      const pages = chapters.flatMap((chapter) => chapter.pages);
      const write = (file: string, text: string) => writeFileSync(path.join(outDir, file), text);
      write(searchFile, JSON.stringify(searchPages(pages)));
      for (const page of pages) write(path.join(page.path, markdownFile), page.markdown);
      write("llms.txt", pageList(chapters, siteConfig));
      write("llms-full.txt", wholeGuide(chapters, siteConfig));
    },
  };
}

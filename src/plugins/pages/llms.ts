import type { DocusaurusConfig } from "@docusaurus/types";
import { pageMarkdown } from "../../page-text/markdown.js";
import type { BuiltPage } from "../../page-text/parse-page.js";
import type { Chapter } from "./reading-order.js";

/** A page, also as Markdown with full addresses. */
export interface ReadPage extends BuiltPage {
  markdown: string;
}

/** A chapter with the pages themselves. */
export interface ReadChapter extends Pick<Chapter, "label"> {
  pages: ReadPage[];
}

/** Name of a page's Markdown, in the folder of the page. */
export const markdownFile = "index.md";

/** `llms.txt` (https://llmstxt.org): title, summary, and for every page, in the order of reading, its Markdown and a sentence. */
export function pageList(chapters: readonly ReadChapter[], config: DocusaurusConfig): string {
  const sections = chapters.map(({ label, pages }) => {
    const lines = pages.map(
      (page) => `- [${page.title}](${addressOf(page, config)}${markdownFile}): ${page.description}`,
    );
    return `## ${label ?? pages[0]?.title}\n\n${lines.join("\n")}\n`;
  });
  const whole = `All of it in one file: ${config.url}${config.baseUrl}llms-full.txt\n`;
  return `# ${config.title}\n\n> ${config.tagline}\n\n${[whole, ...sections].join("\n")}`;
}

/** All pages in one text, in the order of reading, each with its address. */
export function wholeGuide(chapters: readonly ReadChapter[], config: DocusaurusConfig): string {
  const texts = chapters
    .flatMap(({ pages }) => pages)
    .map((page) => `Source: ${addressOf(page, config)}\n\n${page.markdown}`);
  return texts.join("\n---\n\n");
}

/** Adds to a page what it is as Markdown: for the page itself, and for the text of all pages. */
export function withMarkdown(page: BuiltPage, config: DocusaurusConfig): ReadPage {
  return { ...page, markdown: pageMarkdown(page, addressOf(page, config)) };
}

/** The full address of a page, as the sitemap has it. */
function addressOf({ path }: BuiltPage, { url, baseUrl }: DocusaurusConfig): string {
  return url + baseUrl + path.slice(1);
}

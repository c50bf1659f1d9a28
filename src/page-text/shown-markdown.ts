import { pageMarkdown } from "./markdown.js";
import { parsePage } from "./parse-page.js";

/** The page as Markdown that a reader sees now, where a choice of the reader made it another one than was built. */
export function shownMarkdown(): string {
  return pageMarkdown(parsePage(location.pathname, document.documentElement.outerHTML), location.href);
}

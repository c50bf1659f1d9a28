import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { attributeOf, firstElement, hasClass, textOf } from "./elements.js";

/** A page as it was built: whatever its components made of their data is in it. */
export interface BuiltPage {
  /** Address below the site's root, with a slash at both ends. */
  path: string;
  title: string;
  description: string;
  /** Words that people look for it with, beside its own. */
  keywords: string;
  /** What people read of it, without menus. */
  content: Element;
}

/** Takes the HTML of a page apart. */
export function parsePage(pagePath: string, html: string): BuiltPage {
  const root = fromHtml(html);
  const main = firstElement(root, ({ tagName }) => tagName === "main");
  if (!main) throw new Error(`${pagePath} has no <main>.`);
  const content = firstElement(main, (element) => hasClass(element, "markdown")) ?? main;
  return {
    path: pagePath,
    title: titleOf(root),
    description: metaOf(root, "description"),
    keywords: metaOf(root, "keywords"),
    content,
  };
}

/** The page's own title: what comes before the name of the site. */
function titleOf(root: Root): string {
  const title = firstElement(root, ({ tagName }) => tagName === "title");
  return title ? textOf(title).replace(/ \| [^|]*$/, "") : "";
}

function metaOf(root: Root, name: string): string {
  const meta = firstElement(
    root,
    (element) => element.tagName === "meta" && attributeOf(element, "name") === name,
  );
  return meta ? attributeOf(meta, "content") : "";
}

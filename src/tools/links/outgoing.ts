import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";

/** The addresses on other hosts that pages of a built site link, each with the pages that do, in their order. */
export function outgoingLinks(build: string): Map<string, string[]> {
  const pages = readdirSync(build, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "index.html")
    .map((file) => ({ file, page: `/${file.split(path.sep).slice(0, -1).join("/")}` }))
    .sort((one, other) => (one.page < other.page ? -1 : 1));
  const links = new Map<string, string[]>();
  for (const { file, page } of pages) {
    for (const address of addressesIn(readFileSync(path.join(build, file), "utf8"))) {
      links.set(address, [...(links.get(address) ?? []), page]);
    }
  }
  return links;
}

/** Addresses with a host of their own that a page links, without the place in the page that they lead to. */
export function addressesIn(html: string): Set<string> {
  const addresses = new Set<string>();
  visit(fromHtml(html) as Nodes, "element", ({ tagName, properties }: Element) => {
    const { href } = properties;
    if (tagName === "a" && typeof href === "string" && /^https?:/.test(href))
      addresses.add(href.replace(/#.*/s, ""));
  });
  return addresses;
}

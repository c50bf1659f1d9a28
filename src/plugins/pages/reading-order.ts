import type { LoadedContent } from "@docusaurus/plugin-content-docs";
import type { LoadedPlugin } from "@docusaurus/types";

/** Pages that belong together, in the order in which they are read. */
export interface Chapter {
  /** Its name in the sidebar; null for a page that stands there by itself, with what is below it. */
  label: string | null;
  paths: string[];
}

type Sidebar = LoadedContent["loadedVersions"][number]["sidebars"][string];

/**
 * All pages by chapter: in the order of the sidebar, each followed by the pages below it that the sidebar does not list,
 * and all others at the end.
 */
export function readingOrder(
  pages: readonly string[],
  plugins: readonly LoadedPlugin[],
  baseUrl: string,
): Chapter[] {
  const content = plugins.find(({ name }) => name === "docusaurus-plugin-content-docs")?.content;
  const chapters = (content as LoadedContent).loadedVersions.flatMap(({ docs, sidebars }) => {
    const addresses = new Map(docs.map(({ id, permalink }) => [id, permalink]));
    return Object.values(sidebars).flatMap((sidebar) => chaptersOf(sidebar, addresses, baseUrl));
  });
  return withOthers(chapters, pages);
}

/** Each entry of the sidebar's first level is a chapter. */
function chaptersOf(sidebar: Sidebar, addresses: Map<string, string>, baseUrl: string): Chapter[] {
  return sidebar.map((item) => ({
    label: item.type === "category" ? item.label : null,
    paths: linksOf([item], addresses).map((link) => belowBase(link, baseUrl)),
  }));
}

function linksOf(items: Sidebar, addresses: Map<string, string>): string[] {
  return items.flatMap((item) => {
    if (item.type === "link") return [item.href];
    if (item.type === "doc" || item.type === "ref") return [addresses.get(item.id) ?? ""];
    if (item.type !== "category") return [];
    const own = item.link?.type === "doc" ? [addresses.get(item.link.id) ?? ""] : [];
    return [...own, ...linksOf(item.items, addresses)];
  });
}

/** An address below the site's root, as pages have it: with a slash at both ends. */
export function belowBase(address: string, baseUrl: string): string {
  return `/${address.slice(baseUrl.length)}/`.replace(/\/+/g, "/");
}

/** Adds the pages that no chapter has, each behind the page that it lies below; leaves out links that are no pages. */
export function withOthers(chapters: readonly Chapter[], pages: readonly string[]): Chapter[] {
  const listed = new Set(chapters.flatMap(({ paths }) => paths));
  const others = pages.filter((page) => !listed.has(page));
  const parentOf = (page: string) =>
    [...listed].filter((each) => page.startsWith(each)).sort((one, other) => other.length - one.length)[0];
  const filled = chapters.map(({ label, paths }) => ({
    label,
    paths: paths
      .filter((each) => pages.includes(each))
      .flatMap((each) => [each, ...others.filter((page) => parentOf(page) === each)]),
  }));
  const rest = others.filter((page) => parentOf(page) === undefined);
  return [...filled, { label: "Beside the guide", paths: rest }].filter(({ paths }) => paths.length > 0);
}

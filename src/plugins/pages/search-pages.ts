import type { Element } from "hast";
import { SKIP, visit } from "unist-util-visit";
import type { SearchPage, SearchPart } from "../../content/search.js";
import { attributeOf, firstElement, hasClass, isLeftOut, textOf } from "../../page-text/elements.js";
import type { BuiltPage } from "../../page-text/parse-page.js";

/** As much of a text as a result shows. */
const textLimit = 160;

/** As much of the first cell of a row as stands for it. */
const nameLimit = 80;

/** What search can lead to, page by page in their order. A checklist item is found where most of them stand. */
export function searchPages(pages: readonly BuiltPage[]): SearchPage[] {
  return keepItemsOnce(pages.map(searchPage));
}

/** A page with its headings, and with whatever on it has an identifier or is an option. */
export function searchPage({ path, title, description, keywords, content }: BuiltPage): SearchPage {
  const words = keywords === "" ? {} : { words: keywords };
  const parts: SearchPart[] = [
    { kind: "page", name: title, anchor: "", text: shorten(description), ...words },
  ];
  let heading: SearchPart | undefined;
  visit(content, "element", (element) => {
    if (isLeftOut(element) || element.tagName === "pre") return SKIP;
    if (isHeading(element)) {
      heading = { kind: "section", name: textOf(element), anchor: attributeOf(element, "id"), text: "" };
      parts.push(heading);
    }
    if (heading?.text === "" && element.tagName === "p") heading.text = shorten(textOf(element));
    const named = namedPart(element, heading?.anchor ?? "");
    if (named) parts.push(named);
  });
  return { path, title, parts };
}

function isHeading(element: Element): boolean {
  return /^h[2-4]$/.test(element.tagName) && attributeOf(element, "id") !== "";
}

/** A part that is found by its name: a row of a table, or an item of a list. */
function namedPart(element: Element, heading: string): SearchPart | null {
  const id = attributeOf(element, "id");
  if (element.tagName === "tr") return rowPart(element, id, heading);
  if (element.tagName !== "li" || id === "") return null;
  const item = firstElement(element, (each) => hasClass(each, "item-id"));
  if (item) return listPart("item", statementIn(element), item, id);
  const term = firstElement(element, ({ tagName }) => tagName === "strong");
  return term ? listPart("term", element, term, id) : null;
}

/** What an item states: its label, or its first paragraph. */
function statementIn(item: Element): Element {
  return firstElement(item, ({ tagName }) => tagName === "label" || tagName === "p") ?? item;
}

const checkName = /^[A-Z]+\d+\/[a-z-]+$/;

/**
 * A row with an anchor describes a check where it begins with the name of one; one that begins with an option describes
 * that, under the heading above it.
 */
function rowPart(row: Element, id: string, heading: string): SearchPart | null {
  const cells = row.children.filter((child) => child.type === "element" && /^t[dh]$/.test(child.tagName));
  const [first, last] = [cells.at(0), cells.at(-1)];
  if (!first || !last || first === last) return null;
  const name = shorten(textOf(first), nameLimit);
  const text = shorten(textOf(last));
  if (id !== "") return { kind: checkName.test(name) ? "check" : "row", name, anchor: id, text };
  return name.startsWith("--") ? { kind: "option", name, anchor: heading, text } : null;
}

function listPart(kind: "item" | "term", whole: Element, named: Element, anchor: string): SearchPart {
  const name = textOf(named);
  const text = textOf(whole);
  const rest = text.startsWith(name) ? text.slice(name.length) : text;
  return { kind, name, anchor, text: shorten(rest.replace(/^[\s*:]+/, "")) };
}

/** The beginning of a text, up to a whole word. */
function shorten(text: string, limit = textLimit): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/\s+\S*$/, "")} …`;
}

/** The items of a rule are on its page and on the checklist: search leads to the checklist. */
function keepItemsOnce(pages: readonly SearchPage[]): SearchPage[] {
  const itemsOf = ({ parts }: SearchPage) => parts.filter(({ kind }) => kind === "item");
  const placeOf = new Map<string, SearchPage>();
  const byCount = [...pages].sort((one, other) => itemsOf(one).length - itemsOf(other).length);
  for (const page of byCount) for (const { name } of itemsOf(page)) placeOf.set(name, page);
  return pages.map((page) => ({
    ...page,
    parts: page.parts.filter(({ kind, name }) => kind !== "item" || placeOf.get(name) === page),
  }));
}

import type { Element, ElementContent, Root } from "hast";
import { toMdast } from "hast-util-to-mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { SKIP, visit } from "unist-util-visit";
import { attributeOf, firstElement, hasClass, isLeftOut } from "./elements.js";
import type { BuiltPage } from "./parse-page.js";

/**
 * A page as Markdown: what it shows when it opens, with everything that its components made of their data. `address` is
 * the page's own, in full; links become full addresses, because a copied text stands elsewhere.
 */
export function pageMarkdown({ title, content }: BuiltPage, address: string): string {
  const body: Root = { type: "root", children: [copyOf(content)] };
  joinTexts(body);
  nameLanguages(body);
  writeBytes(body);
  dropUnreadable(body);
  liftCaptions(body);
  separateNeighbors(body);
  completeLinks(body, address);
  const tree = toMdast(body, { newlines: true });
  const text = toMarkdown(tree as Parameters<typeof toMarkdown>[0], {
    bullet: "-",
    fences: true,
    rule: "-",
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });
  return `# ${title}\n\n${text}`;
}

/**
 * A copy to be changed. Code has no colors in it: they are an element for each word, and more than half of the elements of all pages.
 */
function copyOf({ tagName, properties, children }: Element): Element {
  const copyElement = tagName === "pre" ? withoutColors : copyOf;
  const copies = children.map((child) => (isElement(child) ? copyElement(child) : { ...child }));
  return { type: "element", tagName, properties: { ...properties }, children: copies };
}

function withoutColors(code: Element): Element {
  return { ...code, properties: { ...code.properties }, children: [textNode(textOfCode(code))] };
}

/** The text with its line breaks. */
function textOfCode(node: ElementContent): string {
  if (node.type === "text") return node.value;
  if (!isElement(node) || isLeftOut(node)) return "";
  return node.children.map(textOfCode).join("");
}

/** React separates texts by comments; without them they are one text again. Where a name may break is no part of it. */
function joinTexts(tree: Root): void {
  visit(tree, "comment", (_node, index, parent) => {
    parent?.children.splice(index as number, 1);
    return index;
  });
  visit(tree, "text", (node, index, parent) => {
    node.value = node.value.replaceAll("\u200b", "");
    const next = parent?.children[(index as number) + 1];
    if (next?.type !== "text") return;
    node.value += next.value;
    parent?.children.splice((index as number) + 1, 1);
    return index;
  });
}

/** Code of an example is in the language of the file that it shows. */
function nameLanguages(tree: Root): void {
  visit(tree, "element", (element) => {
    const isSchema = hasClass(element, "schema");
    if (!isSchema && !hasClass(element, "program")) return;
    const code = codeIn(element);
    if (code) code.properties.className = [isSchema ? "language-protobuf" : "language-typescript"];
  });
}

/** The first `<code>` of a block of code. */
function codeIn(element: Element): Element | undefined {
  const block = firstElement(element, ({ tagName }) => tagName === "pre");
  return block && firstElement(block, ({ tagName }) => tagName === "code");
}

/** A byte strip draws its bytes as cells; in Markdown they are written out, and a field is one line. */
function writeBytes(tree: Root): void {
  visit(tree, "element", (element) => {
    if (hasClass(element, "strip-field")) {
      for (const child of element.children) if (isParagraph(child)) child.tagName = "span";
    }
    if (!hasClass(element, "bytes")) return;
    const nested = element.children.filter((child) => isElement(child) && child.tagName === "ol");
    const cells = element.children.filter((child) => !nested.includes(child));
    const hex = cells.map(textOfCells).filter(Boolean).join(" ");
    const code: Element = { type: "element", tagName: "code", properties: {}, children: [textNode(hex)] };
    element.tagName = nested.length > 0 ? "div" : "span";
    element.children = [...(/^[0-9a-f ]+$/.test(hex) ? [code] : []), ...nested];
  });
}

/** The text of cells that are drawn and not read out. */
function textOfCells(node: ElementContent): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return "";
  return node.children.map(textOfCells).filter(Boolean).join(" ");
}

/** Leaves out controls, decorations, and what only tells how to use the page. */
function dropUnreadable(tree: Root): void {
  visit(tree, "element", (element, index, parent) => {
    const isDropped =
      isLeftOut(element) ||
      element.tagName === "h1" ||
      ["explained", "keys", "actions", "page-markdown"].some((name) => hasClass(element, name));
    if (!isDropped || !parent) return;
    parent.children.splice(index as number, 1);
    return [SKIP, index as number];
  });
}

/** Markdown has no captions of tables: they become paragraphs of their own. */
function liftCaptions(tree: Root): void {
  visit(tree, "element", (element, index, parent) => {
    if (element.tagName === "figcaption") element.tagName = "p";
    if (element.tagName !== "table" || !parent) return;
    const caption = firstElement(element, ({ tagName }) => tagName === "caption");
    if (!caption) return;
    element.children = element.children.filter((child) => child !== caption);
    caption.tagName = "p";
    parent.children.splice(index as number, 0, caption);
    return [SKIP, (index as number) + 1];
  });
}

/**
 * Elements that a style sets apart have no space between them, and some begin with theirs, where Markdown allows none. In
 * code nothing is changed.
 */
function separateNeighbors(tree: Root): void {
  visit(tree, "element", (element) => {
    if (element.tagName === "pre") return SKIP;
    element.children = element.children.flatMap((child, index, all) => {
      if (!isElement(child)) return [child];
      return trimStart(child) || isElement(all[index - 1]) ? [textNode(" "), child] : [child];
    });
  });
}

/** Takes the space away that an emphasized text begins with; says whether there was one. */
function trimStart({ tagName, children: [first] }: Element): boolean {
  if (!["em", "strong", "b", "i"].includes(tagName) || first?.type !== "text") return false;
  const trimmed = first.value.trimStart();
  const hadSpace = trimmed !== first.value;
  first.value = trimmed;
  return hadSpace;
}

function completeLinks(tree: Root, address: string): void {
  visit(tree, "element", (element) => {
    const href = attributeOf(element, "href");
    if (element.tagName === "a" && href) element.properties.href = new URL(href, address).href;
  });
}

function isElement(node: ElementContent | undefined): node is Element {
  return node?.type === "element";
}

function isParagraph(node: ElementContent): node is Element {
  return isElement(node) && node.tagName === "p";
}

function textNode(value: string): ElementContent {
  return { type: "text", value };
}

import type { Element, Nodes, Parents } from "hast";
import { EXIT, visit } from "unist-util-visit";

/** The first element below a node that meets a condition, in the order of the page. */
export function firstElement(parent: Parents, condition: (element: Element) => boolean): Element | undefined {
  let first: Element | undefined;
  visit(parent, "element", (element) => {
    if (element === parent || !condition(element)) return;
    first = element;
    return EXIT;
  });
  return first;
}

/** Whether an element has a class. */
export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

/** An attribute as text; empty where the element does not have it. */
export function attributeOf({ properties }: Element, name: string): string {
  const value = properties[name];
  return value === undefined || value === null ? "" : String(value);
}

/**
 * The text of a node on one line. Neighboring elements stand apart on a page without a space between them, so their texts
 * get one. Controls, and what only a picture shows, have no text.
 */
export function textOf(node: Nodes): string {
  return rawText(node).replace(/\s+/g, " ").trim();
}

function rawText(node: Nodes): string {
  if (node.type === "text") return node.value.replaceAll("\u200b", "");
  if (node.type === "element" && isLeftOut(node)) return "";
  if (!("children" in node)) return "";
  const children = node.children.filter(({ type }) => type !== "comment");
  return children
    .map((child, index) => {
      const isBesideElement = child.type === "element" && children[index - 1]?.type === "element";
      return (isBesideElement ? " " : "") + rawText(child);
    })
    .join("");
}

const controls = new Set([
  "button",
  "fieldset",
  "input",
  "script",
  "select",
  "style",
  "svg",
  "template",
  "textarea",
]);

/** Whether an element is a control or a decoration: nothing that can be read outside of the page. */
export function isLeftOut(element: Element): boolean {
  return (
    controls.has(element.tagName) ||
    attributeOf(element, "ariaHidden") === "true" ||
    hasClass(element, "hash-link") ||
    isLabelOfControl(element) ||
    isEmptyDetails(element)
  );
}

function isLabelOfControl(element: Element): boolean {
  return (
    element.tagName === "label" && firstElement(element, ({ tagName }) => controls.has(tagName)) !== undefined
  );
}

/** What only opens on a page has no text before it is open. */
function isEmptyDetails({ tagName, children }: Element): boolean {
  const isSummary = (child: Element["children"][number]) =>
    child.type === "element" && child.tagName === "summary";
  return tagName === "details" && children.every(isSummary);
}

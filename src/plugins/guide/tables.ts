import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import { textIn } from "./terms.js";

/** Gives each table of a page the name of the heading above it, for who hears tables listed or walks from one to the next. */
export function nameTables(tree: Root): void {
  let heading = "";
  visit(tree, (node) => {
    if (node.type === "heading") heading = textIn(node.children);
    if (node.type === "table" && heading)
      node.data = { ...node.data, hProperties: { "aria-label": heading } };
  });
}

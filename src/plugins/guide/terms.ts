import type { ListItem, PhrasingContent, Root } from "mdast";
import { visit } from "unist-util-visit";

/** Gives each item of a list that begins with a strong term an anchor of the term's name, so that pages can refer to it. */
export function anchorTerms(tree: Root): void {
  visit(tree, "listItem", (item) => {
    const term = termOf(item);
    if (term !== null) item.data = { ...item.data, hProperties: { id: termAnchor(term) } };
  });
}

/** The anchor of a term: `Field number` is at `#field-number`. */
export function termAnchor(term: string): string {
  return term
    .toLowerCase()
    .replace(/\s+/g, "-")
    .replace(/[^\w-]/g, "");
}

function termOf({ children: [first] }: ListItem): string | null {
  const start = first?.type === "paragraph" ? first.children[0] : undefined;
  return start?.type === "strong" ? textIn(start.children) : null;
}

/** What is written in some nodes. */
export function textIn(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ("value" in node ? node.value : "children" in node ? textIn(node.children) : ""))
    .join("");
}

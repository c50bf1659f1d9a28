import type { ListItem, Root } from "mdast";
import { describe, expect, it } from "vitest";
import { readPages } from "../../testing/pages.js";
import { anchorTerms, termAnchor } from "./terms.js";

const glossary = readPages().find(({ file }) => file === "glossary.mdx")?.text ?? "";

/** The terms of the glossary in their order, as they are written. */
const terms = [...glossary.matchAll(/^- \*\*(.+?)\*\*/gm)].map((match) =>
  (match[1] as string).replaceAll("\\", ""),
);

function item(
  ...children: Extract<ListItem["children"][number], { type: "paragraph" }>["children"]
): ListItem {
  return { type: "listItem", children: [{ type: "paragraph", children }] };
}

describe("the anchors of terms", () => {
  it("gives an item the name of the term that it begins with, and leaves others alone", () => {
    const term = item({ type: "strong", children: [{ type: "text", value: "Field number" }] });
    const other = item(
      { type: "text", value: "a " },
      { type: "strong", children: [{ type: "text", value: "b" }] },
    );
    const tree: Root = { type: "root", children: [{ type: "list", children: [term, other] }] };
    anchorTerms(tree);
    expect(term.data).toEqual({ hProperties: { id: "field-number" } });
    expect(other.data).toBeUndefined();
  });

  it("are of their own in the glossary", () => {
    const anchors = terms.map(termAnchor);
    expect(anchors.length).toBeGreaterThan(90);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it("stand in the order of the alphabet", () => {
    const names = terms.map((term) => term.toLowerCase());
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, "en")));
  });

  it("are found by every reference to a term", () => {
    const anchors = new Set(terms.map(termAnchor));
    const links = readPages().flatMap(({ file, text }) =>
      [...text.matchAll(/glossary\.mdx#([\w-]+)\)/g)].map((match) => ({ file, anchor: match[1] as string })),
    );
    expect(links.filter(({ anchor }) => !anchors.has(anchor))).toEqual([]);
  });
});

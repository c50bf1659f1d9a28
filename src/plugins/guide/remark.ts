import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { checkAnchor } from "@grpc-evolution/engine/rules/rule.js";
import type { InlineCode, Parent, Root, Text } from "mdast";
import { visit } from "unist-util-visit";
import { wholeWords } from "../../content/whole-words.js";
import { highlightLines } from "./highlight.js";

/** Elements that the pages use, and where each finds the data that the guide plugin made. */
const dataOf: Record<string, (attribute: (name: string) => string) => string> = {
  Example: (attribute) => `examples/${attribute("of")}.json`,
  ByteStrip: (attribute) => `examples/${attribute("of")}.json`,
  Statement: (attribute) => `rules/${attribute("rule")}.json`,
  ToolReports: (attribute) => `rules/${attribute("rule")}.json`,
  ReviewItems: (attribute) => `rules/${attribute("rule")}.json`,
  RuleIndex: () => "rules.json",
  BumpTable: () => "bump-rules.json",
  PairCounts: () => "pair-counts.json",
  DemoGrid: () => "demo/grid.json",
  DemoSchemas: () => "demo/schemas.json",
  DemoRun: (attribute) => `demo/agent-${attribute("agent")}-runtime-${attribute("runtime")}.json`,
  BufTable: () => "with-buf.json",
  SessionRecord: (attribute) => `sessions/${attribute("of")}.json`,
};

interface JsxElement {
  type: "mdxJsxFlowElement" | "mdxJsxTextElement";
  name: string;
  attributes: object[];
  children: object[];
}

/** An element of a page that shows data: all its attributes are text. */
interface WrittenElement extends JsxElement {
  attributes: { name: string; value: string }[];
}

/** Remark plugin for all pages: data for the elements that show it, highlighted code, words that stay whole. */
export function remarkGuide() {
  return (tree: Root) => {
    giveData(tree);
    highlightCode(tree);
    keepWordsWhole(tree);
  };
}

/**
 * An element that shows data gets it as the property `data`, by an import of its own, so that a page loads only what it
 * shows.
 */
function giveData(tree: Root): void {
  const imports = new Map<string, string>();
  visit(tree, (node) => {
    if (node.type !== ("mdxJsxFlowElement" as string)) return;
    const element = node as unknown as WrittenElement;
    const file = dataOf[element.name]?.((name) => attributeOf(element, name));
    if (!file) return;
    const identifier = `data_${file.replace(/\W/g, "_")}`;
    imports.set(identifier, `@generated/guide/default/${file}`);
    const added = [expression("data", { type: "Identifier", name: identifier }), ...placeOfCheck(element)];
    element.attributes.push(...(added as never[]));
  });
  for (const [name, source] of imports) tree.children.unshift(importOf(name, source) as never);
}

/** Where the check that a verdict names is described. */
function placeOfCheck({ attributes }: WrittenElement): object[] {
  const check = attributes.find(({ name }) => name === "verdict")?.value;
  const rule = rules.find(({ id }) => check?.startsWith(`${id}/`));
  return check && rule ? [literal("reportedAt", `/${pagePath(rule)}#${checkAnchor(check)}`)] : [];
}

/** Fenced code is highlighted here: no highlighter reaches the reader. */
function highlightCode(tree: Root): void {
  visit(tree, "code", (node, index, parent) => {
    const language = node.lang ?? "text";
    const title = /title="([^"]*)"/.exec(node.meta ?? "")?.[1] ?? "";
    const html = highlightLines(node.value, language).join("\n");
    const code: JsxElement = {
      type: "mdxJsxFlowElement",
      name: "Code",
      attributes: [literal("html", html), literal("language", language), literal("title", title)],
      children: [],
    };
    parent?.children.splice(index as number, 1, code as never);
  });
}

/** Options and dates in running text stay on one line. */
function keepWordsWhole(tree: Root): void {
  visit(tree, ["text", "inlineCode"], (node, index, parent) => {
    const { value } = node as Text | InlineCode;
    const parts = value.split(wholeWords);
    if (parts.length === 1) return;
    const children = parts.map((part, place) => (place % 2 === 1 ? whole(part) : textOf(part)));
    const shown = node.type === "text" ? children : [inText("code", [], children)];
    (parent as Parent).children.splice(index as number, 1, ...(shown as never[]));
    return (index as number) + shown.length;
  });
}

function attributeOf(element: WrittenElement, name: string): string {
  const value = element.attributes.find((attribute) => attribute.name === name)?.value;
  if (!value) throw new Error(`<${element.name}> needs the attribute "${name}".`);
  return value;
}

function textOf(value: string): Text {
  return { type: "text", value };
}

/** A part of a line that does not break. */
function whole(value: string): JsxElement {
  return inText("span", [literal("className", "whole")], [textOf(value)]);
}

function inText(name: string, attributes: object[], children: object[]): JsxElement {
  return { type: "mdxJsxTextElement", name, attributes, children };
}

function literal(name: string, value: string): object {
  return { type: "mdxJsxAttribute", name, value };
}

/** An attribute or an import enters the compiled page as a syntax tree (https://github.com/syntax-tree/mdast-util-mdx). */
function expression(name: string, node: object): object {
  const statement = { type: "ExpressionStatement", expression: node };
  const estree = { type: "Program", sourceType: "module", body: [statement] };
  return {
    type: "mdxJsxAttribute",
    name,
    value: { type: "mdxJsxAttributeValueExpression", value: "", data: { estree } },
  };
}

function importOf(name: string, source: string): object {
  const declaration = {
    type: "ImportDeclaration",
    specifiers: [{ type: "ImportDefaultSpecifier", local: { type: "Identifier", name } }],
    source: { type: "Literal", value: source, raw: JSON.stringify(source) },
  };
  return {
    type: "mdxjsEsm",
    value: "",
    data: { estree: { type: "Program", sourceType: "module", body: [declaration] } },
  };
}

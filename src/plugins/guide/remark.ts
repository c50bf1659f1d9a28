import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { checkAnchor } from "@grpc-evolution/engine/rules/rule.js";
import type { PhrasingContent, Root, Text } from "mdast";
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement, MdxjsEsm } from "mdast-util-mdx";
import { visit } from "unist-util-visit";
import { wholeWords } from "../../content/whole-words.js";
import { siteOrigin } from "../../site.js";
import { putTexts } from "./adopt.js";
import { highlightLines } from "./highlight.js";
import { nameTables } from "./tables.js";
import { anchorTerms } from "./terms.js";

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** Elements that the pages use, and where each finds the data that the guide plugin made. */
const dataOf: Record<string, (attribute: (name: string) => string) => string> = {
  Example: (attribute) => `examples/${attribute("of")}.json`,
  ByteStrip: (attribute) => `examples/${attribute("of")}.json`,
  InShort: (attribute) => `in-short/${attribute("rule")}.json`,
  ToolReports: (attribute) => `rules/${attribute("rule")}.json`,
  ReviewItems: (attribute) => `rules/${attribute("rule")}.json`,
  TopicItems: (attribute) => `topics/${attribute("topic")}.json`,
  Checklist: () => "checklist.json",
  StepItems: (attribute) => `steps/${attribute("step")}.json`,
  RuleIndex: () => "rules.json",
  ChangeIndex: () => "changes.json",
  FrequentChanges: () => "frequent-changes.json",
  BumpTable: () => "bump-rules.json",
  PairCounts: () => "pair-counts.json",
  DemoGrid: () => "demo/grid.json",
  DemoSchemas: () => "demo/schemas.json",
  DemoRun: (attribute) => `demo/agent-${attribute("agent")}-runtime-${attribute("runtime")}.json`,
  BufTable: () => "with-buf.json",
  CallersTable: () => "callers.json",
  LibraryTable: (attribute) => `libraries/topics/${attribute("topic")}.json`,
  LibraryVersions: () => "libraries/list.json",
  CallTables: () => "libraries/calls.json",
  CallOutcomes: (attribute) => `libraries/calls/${attribute("row")}.json`,
  OtherLibraries: (attribute) => `libraries/questions/${attribute("question")}.json`,
  Answered: (attribute) => `libraries/questions/${attribute("question")}.json`,
  TypeGrid: (attribute) => `types/grids/${attribute("of")}.json`,
  TypePairs: (attribute) => `types/pairs/${attribute("of")}.json`,
  TypeDisagreements: (attribute) => `types/disagreements/${attribute("of")}.json`,
  TypeExplorer: () => "types/choices.json",
  SessionRecord: (attribute) => `sessions/${attribute("of")}.json`,
};

/** Page whose lists explain terms. */
const glossary = "glossary.mdx";

/** Remark plugin for all pages: texts of the command's package, data for the elements that show it, names of tables, highlighted code, anchors of terms, words that stay whole. */
export function remarkGuide() {
  const origin = siteOrigin();
  return (tree: Root, file: { basename?: string }) => {
    putTexts(tree, origin);
    giveData(tree);
    nameTables(tree);
    if (file.basename === glossary) anchorTerms(tree);
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
  visit(tree, (element) => {
    if (element.type !== "mdxJsxFlowElement" && element.type !== "mdxJsxTextElement") return;
    const file = dataOf[element.name ?? ""]?.((name) => attributeOf(element, name));
    if (!file) return;
    const identifier = `data_${file.replace(/\W/g, "_")}`;
    imports.set(identifier, `@generated/guide/default/${file}`);
    element.attributes.push(variable("data", identifier), ...placeOfCheck(element));
  });
  for (const [name, source] of imports) tree.children.unshift(importOf(name, source));
}

/** Where the check that a verdict names is described. */
function placeOfCheck(element: Element): MdxJsxAttribute[] {
  const check = textAttribute(element, "verdict");
  const rule = rules.find(({ id }) => check?.startsWith(`${id}/`));
  return check && rule ? [attribute("reportedAt", `/${pagePath(rule)}#${checkAnchor(check)}`)] : [];
}

/** Fenced code is highlighted here: no highlighter reaches the reader. */
function highlightCode(tree: Root): void {
  visit(tree, "code", (node, index, parent) => {
    const language = node.lang ?? "text";
    const title = /title="([^"]*)"/.exec(node.meta ?? "")?.[1] ?? "";
    const html = highlightLines(node.value, language).join("\n");
    const code: MdxJsxFlowElement = {
      type: "mdxJsxFlowElement",
      name: "Code",
      attributes: [attribute("html", html), attribute("language", language), attribute("title", title)],
      children: [],
    };
    parent?.children.splice(index ?? 0, 1, code);
  });
}

/** Options and dates in running text stay on one line. */
function keepWordsWhole(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if ((node.type !== "text" && node.type !== "inlineCode") || !parent || index === undefined) return;
    const parts = node.value.split(wholeWords);
    if (parts.length === 1) return;
    const children = parts.map((part, place) => (place % 2 === 1 ? whole(part) : textOf(part)));
    const shown = node.type === "text" ? children : [inText("code", [], children)];
    parent.children.splice(index, 1, ...shown);
    return index + shown.length;
  });
}

function attributeOf(element: Element, name: string): string {
  const value = textAttribute(element, name);
  if (!value) throw new Error(`<${element.name}> needs the attribute "${name}".`);
  return value;
}

function textAttribute({ attributes }: Element, name: string): string | undefined {
  const value = attributes.find((each) => each.type === "mdxJsxAttribute" && each.name === name)?.value;
  return typeof value === "string" ? value : undefined;
}

function textOf(value: string): Text {
  return { type: "text", value };
}

/** A part of a line that does not break. */
function whole(value: string): MdxJsxTextElement {
  return inText("span", [attribute("className", "whole")], [textOf(value)]);
}

function inText(name: string, attributes: MdxJsxAttribute[], children: PhrasingContent[]): MdxJsxTextElement {
  return { type: "mdxJsxTextElement", name, attributes, children };
}

function attribute(name: string, value: string): MdxJsxAttribute {
  return { type: "mdxJsxAttribute", name, value };
}

/** An attribute whose value is that of a variable. It enters the compiled page as a syntax tree, and so does an import. */
function variable(name: string, identifier: string): MdxJsxAttribute {
  const expression = { type: "Identifier", name: identifier } as const;
  return {
    type: "mdxJsxAttribute",
    name,
    value: {
      type: "mdxJsxAttributeValueExpression",
      value: identifier,
      data: {
        estree: {
          type: "Program",
          sourceType: "module",
          body: [{ type: "ExpressionStatement", expression }],
        },
      },
    },
  };
}

function importOf(name: string, source: string): MdxjsEsm {
  return {
    type: "mdxjsEsm",
    value: "",
    data: {
      estree: {
        type: "Program",
        sourceType: "module",
        body: [
          {
            type: "ImportDeclaration",
            specifiers: [{ type: "ImportDefaultSpecifier", local: { type: "Identifier", name } }],
            source: { type: "Literal", value: source },
            attributes: [],
          },
        ],
      },
    },
  };
}

import { generalReview } from "@grpc-evolution/engine/rules/general.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { describe, expect, it, test } from "vitest";
import sidebars from "../../sidebars.js";
import { findExamples } from "../evidence/examples/example.js";
import { headings, linkedPages, type Page, readPages, shownExamples } from "./pages.js";

const pages = readPages();
const examples = findExamples();

const page = (file: string): Page => {
  const page = pages.find((candidate) => candidate.file === file);
  if (!page) throw new Error(`docs/${file} is missing`);
  return page;
};

const anatomy = [
  "In short",
  "What goes wrong",
  "Do this instead",
  "Exceptions",
  "In Kata Containers",
  "What the tool reports",
  "For the reviewer",
  "Questions people ask",
  "Where to go next",
];

describe.each(rules)("$id", (rule) => {
  const file = `${pagePath(rule)}/index.mdx`;

  it("has a page with the fixed headings in their order", () => {
    expect(headings(page(file).text, 2)).toEqual(anatomy);
  });

  it("begins with its short form, and shows its checks and its checklist items from the metadata", () => {
    for (const element of ["InShort", "ToolReports", "ReviewItems"]) {
      expect(page(file).text).toContain(`<${element} rule="${rule.id}" />`);
    }
  });

  it("answers questions, and shows at least one example of its own", () => {
    expect(headings(page(file).text, 3).length).toBeGreaterThan(0);
    const own = examples.filter((example) => example.folder.startsWith(`docs/${pagePath(rule)}/`));
    expect(own.length).toBeGreaterThan(0);
  });

  it("tells a dated fact about Kata Containers, with a commit", () => {
    const [, kata = ""] = page(file).text.split("## In Kata Containers");
    const section = kata.split("\n## ")[0] ?? "";
    expect(section).toMatch(/`[0-9a-f]{7,10}`/);
    expect(section).toMatch(/\b20\d\d\b/);
  });

  it("has a sidebar entry", () => {
    expect(JSON.stringify(sidebars)).toContain(`"${pagePath(rule)}/index"`);
  });
});

describe("the checklist", () => {
  const checklist = page("review/checklist.mdx");

  it("has one section for the review as a whole and one for each rule, in order", () => {
    const expected = ["The review as a whole", ...rules.map((rule) => `${rule.id} ${rule.title}`)];
    expect(headings(checklist.text, 2).filter((heading) => heading !== "Where to go next")).toEqual(expected);
  });

  it("shows the items of every section", () => {
    const shown = [...checklist.text.matchAll(/<ReviewItems rule="(\w+)" \/>/g)].map((match) => match[1]);
    expect(shown).toEqual(["REVIEW", ...rules.map((rule) => rule.id)]);
  });

  it("gives every item an identifier of its own, under the rule it belongs to", () => {
    const items = [...generalReview, ...rules.flatMap((rule) => rule.review)];
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    for (const rule of rules) for (const item of rule.review) expect(item.id).toMatch(`${rule.id}-`);
  });
});

describe("the contributor guide", () => {
  it("links every page of the site", () => {
    const guide = page("contributing/index.mdx");
    const linked = new Set([...linkedPages(guide), guide.file]);
    expect(pages.map((each) => each.file).filter((file) => !linked.has(file))).toEqual([]);
  });

  it("is linked to the checklist by the review guide", () => {
    expect(linkedPages(page("review/index.mdx"))).toContain("review/checklist.mdx");
  });
});

describe("every page", () => {
  const rulePages = new Set(rules.map((rule) => `${pagePath(rule)}/index.mdx`));

  test.each(pages)("$file is finished and says where to go next", ({ file, text }) => {
    expect(text).not.toMatch(/\b(TODO|FIXME|XXX|TBD|lorem ipsum|coming soon)\b/i);
    expect(headings(text, 2).at(-1)).toBe("Where to go next");
    if (!rulePages.has(file)) expect(text).toMatch(/^---\ntitle: .+\ndescription: .+\n(?:\w+: .+\n)*---\n/);
  });

  test("is in the sidebar", () => {
    const ids = JSON.stringify(sidebars);
    expect(pages.filter(({ file }) => !ids.includes(`"${file.replace(/\.mdx$/, "")}"`))).toEqual([]);
  });
});

describe("examples and pages", () => {
  const shown = pages.flatMap((each) =>
    shownExamples(each).map((example) => ({ ...example, file: each.file })),
  );
  const checks = rules.flatMap((rule) => rule.checks.map((check) => check.id));

  it("every example is shown, by the page that it lies beside", () => {
    for (const example of examples) {
      const beside = example.folder.replace(/^docs\//, "").replace(/\/?examples\/[^/]+$/, "");
      const places = shown.filter(({ of }) => of === example.id).map(({ file }) => file);
      expect(
        places.some((file) => file.startsWith(beside)),
        `${example.folder} is not shown`,
      ).toBe(true);
    }
  });

  it("every example that a page shows exists", () => {
    const ids = new Set(examples.map((example) => example.id));
    expect(shown.filter(({ of }) => !ids.has(of))).toEqual([]);
  });

  it("every verdict is a check, `clean` or `beyond-schema`", () => {
    const verdicts = new Set([...checks, "clean", "beyond-schema"]);
    expect(shown.filter(({ verdict }) => !verdicts.has(verdict ?? ""))).toEqual([]);
  });

  it("there are 25 or more", () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
  });
});

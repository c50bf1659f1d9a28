import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { generalReview } from "@grpc-evolution/engine/rules/general.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { reviewSteps } from "@grpc-evolution/engine/rules/review.js";
import { topicPath, topics } from "@grpc-evolution/engine/rules/topics.js";
import { describe, expect, it, test } from "vitest";
import sidebars from "../../sidebars.js";
import { findExamples } from "../evidence/examples/example.js";
import { checklistContent } from "../plugins/guide/checklist.js";
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

/** Of a page that shows what no schema does; the section on Kata Containers stands only where it has a story. */
const anatomyBeyond = [
  "In short",
  "What goes wrong",
  "Do this instead",
  "What the command sees",
  "For the reviewer",
  "Questions people ask",
  "Where to go next",
];

describe.each(topics)("beyond the schema: $title", ({ id, title }) => {
  const file = `${topicPath(id)}/index.mdx`;

  it("has a page with its title and the fixed headings in their order", () => {
    const own = headings(page(file).text, 2).filter((heading) => heading !== "In Kata Containers");
    expect(own).toEqual(anatomyBeyond);
    expect(page(file).text).toContain(`\ntitle: ${title}\n`);
  });

  it("shows the items that name it, and some do", () => {
    expect(page(file).text).toContain(`\n<TopicItems topic="${id}" />\n`);
    expect(checklist.filter((item) => item.topics?.includes(id))).not.toEqual([]);
  });

  it("shows at least two examples of its own, and answers questions", () => {
    const own = examples.filter((example) => example.folder.startsWith(`docs/${topicPath(id)}/`));
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(headings(page(file).text, 3).length).toBeGreaterThan(0);
  });

  it("has a sidebar entry", () => {
    expect(JSON.stringify(sidebars)).toContain(`"${topicPath(id)}/index"`);
  });
});

test("what no schema shows: 30 examples or more, and a row of the overview for each topic", () => {
  expect(examples.filter(({ folder }) => folder.startsWith("docs/beyond/")).length).toBeGreaterThanOrEqual(
    30,
  );
  const linked = linkedPages(page("beyond/index.mdx")).filter((file) => file.startsWith("beyond/"));
  expect(linked).toEqual(topics.map(({ id }) => `${topicPath(id)}/index.mdx`));
});

describe("the checklist", () => {
  const steps = reviewSteps.map(({ id, title }, index) => ({ id, heading: `${index + 1}. ${title}` }));
  const guide = page("review/index.mdx");

  it("is made of the items of all rules and of the review as a whole", () => {
    const items = [...generalReview, ...rules.flatMap((rule) => rule.review)].map(({ id }) => id);
    expect(new Set(items).size).toBe(items.length);
    expect(checklist.map(({ id }) => id).toSorted()).toEqual(items.toSorted());
    const shown = checklistContent()
      .steps.flatMap((step) => step.items)
      .map(({ pages: _, ...item }) => item);
    expect(shown).toEqual(checklist);
    expect(page("review/checklist.mdx").text).toContain("\n<Checklist />\n");
  });

  it("has the steps of the review guide, which shows the items of each", () => {
    expect(headings(guide.text, 3)).toEqual(steps.map(({ heading }) => heading));
    const shown = guide.text.split(/^### /m).slice(1);
    const elements = shown.map((section) =>
      [...section.matchAll(/<StepItems step="([\w-]+)" \/>/g)].map((match) => match[1]),
    );
    expect(elements).toEqual(steps.map(({ id }) => [id]));
  });

  it("numbers the items of a rule without a hole: an identifier stays, and a new one is the next", () => {
    for (const { id, review } of [...rules, { id: "REVIEW", review: generalReview }])
      expect(review.map((item) => item.id)).toEqual(review.map((_, index) => `${id}-${index + 1}`));
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

  it("none that breaks no rule shows what goes wrong", () => {
    const inPlace = (text: string) => {
      const section = text.split("\n## What goes wrong\n")[1]?.split("\n## ")[0] ?? "";
      return shownExamples({ file: "", text: section }).filter(({ verdict }) => verdict === "clean");
    };
    expect(pages.filter(({ text }) => inPlace(text).length > 0).map(({ file }) => file)).toEqual([]);
    const wrong = '\n## What goes wrong\n\n<Example of="a/b" verdict="clean" />\n\n## Do this instead\n';
    expect(inPlace(wrong)).toHaveLength(1);
  });

  it("there are 25 or more", () => {
    expect(examples.length).toBeGreaterThanOrEqual(25);
  });
});

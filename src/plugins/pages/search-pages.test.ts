import { describe, expect, test } from "vitest";
import type { BuiltPage } from "../../page-text/parse-page.js";
import { parsePage } from "../../page-text/parse-page.js";
import { searchPage, searchPages } from "./search-pages.js";

function page(path: string, content: string): BuiltPage {
  const head = '<title>A page | The site</title><meta name="description" content="What it says.">';
  return parsePage(path, `${head}<main><div class="markdown"><h1>A page</h1>${content}</div></main>`);
}

/** The parts of a page with this content, behind the page itself. */
function partsOf(content: string) {
  return searchPage(page("/a/", content)).parts.slice(1);
}

describe("a page", () => {
  test("comes first, with its description", () => {
    expect(searchPage(page("/a/", "<p>Text.</p>"))).toEqual({
      path: "/a/",
      title: "A page",
      parts: [{ kind: "page", name: "A page", anchor: "", text: "What it says." }],
    });
  });
});

test("a page has the words that its author gives it", () => {
  const html = '<title>A</title><meta name="keywords" content="turn on,flag"><main><h1>A</h1></main>';
  expect(searchPage(parsePage("/a/", html)).parts[0]).toMatchObject({ words: "turn on,flag" });
});

describe("a part", () => {
  test("is a heading with the first paragraph behind it", () => {
    expect(
      partsOf('<h2 id="one">One<a class="hash-link" href="#one">\u200b</a></h2><p>First.</p><p>Second.</p>'),
    ).toEqual([{ kind: "section", name: "One", anchor: "one", text: "First." }]);
  });

  test("is a check: a row with an anchor", () => {
    const row = '<tr id="r1-a"><td><code>R1/a</code><td>error<td>A number is gone';
    expect(partsOf(`<table class="checks"><tbody>${row}</table>`)).toEqual([
      { kind: "check", name: "R1/a", anchor: "r1-a", text: "A number is gone" },
    ]);
  });

  test("is a row where an anchor is that of no check", () => {
    const row = '<tr id="json-enums"><td>2, the last 7 of 12<td>rejected';
    expect(partsOf(`<table><tbody>${row}</table>`)[0]?.kind).toBe("row");
  });

  test("is an option: a row that begins with one, under its heading", () => {
    const rows = "<tr><td><code>--all</code><td>list all<tr><td><code>text</code><td>no option";
    expect(partsOf(`<h2 id="check">check</h2><table><tbody>${rows}</table>`).slice(1)).toEqual([
      { kind: "option", name: "--all", anchor: "check", text: "list all" },
    ]);
  });

  test("is a term of a list: an item with an anchor that begins with a strong word", () => {
    expect(
      partsOf('<ul><li id="known"><strong>Known</strong>*: true before.<li><strong>Other</strong></ul>'),
    ).toEqual([{ kind: "term", name: "Known", anchor: "known", text: "true before." }]);
  });

  test("is a checklist item", () => {
    const item =
      '<li id="r1-1"><input type="checkbox"><label><code class="item-id">R1-1</code> It holds.</label></li>';
    expect(partsOf(`<ul>${item}</ul>`)).toEqual([
      { kind: "item", name: "R1-1", anchor: "r1-1", text: "It holds." },
    ]);
  });

  test("is a checklist item whose statement is a paragraph", () => {
    const item = '<li id="r1-1"><a class="item-id">R1-1</a> by check<p>It holds.</p><p>Look there.</p></li>';
    expect(partsOf(`<ul>${item}</ul>`)[0]).toMatchObject({ name: "R1-1", text: "It holds." });
  });

  test("is nothing that stands in code", () => {
    expect(partsOf('<pre><h2 id="a">A</h2></pre>')).toEqual([]);
  });

  test("has a short text that ends with a whole word", () => {
    const [part] = partsOf(`<h2 id="a">A</h2><p>${"letters ".repeat(40)}</p>`);
    expect(part?.text).toMatch(/^(letters )+…$/);
    expect(part?.text.length).toBeLessThan(165);
  });
});

test("an item is found where most items stand", () => {
  const item = (id: string) => `<li id="${id}"><a class="item-id">${id}</a></li>`;
  const pages = searchPages([page("/rule/", item("r1-1")), page("/checklist/", item("r1-1") + item("r2-1"))]);
  expect(pages.map(({ parts }) => parts.slice(1).map(({ name }) => name))).toEqual([[], ["r1-1", "r2-1"]]);
});

import { expect, test } from "vitest";
import { pageMarkdown } from "./markdown.js";
import { parsePage } from "./parse-page.js";

const address = "https://guide.example/rules/r1/";

/** A page with this content as Markdown, without its title. */
function markdownOf(content: string): string {
  const html = `<title>A page | The site</title><main><nav>menu</nav><div class="markdown"><h1>A page</h1>${content}</div></main>`;
  return pageMarkdown(parsePage("/rules/r1/", html), address).replace(/^# A page\n\n/, "");
}

test("a page begins with its title, and menus are no part of it", () => {
  const html =
    '<title>R1 A rule | The site</title><main><nav>menu</nav><div class="markdown"><h1><span>R1</span>A rule</h1><p>Text.</p></div></main>';
  expect(pageMarkdown(parsePage("/rules/r1/", html), address)).toBe("# R1 A rule\n\nText.\n");
});

test("a page without a column of text is all of its main part", () => {
  const html = "<title>Home | The site</title><main><h1>Home</h1><p>Text.</p></main>";
  expect(pageMarkdown(parsePage("/", html), address)).toBe("# Home\n\nText.\n");
});

test("links are full addresses", () => {
  expect(markdownOf('<p><a href="/glossary/#known">known</a> and <a href="#the-rule">the rule</a></p>')).toBe(
    "[known](https://guide.example/glossary/#known) and [the rule](https://guide.example/rules/r1/#the-rule)\n",
  );
});

test("controls, decorations and links of headings are left out", () => {
  const content =
    '<h2 id="a">A<a class="hash-link" href="#a">\u200b</a></h2><p>Text<svg></svg> <button>Run</button><span aria-hidden="true">✓</span></p><label>Name<input></label><details><summary>Note</summary></details>';
  expect(markdownOf(content)).toBe("## A\n\nText\n");
});

test("code keeps its lines and says its language", () => {
  const lines =
    '<span class="line"><span class="token">message</span> A {\n</span><span class="line">}\n</span>';
  const content = `<figure class="schema old"><figcaption>Release 1 <code>before.proto</code></figcaption><pre><code>${lines}</code></pre></figure>`;
  expect(markdownOf(content)).toBe("Release 1 `before.proto`\n\n```protobuf\nmessage A {\n}\n```\n");
});

test("the program of an example and what it printed", () => {
  const content =
    '<div class="program"><div class="bar"><code>example.ts</code><div class="actions"><a href="/try/">Open</a></div></div><pre><code>run();\n</code></pre><div class="printed"><p>printed by <code>npm run example -- <!-- -->r1/a</code></p><pre><samp>bytes: 0a\n</samp></pre></div></div>';
  expect(markdownOf(content)).toBe(
    "`example.ts`\n\n```typescript\nrun();\n```\n\nprinted by `npm run example -- r1/a`\n\n```\nbytes: 0a\n```\n",
  );
});

test("a byte strip has a line for each field, with its bytes", () => {
  const content =
    '<figure class="strip"><p class="side">Release 1 writes</p><ol class="strip-fields"><li class="strip-field"><span class="spoken">Bytes 0 to 1<!-- -->. </span><p class="written"><span class="spoken">Old writer: </span>a = 1</p><em> same</em><div class="bytes"><span aria-hidden="true"><span>08</span></span><span aria-hidden="true"><span>01</span></span></div></li><li class="strip-field"><span class="spoken">No bytes. </span><div class="bytes"><span class="none">no bytes</span></div></li></ol><p class="explained">Bytes 0 to 1.</p></figure>';
  expect(markdownOf(content)).toBe(
    "Release 1 writes\n\n1. Bytes 0 to 1. Old writer: a = 1 *same* `08 01`\n2. No bytes.\n",
  );
});

test("a table keeps its caption, and texts that a style sets apart stay apart", () => {
  const content =
    "<table><caption>Checks</caption><thead><tr><th>Check<th>Sees<tbody><tr><td><code>R1/a</code><td><span>one</span><b>two</b></table>";
  expect(markdownOf(content)).toBe("Checks\n\n| Check | Sees |\n| - | - |\n| `R1/a` | one **two** |\n");
});

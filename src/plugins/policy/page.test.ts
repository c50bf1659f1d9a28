import { expect, test } from "vitest";
import { inlineIn, withPolicy } from "./page.js";

test("scripts and styles of a page are those that a browser runs, wherever they stand", () => {
  const html = `<!doctype html><head><script src="a.js"></script><script type="application/ld+json">{}</script>
    <script data-rh=true>one()</script></head><body><script type=module>two("<p>")</script>
    <noscript><style>p { color: red }</style></noscript><p>&lt;script>no()&lt;/script></body>`;
  expect(inlineIn(html)).toEqual({ scripts: ["one()", 'two("<p>")'], styles: ["p { color: red }"] });
});

test("a page states its policy behind its charset", () => {
  const policy = { "default-src": ["'self'"] };
  const element = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`;
  expect(withPolicy("<head><meta charset=UTF-8><title>", policy)).toBe(
    `<head><meta charset=UTF-8>${element}<title>`,
  );
  expect(withPolicy('<head>\n  <meta charset="UTF-8">\n', policy)).toBe(
    `<head>\n  <meta charset="UTF-8">${element}\n`,
  );
  expect(() => withPolicy("<head><title>", policy)).toThrow(/charset/);
});

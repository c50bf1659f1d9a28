/** Names that only those hear who do not see the page. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { build, pagePaths } from "./built-site.js";

const pages = pagePaths().map((address) => ({
  address,
  html: readFileSync(path.join(build, address, "index.html"), "utf8"),
}));

/** Tables with neither a caption nor a name, as their opening tags. */
function unnamedTables(html: string): string[] {
  return [...html.matchAll(/<table\b([^>]*)>(<caption)?/g)].flatMap(([tag, attributes = "", caption]) =>
    caption || /aria-label(ledby)?=/.test(attributes) ? [] : [tag],
  );
}

/** Byte strips that are not named for their message and its two sides, as their opening tags. */
function unnamedStrips(html: string): string[] {
  return [...html.matchAll(/<figure\b[^>]*\bclass="strip [^>]*>/g)].flatMap(([tag]) =>
    /aria-label="Bytes of [\w.]+: [^",]+, [^"]+"/.test(tag) ? [] : [tag],
  );
}

describe("tables and byte strips have names", () => {
  test.each(pages)("$address", ({ html }) => {
    expect(unnamedTables(html)).toEqual([]);
    expect(unnamedStrips(html)).toEqual([]);
  });

  test("there are some, and one without a name is noticed", () => {
    const all = pages.map(({ html }) => html).join("");
    expect(all.match(/<table\b/g)?.length).toBeGreaterThan(100);
    expect(all.match(/<figure\b[^>]*\bclass="strip /g)?.length).toBeGreaterThan(10);
    expect(unnamedTables("<table><thead>")).toEqual(["<table>"]);
    expect(unnamedStrips('<figure class="strip writer-old" aria-label="Bytes">')).toHaveLength(1);
  });
});

/** What the built pages tell readers to install and to paste. `npm run build` comes first. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { installLines } from "../cli/adopt/origin.js";
import { isPublished } from "../cli/terminal/package.js";
import { shownTexts } from "../plugins/guide/adopt.js";
import { siteOrigin } from "../site.js";
import { build, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { fetchesByName } from "./unclaimed-name.js";

const site = siteOfTests();

/** A file of the built site. Words of a highlighted line are apart by tags, in a page as in the script that draws it. */
function plainText(file: string): string {
  return readFileSync(path.join(build, file), "utf8").replace(/<\/?span[^>]*>/g, "");
}

test.skipIf(isPublished)(
  "nothing in the built site tells readers to fetch a package by a name that is nobody's",
  () => {
    const files = readdirSync(build, { recursive: true, encoding: "utf8" });
    const texts = files.filter((file) => /\.(?:html|txt|md|js|json|xml)$/.test(file));
    expect(plainText(path.join("policy", "matrix", "index.html"))).toContain(
      "npx --no-install grpc-evolution",
    );
    const wrong = texts.flatMap((file) => fetchesByName(plainText(file)).map((call) => `${file}: ${call}`));
    expect(wrong).toEqual([]);
  },
);

test("every text of /adopt is what init --adopt writes, for the same origin", async () => {
  const troubles = await visit(site, "/adopt/", async (page) => {
    const shown = await page.locator("main figure.code:not(.session)").evaluateAll((figures) =>
      figures.map((figure) => ({
        title: figure.querySelector("figcaption")?.textContent ?? "",
        text: figure.querySelector("pre")?.textContent ?? "",
      })),
    );
    const texts = [...shownTexts(siteOrigin()).values()].map(({ title, value }) => ({ title, text: value }));
    expect(shown.filter(({ title }) => title !== "")).toEqual(expect.arrayContaining(texts));
    expect(shown.filter(({ title }) => title !== "")).toHaveLength(texts.length);
  });
  expect(troubles).toEqual([]);
});

test("the page about the command has the line that installs it", async () => {
  const troubles = await visit(site, "/tool/", async (page) => {
    const blocks = await page.locator("main figure.code pre").allTextContents();
    expect(blocks).toContain(installLines(siteOrigin()));
  });
  expect(troubles).toEqual([]);
});

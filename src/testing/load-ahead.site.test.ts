/** What a page loads for pages that it links to. `npm run build` comes first. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { besidesRequests, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const site = siteOfTests();

/** The scripts that a page asks for from now on. */
function scriptsFrom(page: Page): string[] {
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith(".js")) scripts.push(request.url());
  });
  return scripts;
}

const another = (page: Page) => page.getByRole("link", { name: "Glossary" }).first();

test.each([
  ["is pointed at", (page: Page) => another(page).hover()],
  ["is reached with the keyboard", (page: Page) => another(page).focus()],
])("a page is loaded ahead when a link to it %s, and not before", async (_, reach) => {
  const troubles = await visit(
    site,
    "/start/",
    async (page) => {
      const scripts = scriptsFrom(page);
      await another(page).scrollIntoViewIfNeeded();
      await page.waitForLoadState("networkidle");
      expect(scripts).toEqual([]);
      await reach(page);
      await expect.poll(() => scripts.length).toBeGreaterThan(0);
      await page.waitForLoadState("networkidle");
    },
    { anew: true },
  );
  expect(besidesRequests(troubles)).toEqual([]);
});

test("nothing is fetched ahead of what a reader does", async () => {
  const ahead: string[] = [];
  await visit(
    site,
    "/rules/r1-field-numbers/",
    async (page) => {
      page.on("request", async (request) => {
        if ((await request.headerValue("sec-purpose"))?.startsWith("prefetch")) ahead.push(request.url());
      });
      await page.reload();
      await page.waitForLoadState("networkidle");
      await page.getByRole("heading", { name: "Where to go next" }).scrollIntoViewIfNeeded();
      await page.waitForLoadState("networkidle");
    },
    { anew: true },
  );
  expect(ahead).toEqual([]);
});

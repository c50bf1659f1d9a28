/** Pages on a phone. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const site = siteOfTests();

describe.each([320, 390])("%d px wide", (width) => {
  const onPhone = (address: string, check: (page: Page) => Promise<void>) =>
    visit(site, address, check, { viewport: { width, height: 800 } });

  test.each([
    ["/policy/four-releases/", ".demo-grid .grid"],
    ["/policy/", ".window-explorer .grid"],
  ])("%s: the grid of four by four fits", async (address, selector) => {
    await onPhone(address, async (page) => {
      const grid = page.locator(selector);
      expect(await grid.locator("tbody tr").count()).toBe(4);
      const frame = grid.locator("xpath=..");
      expect(await frame.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
      const words = grid.locator("tbody .steps");
      const cut = await words.evaluateAll((all) =>
        all.filter((each) => each.scrollWidth > each.clientWidth + 1),
      );
      expect(cut).toEqual([]);
    });
  });

  test("the list of headings stands below the title", async () => {
    await onPhone("/rules/r1-field-numbers/", async (page) => {
      const title = await page.locator("h1").boundingBox();
      const list = await page.getByRole("button", { name: "On this page" }).boundingBox();
      const text = await page.getByRole("heading", { name: "In short" }).boundingBox();
      if (!title || !list || !text)
        throw new Error("The page lacks its title, its list or its first heading.");
      expect(list.y).toBeGreaterThanOrEqual(title.y + title.height);
      expect(text.y).toBeGreaterThanOrEqual(list.y + list.height);
      expect(await page.getByRole("button", { name: "On this page" }).count()).toBe(1);
    });
  });

  test("the verdicts beside buf stand below the change, each with its column's name", async () => {
    await onPhone("/tool/with-buf/", async (page) => {
      const row = page.locator(".compared.buf tbody tr").nth(1);
      const [change, verdict] = await Promise.all([
        row.locator("th").boundingBox(),
        row.locator(".beside").boundingBox(),
      ]);
      expect(verdict && change && verdict.y >= change.y + change.height).toBe(true);
      const names = row
        .locator("td[data-label]")
        .evaluateAll((cells) =>
          cells.map((cell) => getComputedStyle(cell, "::before").content.replace(/^"(.*) "$/, "$1")),
        );
      expect(await names).toEqual(["FILE", "WIRE_JSON", "WIRE", "grpc-evolution"]);
    });
  });
});

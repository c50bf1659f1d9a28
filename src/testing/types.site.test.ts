/** The table of types, used as readers use it. `npm run build` comes first. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  besidesRequests,
  excessWidth,
  lookAt,
  looks,
  shorten,
  type VisitOptions,
  visit as visitSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough } from "./thorough.js";

const site = siteOfTests();

/** Opens the page with a query; `look` gets it when the filter can be used, if it ever can. */
async function visit(
  query: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const troubles = await visitSite(
    site,
    `/types/${query}`,
    async (page) => {
      if (options.javaScriptEnabled !== false)
        await page.locator(".type-explorer .window-controls:enabled").waitFor();
      await look(page);
    },
    options,
  );
  expect(besidesRequests(troubles)).toEqual([]);
}

const head = (page: Page) => page.locator(".cell-head").textContent();
const query = (page: Page) => page.evaluate(() => location.search);

test("without JavaScript the grids and the pairs can be read, and nothing can be set", async () => {
  await visit(
    "",
    async (page) => {
      const row = page.locator(".types tbody tr").nth(1);
      expect(await row.locator("th").textContent()).toBe("int64");
      expect(await row.locator("td").first().locator(".spoken").textContent()).toBe("some values");
      expect(await page.locator("#int32-int64 td").nth(2).textContent()).toMatch(
        /values from −2³¹ to 2³¹ − 1/,
      );
      expect(await page.locator(".type-explorer").isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  );
});

test("the address says which pair is shown, and the cell fits and is accessible", async () => {
  await visit("?from=uint64&to=bool&format=binary", async (page) => {
    await expect.poll(() => head(page)).toBe("uint64 written, bool read: conditional");
    const cut = page.locator(".tried tbody tr", { hasText: "4294967296" }).first();
    expect(await cut.textContent()).toMatch(/08 80 80 80 80 10.*true.*false.*protobuf\.js/);
    if (!isThorough) await shorten(page, "main table:not(.type-explorer *)");
    await lookAt(
      page,
      [looks.lightAndWide, looks.darkAndNarrow],
      async (_look, name, violated) => {
        expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
        expect(await violated(), name).toEqual([]);
      },
      { within: ".type-explorer" },
    );
  });
});

test("two choices show a pair, and the address follows", async () => {
  await visit("", async (page) => {
    await page.getByLabel("Written as", { exact: true }).selectOption("string");
    expect(await page.locator(".cell-head").count()).toBe(0);
    await page.getByLabel("Read as", { exact: true }).selectOption("bytes");
    await expect.poll(() => head(page)).toBe("string written, bytes read: conditional");
    expect(await query(page)).toBe("?from=string&to=bytes&format=binary");
    await page.getByLabel("Format", { exact: true }).selectOption("json");
    await expect.poll(() => head(page)).toBe("string written, bytes read: unsafe");
    await page.getByRole("button", { name: "The other way round" }).click();
    await expect.poll(() => query(page)).toBe("?from=bytes&to=string&format=json");
  });
});

test("a click on a cell of a grid shows it", async () => {
  await visit("", async (page) => {
    await page.locator(".types").first().locator("tbody tr").nth(1).locator("td").first().click();
    await expect.poll(() => head(page)).toBe("int64 written, int32 read: conditional");
    expect(await query(page)).toBe("?from=int64&to=int32&format=binary");
  });
});

test("a pair opens in the workbench with a value that does not arrive", async () => {
  await visit("?from=int64&to=int32&format=binary", async (page) => {
    await page.getByRole("link", { name: /in the workbench/ }).click();
    await expect
      .poll(() => page.locator("main").textContent())
      .toContain("This comparison came with the link.");
    await expect.poll(() => page.locator("main").textContent()).toContain("types.Example");
    await expect.poll(() => page.locator("main").textContent()).toContain("R4/type-changed");
  });
});

test("nothing of the cells is loaded before a pair is chosen", async () => {
  const loaded: string[] = [];
  await visit(
    "",
    async (page) => {
      page.on("request", (request) => loaded.push(request.url()));
      await page.getByLabel("Written as", { exact: true }).selectOption("float");
      await page.getByLabel("Read as", { exact: true }).selectOption("double");
      await expect.poll(() => head(page)).toBe("float written, double read: unsafe");
    },
    { anew: true },
  );
  expect(loaded.filter((address) => address.endsWith(".js")).length).toBeGreaterThan(0);
});

/** The byte strips of the pages, used as readers use them. `npm run build` comes first. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { besidesRequests, everyLook, lookAt, type VisitOptions, visit as visitSite } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const site = siteOfTests();

/** Opens the page of R1, whose second strip has a field inside of another; `look` gets it when it can be used. */
async function visit(
  look: (page: Page, strip: Locator) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const troubles = await visitSite(
    site,
    "/rules/r1-field-numbers/",
    async (page) => {
      const strip = page.locator("figure.strip").nth(1);
      if (options.javaScriptEnabled !== false) await strip.locator("[tabindex='0']").waitFor();
      await look(page, strip);
    },
    options,
  );
  expect(besidesRequests(troubles)).toEqual([]);
}

const explained = (strip: Locator) => strip.locator(".explained").textContent();

/** What the focused field is, by its readings. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector(":scope > .read")?.textContent ?? "");

test("without JavaScript both readings of every field are there, and the gravest field is explained", async () => {
  await visit(
    async (_page, strip) => {
      expect(await strip.getByRole("listitem").count()).toBe(3);
      expect(await strip.locator(".written").allTextContents()).toEqual([
        "Release 3.3 writes",
        'New writer: container_id = "c1"',
        "New writer: shared_mounts[0]",
        'New writer: name = "m"',
      ]);
      await expect
        .poll(() => explained(strip))
        .toMatch(/^Bytes 4 to 8, field 8, length-delimited\. .*Reinterpreted/);
      expect(await strip.locator("[tabindex]").count()).toBe(0);
      expect(await strip.locator(".keys").isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  );
});

test("by keyboard: one stop, arrows and Home and End walk, Tab leaves", async () => {
  await visit(async (page, strip) => {
    expect(await strip.locator("[tabindex='0']").count()).toBe(1);
    await strip.locator("[tabindex='0']").focus();
    await expect.poll(() => focused(page)).toContain("agent_pidns = true");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focused(page)).toContain('container_id = "m"');
    await expect
      .poll(() => explained(strip))
      .toMatch(/^Bytes 6 to 8, field 1, .*Old reader: container_id = "m"/);
    expect(await strip.locator(".explained").getAttribute("aria-live")).toBe("polite");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focused(page)).toContain('container_id = "m"');
    await page.keyboard.press("Home");
    await expect.poll(() => focused(page)).toContain('container_id = "c1", then replaced');
    await expect.poll(() => explained(strip)).toContain("Lost: what was written is gone.");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(page)).toContain("agent_pidns = true");
    await page.keyboard.press("Tab");
    await expect
      .poll(() => strip.evaluate((element) => element.contains(document.activeElement)))
      .toBe(false);
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focused(page)).toContain("agent_pidns = true");
  });
});

test("by pointer the field under it is explained, and nothing is announced", async () => {
  await visit(async (_page, strip) => {
    await strip.getByText('container_id = "c1"').first().hover();
    await expect.poll(() => explained(strip)).toMatch(/^Bytes 0 to 3, field 1, /);
    expect(await strip.locator(".explained").getAttribute("aria-live")).toBe("off");
    await strip.locator(".explained").hover();
    await expect.poll(() => explained(strip)).toMatch(/^Bytes 0 to 3, field 1, /);
  });
});

test("printed, every outcome is told by a sign and a word, and every reading is on paper", async () => {
  await visit(async (page, strip) => {
    await page.emulateMedia({ media: "print" });
    const shown = await strip.locator(".read > em:not(.spoken)").allTextContents();
    expect(shown.map((word) => word.trim())).toEqual(["lost", "reinterpreted", "reinterpreted"]);
    expect(await strip.locator(".sign").allTextContents()).toEqual(["−", "✕", "✕"]);
    for (const reading of await strip.locator(".strip-field > p").all())
      expect(await reading.isVisible()).toBe(true);
    expect(await strip.locator(".keys").isVisible()).toBe(false);
  });
});

test("fits, nothing is cut off, and axe finds nothing, wide and narrow, light and dark", async () => {
  await visit(async (page) => {
    await lookAt(
      page,
      everyLook,
      async (_look, name, violated) => {
        for (const strip of await page.locator("figure.strip").all()) {
          const [needs, has] = await strip.evaluate((element) => [element.scrollWidth, element.clientWidth]);
          expect(needs, name).toBeLessThanOrEqual(has as number);
        }
        expect(await violated(), name).toEqual([]);
      },
      { within: "main" },
    );
  });
});

test("a shorter or longer explanation moves nothing below it", async () => {
  await visit(
    async (page) => {
      const strip = page.locator("figure.strip").first();
      const bottom = () => strip.evaluate((element) => element.getBoundingClientRect().bottom + scrollY);
      const before = await bottom();
      await strip.locator("[tabindex='0']").focus();
      for (const key of ["Home", "ArrowRight", "End"]) {
        await page.keyboard.press(key);
        expect(await bottom()).toBe(before);
      }
    },
    { viewport: { width: 1280, height: 900 } },
  );
});

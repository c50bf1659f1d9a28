// cspell:ignore Cimg Cscript Dalert Ealert
/** The window explorer of the policy page, used as readers use it. `npm run build` comes first. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  besidesRequests,
  excessWidth,
  lookAt,
  looks,
  type VisitOptions,
  visit as visitSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();

/** Opens the policy page with a query; `look` gets it when the explorer can be used, if it ever can. */
async function visit(
  query: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const troubles = await visitSite(
    site,
    `/policy/${query}`,
    async (page) => {
      if (options.javaScriptEnabled !== false) await page.locator(".window-controls:enabled").waitFor();
      await look(page);
    },
    options,
  );
  expect(besidesRequests(troubles)).toEqual([]);
}

const explorer = (page: Page) => page.getByRole("region", { name: "What a window means" });
const summary = (page: Page) => explorer(page).locator(".summary").textContent();
const yaml = (page: Page) => explorer(page).locator("pre").textContent();

/** The signs of the grid, a string for each server. */
const grid = (page: Page) =>
  explorer(page)
    .locator(".grid tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("td [aria-hidden]")].map((sign) => sign.textContent).join(""),
      ),
    );

/** The second row of the table: what release 2.0 introduces or deprecates. */
const delays = (page: Page) =>
  explorer(page).locator(".delays tbody tr").first().locator("td").allTextContents();

async function expectPolicy(page: Page): Promise<void> {
  await expect.poll(() => grid(page)).toEqual(["✓✓✓✓", "✓✓✓✓", "×✓✓✓", "××✓✓"]);
  expect(await summary(page)).toMatch(/^13 of 16 pairs are supported\. Release 4\.0 adds 5\. /);
  expect(await yaml(page)).toBe("window: { upgrade: unbounded, downgrade: 1 }");
}

test("without JavaScript it is the policy's table, and nothing can be set", async () => {
  await visit(
    "?upgrade=0&downgrade=0&releases=12",
    async (page) => {
      await expectPolicy(page);
      expect(await explorer(page).locator("fieldset").isVisible()).toBe(false);
      expect(await explorer(page).locator(".grid .spoken").last().textContent()).toBe("supported, added");
    },
    { javaScriptEnabled: false },
  );
});

test("the address says what is shown", async () => {
  await visit("?upgrade=0&downgrade=2&releases=5#the-window", async (page) => {
    expect(await grid(page)).toEqual(["✓××××", "✓✓×××", "✓✓✓××", "×✓✓✓×", "××✓✓✓"]);
    expect(await summary(page)).toBe(
      "12 of 25 pairs are supported. Release 5.0 adds 3. Upgrade the agent first, up to 2 releases at a time.",
    );
    expect(await delays(page)).toEqual(["4.0", "4.0", "4.0"]);
  });
});

test.each([
  "?upgrade=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&downgrade=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
  "?upgrade=-1&downgrade=1e9&releases=0",
  "?upgrade=%E0%A4%A&releases=__proto__",
])("a hostile address shows the policy: %s", async (query) => {
  await visit(query, async (page) => {
    await expectPolicy(page);
    expect(await explorer(page).locator("img, script").count()).toBe(0);
  });
});

test("the keyboard is enough, the address follows, and going back leaves the page", async () => {
  await visit("#what-another-window-means", async (page) => {
    const before = await page.evaluate(() => history.length);
    await page.getByLabel("Upgrade").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    expect(await page.evaluate(() => location.search)).toBe("?upgrade=0&downgrade=unbounded&releases=12");
    expect(await page.evaluate(() => location.hash)).toBe("#what-another-window-means");
    expect(await page.evaluate(() => history.length)).toBe(before);
    expect(await yaml(page)).toBe("window: { upgrade: 0, downgrade: unbounded }");
    expect(await delays(page)).toEqual([
      "never, ask first",
      "never, runtimes before 2.0 still call it",
      "never, runtimes before 2.0 still rely on it",
    ]);
    await page.reload();
    await expect.poll(() => summary(page)).toMatch(/^78 of 144 pairs/);
  });
});

test("a link to the page shows the policy again, a link inside it does not", async () => {
  await visit("", async (page) => {
    await page.getByLabel("Releases").selectOption("6");
    await page.locator(".table-of-contents").getByText("What a release is").click();
    await page.waitForURL("**/policy/?upgrade=unbounded&downgrade=1&releases=6#what-a-release-is");
    expect(await summary(page)).toMatch(/^26 of 36 pairs/);
    await page.locator(".navbar").getByText("Policy").click();
    await page.waitForURL("**/policy/");
    await expectPolicy(page);
  });
});

test("a change is announced in one line, and the tables keep silent", async () => {
  await visit("", async (page) => {
    const live = explorer(page).locator("[aria-live], [role=status], [role=alert], output");
    expect(await live.evaluateAll((all) => all.map((each) => each.className))).toEqual(["summary", "copied"]);
  });
});

test("the window can be copied", async () => {
  await visit(
    "?downgrade=2",
    async (page) => {
      await explorer(page).getByRole("button", { name: "Copy this window" }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        "window: { upgrade: unbounded, downgrade: 2 }",
      );
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  );
});

test("on paper there is the table and no control", async () => {
  await visit("", async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await explorer(page).locator("fieldset").isVisible()).toBe(false);
    expect(await explorer(page).locator(".grid").isVisible()).toBe(true);
  });
});

test.each(
  someOf(["?upgrade=unbounded&downgrade=unbounded&releases=12", "?upgrade=0&downgrade=0&releases=2"], 2),
)("%s fits and axe finds nothing, on a desktop and on a phone", async (query) => {
  await visit(query, async (page) => {
    await lookAt(
      page,
      [looks.lightAndWide, looks.darkAndNarrow],
      async (_look, name, violated) => {
        expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await violated(), name).toEqual([]);
      },
      { within: ".window-explorer" },
    );
  });
});

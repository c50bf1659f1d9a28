/** The tables of the libraries in a real Chromium: without JavaScript, narrow, and on paper. */
import { expect, test } from "vitest";
import { visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const address = "/libraries/";
const site = siteOfTests();

test("without JavaScript the tables show their answers, and what was printed", async () => {
  const troubles = await visit(
    site,
    address,
    async (page) => {
      const row = page.locator("#unknown-fields-round-trip");
      expect(await row.locator(".answers li").first().textContent()).toMatch(/^kept \d+ of \d+$/);
      expect(await row.locator(".answers li.lost").textContent()).toMatch(/dropped.*protobuf\.js/);
      const printed = row.getByText("writes 0a026331108004");
      expect(await printed.isVisible()).toBe(false);
      await row.getByText("What they printed").click();
      expect(await printed.isVisible()).toBe(true);
    },
    { javaScriptEnabled: false },
  );
  expect(troubles).toEqual([]);
});

test("every library has a sign with words, and its column a name", async () => {
  await visit(site, address, async (page) => {
    const table = page.locator(".libraries").first();
    const names = await table.locator("thead .library").allTextContents();
    const signs = table.locator("#unknown-fields-round-trip .sign");
    expect(await signs.count()).toBe(names.length);
    const [dropped] = names.flatMap((name, at) => (name === "protobuf.js" ? [at] : []));
    expect(
      await signs
        .nth(dropped ?? -1)
        .getByRole("img")
        .getAttribute("aria-label"),
    ).toBe("dropped");
  });
});

test.each([
  ["on a phone", { viewport: { width: 320, height: 700 } }, "screen"],
  ["on paper", { viewport: { width: 720, height: 900 } }, "print"],
] as const)("%s the answers name the libraries, and no column is cut off", async (_, options, media) => {
  await visit(
    site,
    address,
    async (page) => {
      await page.emulateMedia({ media });
      const row = page.locator("#unknown-fields-round-trip");
      await expect.poll(() => row.locator(".sign").first().isVisible()).toBe(false);
      expect(await row.locator(".answers").textContent()).toContain("protobuf.js");
      const sizes = await page
        .locator(".libraries-frame")
        .evaluateAll((frames) =>
          frames
            .filter((frame) => frame.scrollWidth > frame.clientWidth)
            .map(({ textContent }) => textContent),
        );
      expect(sizes).toEqual([]);
    },
    options,
  );
});

/** What readers set in their system: colors of their own, less motion, large type, no JavaScript. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { excessWidth, type VisitOptions, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();
const rule = "/rules/r1-field-numbers/";
const phone = { width: 390, height: 800 };

const look = (address: string, check: (page: Page) => Promise<void>, options?: VisitOptions) =>
  visit(site, address, check, options);

describe("colors of the reader's own", () => {
  const forced: VisitOptions = { forcedColors: "active", colorScheme: "dark" };

  test("a changed line, a chosen answer and the current page are marked by more than a background", async () => {
    const style = (page: Page, selector: string, property: "borderLeftWidth" | "outlineStyle") =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element)[name], property);
    await look(
      rule,
      async (page) => {
        expect(await style(page, ".example .line.changed", "borderLeftWidth")).toBe("4px");
        expect(await style(page, ".example .line:not(.changed)", "borderLeftWidth")).toBe("0px");
        const current = page.locator(".theme-doc-sidebar-menu .menu__link--active").last();
        expect(await current.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe("underline");
      },
      forced,
    );
    await look(
      "/checklist/",
      async (page) => {
        await page.locator(".answering input[type=radio]").first().check({ force: true });
        expect(await style(page, ".answering label:has(:checked)", "outlineStyle")).toBe("solid");
        expect(await style(page, ".answering label:not(:has(:checked))", "outlineStyle")).toBe("none");
      },
      forced,
    );
  });
});

test.each(["no-preference", "reduce"] as const)("motion: %s", async (reducedMotion) => {
  await look(
    rule,
    async (page) => {
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")].filter((each) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
            const isSlow = transitionDuration.split(",").some((text) => Number.parseFloat(text) > 0);
            return isSlow || animationName !== "none" || scrollBehavior === "smooth";
          }).length,
      );
      // Something moves for those who do not mind: else this would look at nothing.
      if (reducedMotion === "reduce") expect(moving).toBe(0);
      else expect(moving).toBeGreaterThan(0);
    },
    { reducedMotion },
  );
});

/** A desktop's window of 1280 by 1024 pixels, zoomed. */
describe.each([
  ["200 %", { width: 640, height: 512 }],
  ["400 %", { width: 320, height: 256 }],
])("zoomed to %s", (_zoom, viewport) => {
  test.each(someOf([rule, "/checklist/", "/policy/", "/try/", "/libraries/"], 3))(
    "%s fits, and what stays in place leaves room for the text",
    async (address) => {
      await look(
        address,
        async (page) => {
          await page.mouse.wheel(0, 2000);
          expect(await excessWidth(page)).toBeLessThanOrEqual(0);
          const covered = await page.evaluate(() => {
            const isInPlace = (element: Element) => {
              const { position } = getComputedStyle(element);
              const { width, bottom } = element.getBoundingClientRect();
              const isThere = element.checkVisibility({ visibilityProperty: true }) && width > innerWidth / 2;
              return /sticky|fixed/.test(position) && isThere && bottom > 0 && bottom <= innerHeight / 2;
            };
            const bottoms = [...document.querySelectorAll("body *")]
              .filter(isInPlace)
              .map((element) => element.getBoundingClientRect())
              .filter(({ top }) => top < 150)
              .map(({ bottom }) => bottom);
            return Math.max(0, ...bottoms) / innerHeight;
          });
          expect(covered).toBeLessThan(0.3);
        },
        { viewport },
      );
    },
  );
});

describe("without JavaScript on a phone", () => {
  const plain: VisitOptions = { javaScriptEnabled: false, viewport: phone };

  test("the menu is there as links, and leads on", async () => {
    await look(
      rule,
      async (page) => {
        for (const name of ["Start here", "Changes", "Rules", "Review", "Policy", "Libraries", "Command"])
          expect(
            await page.locator("nav.navbar").getByRole("link", { name, exact: true }).isVisible(),
            name,
          ).toBe(true);
        const sidebar = page.locator(".theme-doc-sidebar-menu");
        const place = await sidebar.getByRole("link", { name: /^R2 / }).boundingBox();
        const text = await page.locator("main").boundingBox();
        expect(place && text && place.y >= text.y + text.height).toBe(true);
        await page.locator("nav.navbar").getByRole("link", { name: "Policy", exact: true }).click();
        await page.waitForURL(`${site.origin}/policy/`);
      },
      plain,
    );
  });

  test.each([
    rule,
    "/start/",
    "/policy/",
    "/changes/",
    "/changes/add-a-field/",
    "/checklist/",
    "/libraries/",
  ])("%s fits, and has no control that does nothing", async (address) => {
    await look(
      address,
      async (page) => {
        expect(await excessWidth(page)).toBeLessThanOrEqual(0);
        const controls = page.locator(":is(button, select, input, textarea)").filter({ visible: true });
        expect(await controls.evaluateAll((all) => all.map((each) => each.outerHTML.slice(0, 80)))).toEqual(
          [],
        );
      },
      plain,
    );
  });

  test("what is folded opens", async () => {
    await look(
      "/libraries/",
      async (page) => {
        const folded = page.locator("main details").first();
        await folded.locator("summary").click();
        expect(await folded.locator("dd").first().isVisible()).toBe(true);
      },
      plain,
    );
  });
});

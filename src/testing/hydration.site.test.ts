/** How a page answers that has not loaded its program yet. `npm run build` comes first. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { besidesRequests, hydrate, read } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();

/** A new file, as a diff has it. */
const change = "--- /dev/null\n+++ b/a.proto\n@@ -0,0 +1 @@\n+message M {}\n";

const isHydrated = (page: Page) =>
  page.evaluate(() => document.documentElement.dataset.hasHydrated === "true");

/** Whoever only scrolls, and points at text, needs no program. */
async function readOn(page: Page): Promise<void> {
  await page.mouse.move(600, 300);
  await page.mouse.wheel(0, 4000);
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await page.waitForLoadState("networkidle");
}

test("a page that is read loads no script, and marks the section that is read", async () => {
  const troubles = await read(site, "/rules/r1-field-numbers/", async (page) => {
    const scripts: string[] = [];
    page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
    await page.reload();
    await readOn(page);
    expect(scripts).toEqual([]);
    expect(await isHydrated(page)).toBe(false);
    const marked = page.locator(".theme-doc-toc-desktop .table-of-contents__link--active");
    await page.getByRole("heading", { name: "Exceptions" }).evaluate((heading) => heading.scrollIntoView());
    await expect.poll(() => marked.allTextContents()).toEqual(["Exceptions"]);
  });
  expect(troubles).toEqual([]);
});

const acts: [
  what: string,
  address: string,
  act: (page: Page) => Promise<void>,
  outcome: (page: Page) => Promise<unknown>,
][] = [
  [
    "a button that is pressed",
    "/rules/r1-field-numbers/",
    (page) => page.getByRole("button", { name: "Run" }).first().click(),
    (page) => page.getByText("same output as recorded").first().waitFor(),
  ],
  [
    "a choice",
    "/policy/",
    async (page) => void (await page.getByLabel("Upgrade").selectOption("2")),
    (page) => page.waitForURL(/upgrade=2/),
  ],
  [
    "text",
    "/changes/",
    (page) => page.getByLabel("Find a change").fill("oneof"),
    (page) =>
      page
        .getByRole("status")
        .filter({ hasText: /^\d changes$/ })
        .waitFor(),
  ],
  [
    "a box",
    "/checklist/",
    (page) => page.getByRole("checkbox").first().click(),
    (page) => page.getByRole("checkbox", { checked: true }).first().waitFor(),
  ],
  [
    "a diff that is pasted",
    "/try/",
    (page) => page.getByLabel("Unified diff").fill(change),
    (page) => page.getByText("The diff has all of it").waitFor(),
  ],
  [
    "a diff that is dropped",
    "/try/",
    (page) =>
      page.getByLabel("Unified diff").evaluate((box, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "change.diff"));
        const isTaken = ["dragover", "drop"].map(
          (type) =>
            !box.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })),
        );
        if (!isTaken.every(Boolean)) throw new Error("The browser would leave the page for the file.");
      }, change),
    (page) => page.getByText("The diff has all of it").waitFor(),
  ],
  [
    "the key of the search",
    "/start/",
    async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("repeats");
      await page.keyboard.press("Backspace");
      await page.keyboard.type("ed");
    },
    (page) => expect.poll(() => page.getByRole("dialog").getByRole("combobox").inputValue()).toBe("repeated"),
  ],
  [
    "a field that the keyboard reaches",
    "/rules/r1-field-numbers/",
    (page) => page.keyboard.press("Tab"),
    (page) => page.locator(".strip [tabindex='0']").first().waitFor({ state: "attached" }),
  ],
  [
    "a field that the pointer reaches",
    "/rules/r1-field-numbers/",
    async (page) => {
      await page.locator(".strip-field").last().hover();
      await page
        .locator(".strip-field")
        .last()
        .hover({ position: { x: 3, y: 3 } });
    },
    (page) => page.locator("html[data-has-hydrated=true]").waitFor(),
  ],
];

test.each(someOf(acts, 3))(
  "%s is answered as soon as the program is there, and not lost",
  async (_, address, act, outcome) => {
    const troubles = await read(site, address, async (page) => {
      expect(await isHydrated(page)).toBe(false);
      await act(page);
      await outcome(page);
    });
    expect(besidesRequests(troubles)).toEqual([]);
  },
);

test("a program that cannot be loaded is said, and the next press tries again", async () => {
  const troubles = await read(site, "/rules/r1-field-numbers/", async (page) => {
    await page.route("**/assets/js/main*", (route) => route.abort());
    const run = page.getByRole("button", { name: "Run" }).first();
    await run.click();
    await page.getByRole("alert").filter({ hasText: "Check the connection, and try again." }).waitFor();
    await page.unrouteAll();
    await run.click();
    await page.getByText("same output as recorded").first().waitFor();
  });
  expect(besidesRequests(troubles)).toEqual([]);
});

test("a part that the program cannot load is said as well, and the next press loads the page anew", async () => {
  const troubles = await read(site, "/rules/r1-field-numbers/", async (page) => {
    const parts = /\/assets\/js\/(?!main|runtime)/;
    await page.route(parts, (route) => route.abort());
    const run = page.getByRole("button", { name: "Run" }).first();
    await run.click();
    await page.getByRole("alert").filter({ hasText: "Check the connection, and try again." }).waitFor();
    await page.unrouteAll();
    await Promise.all([page.waitForEvent("load"), run.click()]);
    await run.click();
    await page.getByText("same output as recorded").first().waitFor();
  });
  expect(
    troubles.filter((trouble) => !/ChunkLoadError|Loading chunk|^failed|Failed to load/.test(trouble)),
  ).toEqual([]);
});

test("whoever only points at controls is told nothing of a failure, and does not try again", async () => {
  await read(site, "/rules/r1-field-numbers/", async (page) => {
    const tries: string[] = [];
    await page.route("**/assets/js/main*", (route) => {
      tries.push(route.request().url());
      return route.abort();
    });
    const run = page.getByRole("button", { name: "Run" }).first();
    for (let at = 1; at <= 6; at += 1) {
      await run.hover({ position: { x: 2 * at, y: 5 } });
      await page.waitForTimeout(100);
    }
    expect(tries).toHaveLength(1);
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

test("what was unfolded before stays so, until it is folded", async () => {
  const troubles = await read(site, "/types/", async (page) => {
    const summary = page.getByText("The pairs that are not unsafe in ProtoJSON");
    await summary.click();
    const pairs = page.locator("details", { has: summary }).locator(".scroll");
    await pairs.waitFor();
    await hydrate(page);
    expect(await pairs.isVisible()).toBe(true);
    await summary.click();
    await pairs.waitFor({ state: "hidden" });
  });
  expect(troubles).toEqual([]);
});

test.each([
  ["an address that carries something", "/policy/?upgrade=2&downgrade=0&releases=4", "steps-window", ""],
  [
    "what this browser keeps for the page",
    "/changes/remove-a-field/",
    "steps-window",
    "?upgrade=1&downgrade=1",
  ],
])("%s is shown at once", async (_, address, name, kept) => {
  await read(site, address, async (page) => {
    if (kept)
      await page.evaluate(
        ([key, value]) => localStorage.setItem(key as string, value as string),
        [name, kept],
      );
    await page.reload();
    await page.locator("html[data-has-hydrated=true]").waitFor();
  });
});

test("code is a stop of the Tab key only where it scrolls, and then has a name", async () => {
  for (const width of [320, 1280]) {
    await read(
      site,
      "/rules/r1-field-numbers/",
      async (page) => {
        const frames = page.locator("main pre");
        await page.locator("main pre[tabindex]").first().waitFor();
        const each = await frames.evaluateAll((all) =>
          all.map((frame) => {
            frame.scrollIntoView();
            return frame.getBoundingClientRect().width;
          }),
        );
        expect(each.length).toBeGreaterThan(5);
        await expect
          .poll(() =>
            frames.evaluateAll((all) =>
              all
                .filter(
                  (frame) =>
                    frame.scrollWidth > frame.clientWidth + 1 !== (frame as HTMLElement).tabIndex >= 0,
                )
                .map((frame) => frame.textContent?.slice(0, 40)),
            ),
          )
          .toEqual([]);
        const unnamed = page.locator("main pre[tabindex]:not([aria-label])");
        expect(await unnamed.count()).toBe(0);
      },
      { viewport: { width, height: 800 } },
    );
  }
});

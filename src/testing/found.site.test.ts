// cspell:ignore compatability glosary xyzzy
/** How things are found on the built site: by search, in the lists for programs, as Markdown, and behind a wrong address. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "@grpc-evolution/engine/rules/index.js";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { SearchPage } from "../content/search.js";
import { makeFind } from "../search/finder.js";
import {
  build,
  collisions,
  everyLook,
  excessWidth,
  hydrate,
  linkTo,
  lookAt,
  looks,
  visit,
  withinSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const read = (file: string) => readFileSync(path.join(build, file), "utf8");
const pages: SearchPage[] = JSON.parse(read("search.json"));
const find = makeFind(pages);
const parts = pages.flatMap((page) => page.parts.map((part) => ({ ...part, path: page.path })));

const site = siteOfTests();

describe("the index", () => {
  test("has every page, in the order of reading", () => {
    const mapped = [...read("sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) =>
      withinSite(match[1] as string),
    );
    const paths = pages.map((page) => page.path);
    expect([...paths].sort()).toEqual(mapped.sort());
    expect(paths.indexOf("/start/")).toBe(0);
    expect(paths.indexOf("/glossary/")).toBeGreaterThan(paths.indexOf("/rules/r1-field-numbers/"));
  });

  test("leads to anchors that its pages have", () => {
    const missing = parts.filter(
      ({ path: page, anchor }) =>
        anchor && !new RegExp(`id="?${anchor}["\\s>]`).test(read(`${page}index.html`)),
    );
    expect(missing).toEqual([]);
    expect(parts.length).toBeGreaterThan(500);
  });

  test("finds every rule, check, checklist item and term by its name", () => {
    for (const rule of rules) {
      expect(find(rule.id)[0]).toMatchObject({ kind: "page", name: `${rule.id} ${rule.title}` });
      for (const { id } of rule.checks) expect(find(id)[0]).toMatchObject({ kind: "check", name: id });
      for (const { id } of rule.review) expect(find(id)[0]).toMatchObject({ kind: "item", name: id });
    }
    const terms = parts.filter(({ kind }) => kind === "term");
    expect(terms.length).toBeGreaterThan(90);
    for (const { name } of terms) expect(find(name)[0]?.name.toLowerCase()).toBe(name.toLowerCase());
  });

  test("finds every change of the catalogue by its title", () => {
    const changes = pages.filter((page) => /^\/changes\/./.test(page.path));
    for (const { title, path: address } of changes)
      expect(find(`I want to ${title}`)[0]?.address).toBe(address);
  });

  test.each([
    ["reuse a number", "/changes/use-a-number-again/"],
    ["--no-history", "/tool/commands/#check"],
    ["sarif", "/tool/output-formats/#sarif"],
    ["glosary", "/glossary/"],
    ["compatability analysis", "/review/analysis/"],
    ["github actions", "/tool/ci/#github-actions"],
  ])("for %s the first result is %s", (query, address) => {
    expect(find(query)[0]?.address).toBe(address);
  });

  /** What people type who have none of the words of this site. */
  test.each([
    ["mask", "/changes/rename-a-field/"],
    ["field mask", "/changes/rename-a-field/"],
    ["reject", "/changes/change-validation/"],
    ["reject values", "/changes/change-validation/"],
    ["maximum", "/changes/change-validation/"],
    ["tighten validation", "/changes/change-validation/"],
    ["enable", "/changes/turn-a-feature-on/"],
    ["turn on", "/changes/turn-a-feature-on/"],
    ["default true", "/changes/turn-a-feature-on/"],
    ["flag", "/changes/turn-a-feature-on/"],
    ["replace request", "/changes/swap-a-request/"],
    ["richer", "/changes/swap-a-request/"],
    ["already published", "/policy/releases-and-semver/"],
    ["yank", "/policy/releases-and-semver/"],
    ["usage", "/changes/deprecate-something/"],
    ["nobody calls", "/changes/deprecate-something/"],
    ["bool", "/changes/turn-a-feature-on/"],
    ["feature", "/changes/turn-a-feature-on/"],
    ["string to list", "/changes/make-a-field-repeated/"],
    ["rename logs", "/changes/rename-a-field/"],
    ["log as json", "/changes/rename-a-field/"],
    ["UseProtoNames", "/changes/rename-a-field/"],
    ["preserving_proto_field_name", "/changes/rename-a-field/"],
    ["useProtoFieldName", "/changes/rename-a-field/"],
    ["stricter check", "/changes/change-validation/"],
    // Words that somebody has after an incident.
    ["retry", "/beyond/errors/"],
    ["UNAVAILABLE", "/beyond/errors/"],
    ["page token", "/beyond/behavior/"],
    ["message too large", "/beyond/metadata/"],
    ["4 MiB", "/beyond/metadata/"],
    ["ALPN", "/beyond/metadata/"],
    ["JSON enum", "/changes/add-an-enum-value/"],
    ["ENHANCE_YOUR_CALM", "/beyond/metadata/"],
    ["read-modify-write", "/beyond/v1-beside-v2/"],
    ["SIGTERM", "/beyond/streams/"],
    ["gateway drops header", "/beyond/metadata/"],
    ["rename package", "/changes/rename-a-package/"],
    ["kafka", "/beyond/many-readers/"],
    ["feature flag", "/beyond/before-stable/"],
    ["drop support of a release", "/policy/#end-the-support-of-a-release"],
    ["drop a release from support", "/policy/#end-the-support-of-a-release"],
    ["end of support", "/policy/#end-the-support-of-a-release"],
    ["narrow the window", "/policy/#end-the-support-of-a-release"],
    ["downgrade test", "/policy/matrix/#a-pair-with-state"],
    ["which versions to support", "/policy/"],
    ["supported versions", "/policy/"],
    ["compatibility policy", "/policy/"],
    ["version skew", "/policy/"],
    ["skip a release", "/policy/"],
    ["backward compatibility", "/policy/"],
    ["test matrix", "/policy/matrix/"],
    ["which pairs to test", "/policy/matrix/"],
    ["breaking change", "/changes/"],
    ["new required field", "/beyond/validation/#is-required-on-a-new-field-safe"],
    ["mandatory", "/changes/make-a-field-required/"],
  ])(
    "for %s one of the first three results is %s, and no row of a table comes before it",
    (query, address) => {
      const first = find(query).slice(0, 3);
      const place = first.findIndex((result) => result.address === address);
      expect(place).not.toBe(-1);
      expect(first.slice(0, place).map(({ kind }) => kind)).not.toContain("row");
    },
  );
});

const dialog = (page: Page) => page.locator("dialog.search");
const field = (page: Page) => dialog(page).getByRole("combobox");
const options = (page: Page) => dialog(page).getByRole("option");

describe("the search", () => {
  test("opens with its keys, is walked with arrows, opens a result with Enter, and loads nothing before", async () => {
    const loaded: string[] = [];
    const troubles = await visit(
      site,
      "/start/",
      async (page) => {
        page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
        await page.waitForLoadState("networkidle");
        const atFirst = await page.evaluate(() =>
          performance.getEntriesByType("resource").map(({ name }) => name),
        );
        expect(atFirst.filter((name) => name.includes("search.json"))).toEqual([]);
        loaded.length = 0;

        await page.keyboard.press("/");
        await field(page).waitFor();
        await expect.poll(() => loaded).toContain(linkTo("/search.json"));
        await page.keyboard.type("reserved");
        await expect.poll(() => options(page).count()).toBeGreaterThan(3);
        expect(await dialog(page).getByRole("status").textContent()).toMatch(/^\d+ results$/);
        const chosen = () => dialog(page).locator('[aria-selected="true"]').getAttribute("href");
        const [first, second] = await Promise.all([chosen(), options(page).nth(1).getAttribute("href")]);
        await page.keyboard.press("ArrowDown");
        expect(await chosen()).toBe(second);
        const active = await field(page).getAttribute("aria-activedescendant");
        expect(await options(page).nth(1).getAttribute("id")).toBe(active);
        await page.keyboard.press("ArrowUp");
        expect(await chosen()).toBe(first);
        await page.keyboard.press("ArrowUp");
        expect(await chosen()).toBe(await options(page).last().getAttribute("href"));

        await field(page).fill("R1/number-reused");
        await expect.poll(chosen).toBe(linkTo("/rules/r1-field-numbers/#r1-number-reused"));
        await page.keyboard.press("Enter");
        await page.waitForURL(`${site.origin}/rules/r1-field-numbers/#r1-number-reused`);
        await expect.poll(() => dialog(page).count()).toBe(0);
        const row = page.locator("#r1-number-reused");
        await expect.poll(() => row.evaluate((each) => each.getBoundingClientRect().top)).toBeLessThan(800);
      },
      { anew: true },
    );
    expect(troubles).toEqual([]);
  });

  test("Escape closes it, and the focus is where it was", async () => {
    await visit(site, "/start/", async (page) => {
      const button = page.getByRole("button", { name: "Search", exact: true });
      await button.click();
      await field(page).waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => dialog(page).count()).toBe(0);
      expect(await button.evaluate((each) => each === document.activeElement)).toBe(true);

      const link = page.locator("main .markdown p a").first();
      await link.focus();
      await page.keyboard.press("Control+k");
      await field(page).fill("R2");
      await options(page).first().waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => dialog(page).count()).toBe(0);
      expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
    });
  });

  test("opens again by a key that is pressed as it closes", async () => {
    await visit(site, "/start/", async (page) => {
      await page.keyboard.press("/");
      await field(page).fill("R2");
      await dialog(page).evaluate((opened) => {
        (opened as HTMLDialogElement).close();
        // What has the focus until the page is drawn again.
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
      });
      await field(page).fill("GL3");
      await options(page).first().waitFor();
      expect(await dialog(page).count()).toBe(1);
    });
  });

  test("has the focus at once, so that nothing is lost of what is typed on", async () => {
    await visit(site, "/start/", async (page) => {
      const focused = await page.evaluate(() => {
        window.dispatchEvent(new CustomEvent("open-search", { detail: "R2" }));
        const { activeElement: field } = document;
        return field instanceof HTMLInputElement && [field.value, field.selectionStart];
      });
      expect(focused).toEqual(["R2", 2]);
    });
  });

  test("a slash that is typed into a field is a slash", async () => {
    await visit(site, "/start/", async (page) => {
      await page.evaluate(() =>
        document.querySelector("main")?.insertAdjacentHTML("beforeend", "<textarea></textarea>"),
      );
      await page.locator("main textarea").press("/");
      expect(await page.locator("main textarea").inputValue()).toBe("/");
      expect(await dialog(page).count()).toBe(0);
    });
  });

  test("says when nothing fits, and when the index cannot be loaded", async () => {
    await visit(
      site,
      "/start/",
      async (page) => {
        await page.route("**/search.json", (route) => route.abort());
        // A page that is there already may ask past what is put in its way.
        await page.reload();
        await hydrate(page);
        await page.keyboard.press("/");
        await expect
          .poll(() => dialog(page).getByRole("status").textContent())
          .toMatch(/could not be loaded/);
        await page.keyboard.press("Escape");
        await page.unroute("**/search.json");
        await page.keyboard.press("/");
        await field(page).fill("xyzzy");
        await expect.poll(() => dialog(page).getByRole("status").textContent()).toBe("Nothing fits “xyzzy”.");
        expect(await dialog(page).locator(".search-else a").count()).toBe(3);
      },
      { anew: true },
    );
  });

  test("goes on without a network once it was open", async () => {
    await visit(
      site,
      "/start/",
      async (page) => {
        await page.keyboard.press("/");
        await field(page).fill("R1");
        await options(page).first().waitFor();
        await page.keyboard.press("Escape");
        await page.context().setOffline(true);
        await page.keyboard.press("/");
        await field(page).fill("GL3");
        await options(page).first().waitFor();
      },
      { anew: true },
    );
  });

  test("fits on every screen, and axe finds nothing", async () => {
    await visit(site, "/start/", async (page) => {
      await page.keyboard.press("/");
      await field(page).fill("number");
      await options(page).first().waitFor();
      await lookAt(
        page,
        everyLook,
        async ({ viewport }, name, violated) => {
          expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
          expect(await violated(), name).toEqual([]);
          const box = await dialog(page).boundingBox();
          expect(box && box.x >= 0 && box.x + box.width <= viewport.width, name).toBe(true);
          expect(box && box.y >= 0 && box.y + box.height <= viewport.height, name).toBe(true);
        },
        { within: "dialog.search" },
      );
    });
  });

  test("has no button without JavaScript", async () => {
    await visit(
      site,
      "/start/",
      async (page) => expect(await page.locator(".search-open").isVisible()).toBe(false),
      {
        javaScriptEnabled: false,
      },
    );
  });
});

describe("a page as Markdown", () => {
  const texts = pages.map((page) => ({ path: page.path, text: read(`${page.path}index.md`) }));

  test.each(texts)("$path has one, without elements of its source", ({ path: address, text }) => {
    expect(text).toMatch(/^# \S/);
    expect(text.length).toBeGreaterThan(150);
    const prose = text.replace(/^( *)(```|~~~~*)[\s\S]*?^\1\2/gm, "").replace(/`[^`\n]*`/g, "");
    expect(prose.match(/(?<!\\)<\/?[A-Za-z][^>]*>/g) ?? [], address).toEqual([]);
    expect(prose).not.toMatch(/\]\((?!https?:)/);
    expect(prose).not.toMatch(/^(import|export) /m);
  });

  /** The home page and the workbench are no texts to take along. */
  const isText = ({ path: address }: { path: string }) => address !== "/" && address !== "/try/";

  test.each(texts.filter(isText))("$path links its own", ({ path: address }) => {
    const html = read(`${address}index.html`);
    expect(html).toMatch(/class="?page-markdown/);
    expect(html).toContain(`href=${linkTo(address)}index.md`);
  });

  test("has what components made of their data", () => {
    for (const rule of rules) {
      const text = texts.find(({ path: address }) => address.endsWith(`/${rule.slug}/`))?.text ?? "";
      for (const { id } of rule.checks) expect(text).toContain(`| \`${id}\` |`);
      for (const { id } of rule.review) expect(text).toContain(id);
      expect(text).toMatch(/```protobuf\n/);
      expect(text).toMatch(/```typescript\n/);
      expect(text).toMatch(/printed by `npm run example -- /);
    }
  });

  test("is copied by a button and linked for programs and without JavaScript", async () => {
    const file = "/rules/r1-field-numbers/index.md";
    const permissions = ["clipboard-read", "clipboard-write"];
    await visit(
      site,
      "/rules/r1-field-numbers/",
      async (page) => {
        await page.getByRole("button", { name: "Copy this page" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(read(file));
        expect(await page.locator('link[type="text/markdown"]').getAttribute("href")).toBe(linkTo(file));
      },
      { permissions },
    );
    await visit(
      site,
      "/rules/r1-field-numbers/",
      async (page) => {
        expect(await page.locator(".page-markdown a").getAttribute("href")).toBe(linkTo(file));
        expect(await page.locator(".page-markdown button").isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe("the lists for programs", () => {
  test("llms.txt links every page's Markdown, in the order of reading", () => {
    const linked = [...read("llms.txt").matchAll(/^- \[[^\]]+\]\((\S+)\): \S/gm)].map((match) =>
      withinSite(match[1] as string),
    );
    expect(linked).toEqual(pages.map((page) => `${page.path}index.md`));
    expect(linked[0]).toBe("/start/index.md");
  });

  test("llms-full.txt has every page's Markdown, in the same order", () => {
    const whole = read("llms-full.txt");
    const places = pages.map((page) => whole.indexOf(read(`${page.path}index.md`)));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});

describe("an address without a page", () => {
  test("offers to search for its words, and leads to the main pages", async () => {
    const troubles = await visit(site, "/rules/number-reused-again/", async (page) => {
      await page.getByRole("button", { name: "Search for “number reused again”" }).click();
      await options(page).first().waitFor();
      await page.keyboard.press("Escape");
      expect(await page.locator(`main a[href="${linkTo("/rules/")}"]`).count()).toBeGreaterThan(0);
      await lookAt(page, [looks.lightAndWide, looks.darkAndNarrow], async (_look, name, violated) => {
        expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
        expect(await collisions(page), name).toEqual([]);
        expect(await violated(), name).toEqual([]);
      });
    });
    // Its own status is the one that says so.
    expect(troubles.filter((trouble) => !/404/.test(trouble))).toEqual([]);
  });
});

describe("places of a page", () => {
  test("a checklist item has a link that can be copied", async () => {
    await visit(
      site,
      "/rules/r1-field-numbers/",
      async (page) => {
        await page.getByRole("button", { name: "Copy link to R1-2" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        const address = await page.evaluate(() => navigator.clipboard.readText());
        expect(address).toBe(`${site.origin}/rules/r1-field-numbers/#r1-2`);
        expect(await page.locator("#r1-2").count()).toBe(1);
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });

  test("the sidebar scrolls to where one is, and the page stays where it begins", async () => {
    await visit(site, "/glossary/", async (page) => {
      const current = page.locator('.theme-doc-sidebar-menu [aria-current="page"]');
      const isSeen = () =>
        current.evaluate((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
      await expect.poll(isSeen).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(0);
    });
  });
});

/** Visits every page of the built site in a real Chromium. `npm run build:for-tests` comes first. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { root } from "../root.js";
import {
  addStyle,
  base,
  build,
  type Check,
  collisions,
  cutWithoutCue,
  excessWidth,
  fourWidths,
  type Look,
  lookAt,
  looks,
  nothingSeen,
  pagePaths,
  shorten,
  violations,
  visit,
  withinSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough, someOf } from "./thorough.js";

const paths = pagePaths();

const site = siteOfTests();

/** Pages below the same folder are made of the same parts. */
const kindOf = (address: string) => address.split("/")[1];
const firstOfKind = new Set(
  new Map(paths.toReversed().map((address) => [kindOf(address), address])).values(),
);

/** Their tables take longest, and their rows differ in their data. */
const isVast = (address: string) => ["/libraries/", "/types/"].includes(address);

const looked = [
  ...firstOfKind,
  ...someOf(
    paths.filter((address) => !firstOfKind.has(address)),
    24,
  ),
];

/**
 * Every other page is light on a desktop, the others are dark there. One of each kind is looked at in all widths, or in two of
 * which the next one has the others; the rest in the widest and the narrowest: they differ in their texts.
 */
const visits = looked.map((address, index) => {
  const all = index % 2 === 0 ? fourWidths.lightFirst : fourWidths.darkFirst;
  const [desktop, tablet, phone, smallPhone] = all;
  const isFirst = firstOfKind.has(address);
  const two = isFirst && index % 2 === 1 ? [tablet, phone] : [desktop, smallPhone];
  const [first, ...others] = isFirst && isThorough ? all : two;
  return { address, first: first as Look, others: others as Look[] };
});

describe.concurrent("every page loads, fits, and axe finds nothing, wide and narrow, light or dark, and one of each kind in four widths", () => {
  test.each(visits)("$address", async ({ address, first, others }) => {
    const look = async (page: Page) => {
      await page.evaluate(() => document.fonts.ready);
      if (isVast(address) && !isThorough) await shorten(page, "main table");
      // What stands above the end of the window hides a part of whatever is below it at the moment.
      await addStyle(page, ".dock { position: static !important }");
      expect(await page.getAttribute("html", "data-theme")).toBe(first.colorScheme);
      expect(await page.title()).toMatch(/Evolving gRPC APIs/);
      const check: Check = async (_, name, violated) => {
        expect(await violated(), name).toEqual([]);
        expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await collisions(page), `${name}: buttons cover something`).toEqual([]);
        expect(await cutWithoutCue(page), `${name}: something is cut without a sign`).toEqual([]);
      };
      await lookAt(page, [first, ...others], check);
      // What a page asks for late may fail, too.
      await page.waitForLoadState("networkidle");
    };
    expect(await visit(site, address, look, { ...first })).toEqual([]);
  });
});

test("the sitemap lists every rule, and the home page", () => {
  for (const rule of rules) expect(paths).toContain(`/${pagePath(rule)}/`);
  expect(paths).toContain("/");
});

const shortAddresses = [
  ["/review/checklist", "/checklist/"],
  ...rules.map((rule) => [`/${rule.id.toLowerCase()}`, `/${pagePath(rule)}/`]),
];

test.each(someOf(shortAddresses, 5))("the short address %s leads to %s", async (from, to) => {
  const troubles = await visit(site, `${from}#r1-1`, async (page) => {
    await page.waitForURL(`${site.origin}${to}#r1-1`);
    expect(await page.locator("h1").count()).toBe(1);
  });
  // Leaving the short address ends its own request; nothing else may fail.
  expect(troubles.filter((trouble) => trouble !== `failed: ${site.origin}${from}`)).toEqual([]);
});

test.each(["/policy", "/review"])("%s is a page itself", async (address) => {
  expect(
    await visit(site, address, async (page) => expect(await page.locator("h1").count()).toBe(1)),
  ).toEqual([]);
});

test("the visit notices what it looks for", async () => {
  const troubles = await visit(site, "/start/", async (page) => {
    await page.evaluate(() => {
      console.error("on purpose");
      document
        .querySelector("main")
        ?.insertAdjacentHTML("beforeend", `<img src="/missing.png"><img src="http://127.0.0.1:9/">`);
      document.body.insertAdjacentHTML("beforeend", `<p style="width: 3000px">wide</p>`);
    });
    await page.waitForLoadState("networkidle");
    expect((await violations(page)).join()).toContain("image-alt");
    await lookAt(page, [looks.lightAndWide, looks.darkAndNarrow], async ({ viewport }) => {
      expect(await excessWidth(page)).toBeGreaterThanOrEqual(3000 - viewport.width);
    });
    await page.evaluate(() => {
      document
        .querySelector("main p")
        ?.insertAdjacentHTML(
          "afterend",
          `<div class="frame" style="overflow: hidden"><p style="width: 3000px; color: #222">dark</p></div>`,
        );
    });
    expect(await cutWithoutCue(page)).toEqual(["DIV.frame: dark"]);
    const dark = { ...looks.darkAndWide, viewport: { width: 1000, height: 900 } };
    const ways = [looks.lightAndWide, looks.darkAndWide, dark];
    const seen = nothingSeen();
    const found: string[] = [];
    const check: Check = async (_look, _name, violated) => {
      found.push((await violated()).join());
    };
    await lookAt(page, ways, check, { seen });
    // The picture, and what is as dark as it was light; what was found once is found again.
    expect(found).toEqual([
      expect.stringMatching(/image-alt/),
      expect.stringMatching(/color-contrast/),
      expect.stringMatching(/color-contrast/),
    ]);
    expect(seen.light.size).toBeGreaterThan(20);
    expect(seen.dark.size).toBe(0);
  });
  expect(troubles.join("\n")).toMatch(/console: on purpose/);
  expect(troubles.join("\n")).toMatch(/404: .*missing\.png/);
  expect(troubles.join("\n")).toMatch(/foreign: http:\/\/127\.0\.0\.1:9\//);
});

test("a window that is used again has nothing that a page stored, while it was there or when it was left", async () => {
  const used: Page[] = [];
  await visit(site, "/start/", async (page) => {
    used.push(page);
    await page.evaluate(() => {
      localStorage.setItem("kept", "there");
      addEventListener("pagehide", () => sessionStorage.setItem("kept", "left"));
    });
  });
  await visit(site, "/start/", async (page) => {
    expect(used).toEqual([page]);
    const kept = () => [localStorage, sessionStorage].map((storage) => storage.getItem("kept"));
    expect(await page.evaluate(kept)).toEqual([null, null]);
  });
});

test("without JavaScript a page shows schemas, program and recorded output", async () => {
  const output = readFileSync(
    path.join(root, "docs/rules/r1-field-numbers/examples/reuse/output.txt"),
    "utf8",
  );
  await visit(
    site,
    "/rules/r1-field-numbers/",
    async (page) => {
      const example = page.locator(".example").first();
      expect(await example.locator("samp").textContent()).toBe(output);
      expect(await example.locator(".schema.old").isVisible()).toBe(true);
      expect(await example.locator(".schema.new").isVisible()).toBe(true);
    },
    { javaScriptEnabled: false },
  );
});

test("the JSON Schema of the configuration is published", () => {
  const schema = JSON.parse(readFileSync(path.join(build, "grpc-evolution.schema.json"), "utf8"));
  expect(Object.keys(schema.properties)).toContain("window");
});

test("every address of ours in a page is below the path of the site, and a file is there", () => {
  const addresses = new Set(
    paths.flatMap((address) => {
      const html = readFileSync(path.join(build, address, "index.html"), "utf8");
      return [...html.matchAll(/ (?:href|src)="?(\/[^" >#?]*)/g)].map(([, each]) => each as string);
    }),
  );
  expect(addresses.size).toBeGreaterThan(paths.length);
  expect([...addresses].filter((address) => !address.startsWith(base))).toEqual([]);
  const files = [...addresses].map((address) => address.slice(base.length));
  const isServed = (file: string) =>
    [file, path.join(file, "index.html")].some((each) =>
      statSync(path.join(build, each), { throwIfNoEntry: false })?.isFile(),
    );
  expect(files.filter((file) => !isServed(file))).toEqual([]);
});

test("no page shows a mark of Markdown in place of what it means", () => {
  const marked = paths.flatMap((address) => {
    const html = readFileSync(path.join(build, address, "index.html"), "utf8");
    const prose = html
      .replace(/<(script|style|pre|code|samp|textarea)\b.*?<\/\1>/gs, "")
      .replace(/<[^>]*>/g, "");
    return [...prose.matchAll(/.{0,30}(?:`|\*\*).{0,30}/g)].map(([text]) => `${address}: ${text}`);
  });
  expect(marked).toEqual([]);
});

describe("what others show of a page", () => {
  const pages = paths.map((address) => ({
    address,
    head: readFileSync(path.join(build, address, "index.html"), "utf8").split("</head>")[0] as string,
  }));
  const sitemap = readFileSync(path.join(build, "sitemap.xml"), "utf8");
  const host = new URL(sitemap.match(/<loc>([^<]*)/)?.[1] ?? "").origin;

  /** What the tags of a head with this name say. */
  const contents = (head: string, name: string) =>
    [...head.matchAll(new RegExp(`<meta [^>]*(?:property|name)="?${name}"?[ >][^>]*>?`, "g"))].map(
      ([tag]) => /content=(?:"([^"]*)"|([^ >]*))/.exec(tag)?.slice(1).join("") ?? "",
    );

  test("every page has one of each tag, and a card with its full address that exists", () => {
    for (const { address, head } of pages) {
      for (const name of [
        "og:title",
        "og:description",
        "og:image",
        "og:image:alt",
        "twitter:image",
        "twitter:card",
      ])
        expect(contents(head, name), `${address}: ${name}`).toEqual([expect.stringMatching(/./)]);
      const [picture = ""] = contents(head, "og:image");
      expect(picture.startsWith(`${host}${base}img/cards/`), `${address}: ${picture}`).toBe(true);
      expect(existsSync(path.join(build, withinSite(picture))), picture).toBe(true);
    }
  });

  test("a rule has a card and its words; every other page has those of the site", () => {
    const cards = new Map(pages.map(({ address, head }) => [address, contents(head, "og:image")[0]]));
    for (const rule of rules) {
      const address = `/${pagePath(rule)}/`;
      expect(cards.get(address)).toBe(`${host}${base}img/cards/${rule.id.toLowerCase()}.png`);
      const { head = "" } = pages.find((page) => page.address === address) ?? {};
      expect(contents(head, "og:image:alt")[0]).toContain(rule.title);
    }
    expect(new Set(cards.values()).size).toBe(rules.length + 1);
  });

  test("icons and the color of each theme are named, and the icons exist", () => {
    for (const { address, head } of pages) {
      const icons = [...head.matchAll(/<link [^>]*rel="?(?:icon|apple-touch-icon)"?[^>]*>/g)].map(
        ([tag]) => /href="?([^" >]*)/.exec(tag)?.[1] ?? "",
      );
      expect(icons, address).toHaveLength(3);
      for (const icon of icons)
        expect(existsSync(path.join(build, withinSite(host + icon))), icon).toBe(true);
      expect(contents(head, "theme-color"), address).toHaveLength(2);
    }
  });

  test("robots.txt names the list of pages", () => {
    expect(readFileSync(path.join(build, "robots.txt"), "utf8")).toContain(
      `\nSitemap: ${host}${base}sitemap.xml\n`,
    );
  });
});

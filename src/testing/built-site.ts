/** The built site in a real Chromium, for tests that look at its pages. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type JSHandle,
  type Page,
  type ViewportSize,
} from "playwright-core";
import sirv from "sirv";
import { root } from "../root.js";
import { findBrowser } from "./browser.mjs";
import { readSentHeaders } from "./sent-headers.js";
import { isThorough } from "./thorough.js";
import { Windows } from "./windows.js";

/** What the tests serve: the site alone, or with the folders of its path around it. */
export const served = path.join(root, "build");

/** The path below its host that the tests build the site for; whatever works there works at the root of a host. */
const basePath = "/docs/grpc/";

/** The path that the site was built for: that of the tests, or the root where `npm run build` was run instead. */
export const base = existsSync(path.join(served, basePath)) ? basePath : "/";

/** Where the files of the site are. */
export const build = path.join(served, base);

/** Addresses within the site of all pages, as the sitemap lists them. */
export function pagePaths(): string[] {
  const sitemap = path.join(build, "sitemap.xml");
  if (!existsSync(sitemap)) throw new Error(`${sitemap} is missing: run "npm run build:for-tests" first.`);
  const places = readFileSync(sitemap, "utf8").matchAll(/<loc>([^<]*)<\/loc>/g);
  return [...places].map((match) => withinSite(match[1] as string));
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The site as it is served on this machine, and a browser to look at it. */
export interface ShownSite {
  /** Address of the site without a slash at its end: the server's, with the path that the site was built for. */
  origin: string;
  browser: Browser;
  windows: Windows;
}

/** The same, for whoever ends it. */
export interface BuiltSite extends ShownSite {
  close(): Promise<void>;
}

/**
 * Serves the built site and starts a browser. The server sends what `_headers` says, and the browser obeys it: whatever a page does
 * under test it does under its policy. `more` is what the browser is told besides.
 */
export async function openSite(more: readonly string[] = []): Promise<BuiltSite> {
  if (!existsSync(build)) throw new Error(`${build} is missing: run "npm run build:for-tests" first.`);
  const serveFile = sirv(served);
  const sentHeaders = readSentHeaders(build);
  const notFound = readFileSync(path.join(build, "404.html"));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    for (const [name, value] of Object.entries(sentHeaders(pathname))) response.setHeader(name, value);
    serveFile(request, response, () => {
      response.writeHead(404, { "content-type": "text/html" }).end(notFound);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base.slice(0, -1)}`;
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      ...more,
    ],
  });
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { origin, browser, windows: new Windows(browser, `${origin}/robots.txt`), close };
}

/** How a page is visited. */
export interface VisitOptions extends BrowserContextOptions {
  /** In a browser that has never seen the site: for what a page loads, and for what it does when it cannot. */
  anew?: true;
}

/**
 * Opens a page in a window that holds nothing of a visit before but files, and hands it to `look` as soon as its controls answer.
 * Returns what went wrong meanwhile, one a line: errors of scripts and in the console, what a policy refuses included, dialogs,
 * failed requests, and requests to other hosts.
 */
export async function visit(
  site: ShownSite,
  address: string,
  look: (page: Page) => Promise<void>,
  { anew, ...options }: VisitOptions = {},
): Promise<string[]> {
  const use = async (page: Page) => {
    if (options.javaScriptEnabled !== false) await hydrate(page);
    await look(page);
  };
  if (anew) return read(site, address, use, options);
  const troubles: string[] = [];
  await site.windows.use(options, async (page) => {
    watch(page, site.origin, (trouble) => troubles.push(trouble));
    await page.goto(site.origin + address);
    await use(page);
  });
  return troubles;
}

/**
 * Like `visit`, for somebody who only reads, in a browser that has never seen the site: the page does not load its program unless
 * `look` makes it do so.
 */
export async function read(
  { browser, origin }: ShownSite,
  address: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<string[]> {
  const context = await browser.newContext(options);
  const troubles: string[] = [];
  try {
    const page = await context.newPage();
    watch(page, origin, (trouble) => troubles.push(trouble));
    await page.goto(origin + address);
    await look(page);
  } finally {
    // What still answers a request when the page goes is nobody's failure.
    for (const page of context.pages()) await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }
  return troubles;
}

/** Has a page load its program, as the keyboard does that reaches a button, and waits until React has taken over. */
export async function hydrate(page: Page): Promise<void> {
  await page.locator(".color-mode button").first().dispatchEvent("focusin");
  await page.locator("html[data-has-hydrated=true]").waitFor();
}

/** The address of a page within the site: its path without that of the site. */
export function withinSite(url: string): string {
  const { pathname } = new URL(url);
  return pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : pathname;
}

/** What a link to an address within the site says. */
export function linkTo(address: string): string {
  return base + address.slice(1);
}

function watch(page: Page, origin: string, report: (trouble: string) => void): void {
  page.on("console", (message) => message.type() === "error" && report(`console: ${message.text()}`));
  page.on("pageerror", (error) => report(`error: ${error.message}`));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => report(`dialog: ${dialog.message()}`)));
  page.on("requestfailed", (request) => {
    // Whoever loads a page again, or leaves it, ends what it still asks for.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") report(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) report(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("http") && !url.startsWith(`${origin}/`)) report(`foreign: ${url}`);
  });
}

/** The troubles that remain where a test cuts the network, or leaves a page while it loads. */
export function besidesRequests(troubles: readonly string[]): string[] {
  return troubles.filter((trouble) => !/^(?:failed|\d+|console: Failed to load resource)/.test(trouble));
}

/** A way to look at a page. */
export interface Look {
  colorScheme: "light" | "dark";
  viewport: ViewportSize;
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 700 };

/** How pages are looked at: wide and narrow, light and dark. */
export const looks = {
  lightAndWide: { colorScheme: "light", viewport: wide },
  darkAndWide: { colorScheme: "dark", viewport: wide },
  lightAndNarrow: { colorScheme: "light", viewport: narrow },
  darkAndNarrow: { colorScheme: "dark", viewport: narrow },
} as const satisfies Record<string, Look>;

/** Wide and light, narrow and dark; all four where each case is looked at. */
export const everyLook: readonly Look[] = isThorough
  ? Object.values(looks)
  : [looks.lightAndWide, looks.darkAndNarrow];

/**
 * A desktop, a tablet, a phone and a small phone, light and dark in turn. What is light in the one list is dark in the other:
 * two pages that are alike are together seen in each width and both color schemes.
 */
export const fourWidths: { lightFirst: readonly Look[]; darkFirst: readonly Look[] } = {
  lightFirst: inTurn(["light", "dark"]),
  darkFirst: inTurn(["dark", "light"]),
};

function inTurn(schemes: readonly [Look["colorScheme"], Look["colorScheme"]]): Look[] {
  return [1280, 768, 390, 320].map((width, index) => ({
    colorScheme: schemes[index % 2 === 0 ? 0 : 1],
    viewport: { width, height: 900 },
  }));
}

/** What is looked at in one way: the way, its name, and a question for what axe finds in it. */
export type Check = (look: Look, name: string, violated: () => Promise<string[]>) => Promise<void>;

/**
 * Looks at a loaded page in one way after the other, as a reader does who resizes the window and changes the colors of
 * the system. To load the page once for each would take longer than all that is looked at. `check` may ask what axe finds: in the
 * first look on the whole page, then what is a violation in this look though it may not have been one before. Of a page that is
 * looked at elsewhere axe is asked about the part alone that a selector, `within`, names.
 */
export async function lookAt(
  page: Page,
  ways: readonly Look[],
  check: Check,
  { seen = seenBefore, within = "html" }: { seen?: SeenKinds; within?: string } = {},
): Promise<void> {
  for (const [index, look] of ways.entries()) {
    await show(page, look);
    const of = seen[look.colorScheme];
    const violated = () => (index === 0 ? violations(page, of, within) : violationsOfLook(page, of, within));
    await check(look, `${look.colorScheme}, ${look.viewport.width} px`, violated);
  }
}

async function show(page: Page, { colorScheme, viewport }: Look): Promise<void> {
  await Promise.all([page.setViewportSize(viewport), page.emulateMedia({ colorScheme })]);
  await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
  // A color that is still changing is neither the one nor the other.
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  });
}

/** Adds a style to the page, which its policy lets nobody write as an element. */
export function addStyle(page: Page, style: string): Promise<void> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, style);
}

/** Leaves the first rows of each of these tables: to look at thousands that differ in their data takes longer than at all else. */
export function shorten(page: Page, tables: string): Promise<void> {
  return page.locator(tables).evaluateAll((all) => {
    for (const table of all)
      for (const row of table.querySelectorAll("tbody > tr:nth-child(n + 4)")) row.remove();
  });
}

/** By how many pixels a page is wider than the window, so that it scrolls sideways. */
export function excessWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/**
 * Violations of WCAG 2.2 A and AA that axe finds, one a line with the elements concerned. What takes longest is looked at in one
 * element of each kind.
 */
export async function violations(
  page: Page,
  seen: Set<string> = new Set(),
  within = "html",
): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  return [
    ...(await runAxe(
      page,
      { tags, except: [...ofKinds, ...onlyAsking] },
      await page.locator(within).elementHandle(),
    )),
    ...(await violationsOfKinds(page, { rules: ofKinds }, seen, within)),
  ];
}

/** They take longer than all others together. */
const ofKinds = ["avoid-inline-spacing", "color-contrast", "link-in-text-block", "target-size"];

/** What finds no violation, only something that somebody is to look at. */
const onlyAsking = ["hidden-content"];

/** Rules of axe whose answer depends on colors and width. */
const rulesOfLooks = [
  ...ofKinds,
  "aria-hidden-focus",
  "button-name",
  "link-name",
  "scrollable-region-focusable",
];

/** What violates a rule in this look though it may not in another, of one element of each kind. */
function violationsOfLook(page: Page, seen: Set<string>, within: string): Promise<string[]> {
  return violationsOfKinds(page, { rules: rulesOfLooks }, seen, within);
}

/**
 * The kinds of elements that were found without fault in a color scheme, on whatever page and in whatever width: a kind says
 * what of the width an answer depends on.
 */
export type SeenKinds = Record<Look["colorScheme"], Set<string>>;

export function nothingSeen(): SeenKinds {
  return { light: new Set(), dark: new Set() };
}

/** What the tests of this process found without fault: a header is the same on each page. */
const seenBefore = nothingSeen();

/**
 * What violates a rule, of one element of each kind: what has the same place in the page, the same classes and the same colors
 * differs in its text alone. It takes a third of the time.
 */
async function violationsOfKinds(
  page: Page,
  asked: Asked,
  seen: Set<string>,
  within: string,
): Promise<string[]> {
  await prepare(page);
  const kinds = await page.evaluateHandle(findKinds, within);
  const found = await kinds.evaluate((all) => [...all.keys()]);
  const fresh = found.filter((kind) => !seen.has(kind));
  if (fresh.length === 0) return [];
  const context = await kinds.evaluateHandle(
    (all, fresh) => ({ include: fresh.map((kind) => all.get(kind) as Element) }),
    fresh,
  );
  const violated = await runAxe(page, asked, context);
  if (violated.length === 0) for (const kind of fresh) seen.add(kind);
  return violated;
}

/**
 * Runs in the page: one element of each kind, of those within what a selector names. Whether something may scroll depends on what can be reached in it, and whether it
 * may be small to press on what else is pressed around it: that is part of the kind.
 */
function findKinds(within: string): Map<string, Element> {
  const places = new Map<Element, string>();
  const colors = new Map<Element, string>();
  const kinds = new Map<string, Element>();
  const digest = (text: string) => {
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at += 1) {
      high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
    }
    return `${high >>> 0} ${low >>> 0}`;
  };
  const pressed = "a, button, input, select, summary, textarea, [tabindex]";
  const targets = [...document.body.querySelectorAll(pressed)].flatMap((element) =>
    element.checkVisibility() ? [{ element, box: element.getBoundingClientRect() }] : [],
  );
  /** The size of what is small to press, and where what else is pressed is that begins within 24 pixels of it. */
  const around = (element: Element, own: DOMRect) => {
    const near = targets.filter(
      ({ element: other, box }) =>
        other !== element &&
        Math.max(box.left - own.right, own.left - box.right, box.top - own.bottom, own.top - box.bottom) < 24,
    );
    const places = near.map(({ box }) =>
      [box.left - own.left, box.top - own.top, box.width, box.height].map(Math.round).join(" "),
    );
    return `${Math.round(own.width)} ${Math.round(own.height)}: ${places.join(", ")}`;
  };
  /** A link in a sentence may be as high as its line. */
  const isInSentence = (element: Element) =>
    getComputedStyle(element).display === "inline" &&
    [...(element.parentElement?.childNodes ?? [])].some(
      (node) => node instanceof Text && node.data.trim() !== "",
    );
  for (const element of document.body.querySelectorAll("*")) {
    const parent = element.parentElement as Element;
    const style = getComputedStyle(element);
    const { color, backgroundColor, backgroundImage, fontSize, fontWeight, overflowX, visibility } = style;
    const role = element.getAttribute("role") ?? "";
    places.set(
      element,
      `${places.get(parent) ?? ""} ${element.tagName}.${element.getAttribute("class")}${role}`,
    );
    const isClear = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
    colors.set(element, isClear ? (colors.get(parent) ?? "") : `${backgroundColor} ${backgroundImage}`);
    const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
    const isPressed = element.matches(pressed);
    const isLeaf = hasText || isPressed || element.matches("svg, img");
    if ((!isLeaf && overflowX === "visible") || visibility === "hidden" || !element.checkVisibility())
      continue;
    if (!element.closest(within)) continue;
    const own = element.getBoundingClientRect();
    const isOver = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
    const scrolls =
      overflowX !== "visible" && isOver && `${isPressed} ${element.querySelector(pressed) !== null}`;
    const isSmall = isPressed && (own.width < 24 || own.height < 24) && !isInSentence(element);
    const label = ["aria-label", "aria-labelledby", "title"].some((name) => element.getAttribute(name));
    // biome-ignore lint/performance/useDomNodeTextContent: text that is hidden names nothing
    const named = isPressed && `${label} ${(element as HTMLElement).innerText?.trim() !== ""}`;
    const kind = [places.get(element), colors.get(element), color, fontSize, fontWeight, named, scrolls];
    const key = digest([...kind, isSmall && around(element, own)].join("|"));
    if (!kinds.has(key)) kinds.set(key, element);
  }
  return kinds;
}

/** Loads axe. What is far below has the colors of before as long as nobody comes near: from now on all is shown. */
async function prepare(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in globalThis)) return;
  await addStyle(page, "* { content-visibility: visible !important }");
  await page.evaluate(axe);
}

/** What axe is asked: these rules, or those with these tags except for some. */
type Asked = { rules: string[] } | { tags: string[]; except: string[] };

async function runAxe(page: Page, asked: Asked, context: JSHandle): Promise<string[]> {
  await prepare(page);
  const options =
    "rules" in asked
      ? { runOnly: asked.rules }
      : {
          runOnly: asked.tags,
          rules: Object.fromEntries(asked.except.map((rule) => [rule, { enabled: false }])),
        };
  return page.evaluate(
    async ({ context, options }) => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      // To describe the thousands of elements that passed takes as long as the rules do.
      const result = await axe.run(context as import("axe-core").ElementContext, {
        ...options,
        resultTypes: ["violations"],
      });
      return result.violations.map(
        (each) => `${each.id}: ${each.nodes.map((node) => node.target).join(" | ")}`,
      );
    },
    { context, options },
  );
}

/**
 * What is wider than its frame without a sign that it goes on: a frame that scrolls shows a shadow at its edge, and one that
 * does not scroll hides what is cut. An editor shows its caret.
 */
export function cutWithoutCue(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main *:not(.editor *, .spoken)")]
      .filter(
        (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1 && each.checkVisibility(),
      )
      .filter((each) => {
        const { overflowX, backgroundImage, textOverflow } = getComputedStyle(each);
        if (overflowX === "visible" || textOverflow === "ellipsis") return false;
        return overflowX === "hidden" || overflowX === "clip" || !backgroundImage.includes("gradient");
      })
      .map((each) => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`),
  );
}

/** Buttons that lie on code, on a field or on another button. */
export function collisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element) =>
      element.checkVisibility() && element.getBoundingClientRect().width > 1;
    // A sign in the gutter stands where the editor below it leaves room.
    const buttons = [...document.querySelectorAll("main button:not(.gutter *)")].filter(isShown);
    const others = [...document.querySelectorAll("main :is(button, select, input, pre)")].filter(isShown);
    const overlap = (one: DOMRect, other: DOMRect) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    const nameOf = (element: Element) => element.ariaLabel ?? element.textContent?.slice(0, 40) ?? "";
    return buttons.flatMap((button) =>
      others
        .filter((other) => other !== button)
        .filter((other) => overlap(button.getBoundingClientRect(), other.getBoundingClientRect()))
        .map((other) => `"${nameOf(button)}" on "${nameOf(other)}"`),
    );
  });
}

/** What pages weigh: no more than is written here. `npm run build` comes first. */
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hydrate, read, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();

/** Bytes are counted as a host sends them: compressed, but for fonts and pictures, which are so already. */
interface Weight {
  all: number;
  scripts: number;
  requests: number;
}

/** Kilobytes, and requests. */
interface Budget {
  all: number;
  scripts: number;
  requests: number;
}

/** What a page takes that is only read, and what it takes once somebody uses its controls. */
const reading: Budget = { all: 125, scripts: 0, requests: 8 };
const hydrated: Budget = { all: 320, scripts: 200, requests: 22 };

const pages: [kind: string, address: string][] = [
  ["home", "/"],
  ["the start", "/start/"],
  ["a rule", "/rules/r1-field-numbers/"],
  ["the longest rule", "/rules/r4-types/"],
  ["a guideline", "/guidelines/gl1-windows/"],
  ["what no schema shows", "/beyond/validation/"],
  ["the catalogue", "/changes/"],
  ["an entry of the catalogue", "/changes/remove-a-field/"],
  ["the checklist", "/checklist/"],
  ["the policy", "/policy/"],
  ["the command", "/tool/commands/"],
  ["the glossary", "/glossary/"],
];

test.each(someOf(pages, 4))("%s is light to read, and light to use", (_, address) =>
  weighing(address, async (weigh) => {
    expectWithin(await weigh(), reading);
    expectWithin(await weigh(hydrate), hydrated);
  }),
);

test.each(someOf(["/libraries/", "/types/"], 2))("%s is light for all that its tables hold", (address) =>
  weighing(address, async (weigh) => {
    expectWithin(await weigh(), { all: 230, scripts: 0, requests: 8 });
  }),
);

test("the desk loads no script before somebody uses it, and then no more than it takes", () =>
  weighing("/try/", async (weigh) => {
    expectWithin(await weigh(), reading);
    const judged = async (page: Page) => {
      await page.getByLabel("Unified diff").fill("+++ b/a.proto\n@@ -0,0 +1 @@\n+message M {}\n");
      await page.getByText("No findings").first().waitFor();
      // The comment is written a moment after the findings, by a part that is loaded for it.
      await page.getByRole("button", { name: "Copy as review comment" }).waitFor();
    };
    expectWithin(await weigh(judged), { all: 480, scripts: 375, requests: 25 });
  }));

test("the face of the text comes after the style sheet, without which nothing is painted", () =>
  read(site, "/", async (page) => {
    const faces = page.locator("link[rel=preload][as=font]");
    const asked = await faces.evaluateAll((each) =>
      each.map((link) => (link as HTMLLinkElement).fetchPriority),
    );
    expect(asked).toEqual(["low"]);
  }));

test("the styles of the desk are loaded by its page, after those of all, whether one begins there or comes by a link", () =>
  visit(site, "/rules/r1-field-numbers/", async (page) => {
    const styles = () =>
      page
        .locator("link[rel=stylesheet]")
        .evaluateAll((each) => each.map((link) => link.getAttribute("href")));
    const files = (...names: string[]) => names.map((name) => expect.stringContaining(`/css/${name}.`));
    expect(await styles()).toEqual(files("styles"));
    await page.getByRole("link", { name: "Try", exact: true }).first().click();
    await page.locator(".workbench").waitFor();
    expect(await styles()).toEqual(files("styles", "workbench"));
    await page.reload();
    expect(await styles()).toEqual(files("styles", "workbench"));
    expect(await page.locator(".workbench .top").evaluate((top) => getComputedStyle(top).display)).toBe(
      "grid",
    );
  }));

/** How much a page has loaded once `act` is done with it. */
type Weigh = (act?: (page: Page) => Promise<void>) => Promise<Weight>;

async function weighing(address: string, look: (weigh: Weigh) => Promise<void>): Promise<void> {
  await read(site, address, async (page) => {
    // What workers ask for again comes out of the browser's cache.
    const addresses = new Set<string>();
    page.on("request", (request) => addresses.add(request.url()));
    await settled(addresses);
    addresses.clear();
    await page.reload();
    await look(async (act = async () => {}) => {
      await act(page);
      await settled(addresses);
      const loaded = await Promise.all([...addresses].map(sizeOf));
      const sum = (each: readonly Size[]) => each.reduce((total, { bytes }) => total + bytes, 0);
      return {
        all: sum(loaded),
        scripts: sum(loaded.filter(({ isScript }) => isScript)),
        requests: loaded.length,
      };
    });
  });
}

/**
 * Waits until nothing more is asked for. What was asked for need not have come: its size is known without that. Of a page that was
 * loaded again, "networkidle" sometimes never comes.
 */
async function settled(addresses: ReadonlySet<string>): Promise<void> {
  for (let before = -1; before !== addresses.size; ) {
    before = addresses.size;
    await sleep(500);
  }
}

interface Size {
  isScript: boolean;
  bytes: number;
}

async function sizeOf(address: string): Promise<Size> {
  const body = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const { pathname } = new URL(address);
  const bytes = /\.(?:woff2|png)$/.test(pathname) ? body.length : gzipSync(body).length;
  return { isScript: pathname.endsWith(".js"), bytes };
}

function expectWithin(weight: Weight, budget: Budget): void {
  expect(Math.ceil(weight.all / 1000), "kB in all").toBeLessThanOrEqual(budget.all);
  expect(Math.ceil(weight.scripts / 1000), "kB of scripts").toBeLessThanOrEqual(budget.scripts);
  expect(weight.requests, "requests").toBeLessThanOrEqual(budget.requests);
}

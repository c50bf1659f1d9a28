/** Pages on paper. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addStyle, visit } from "./built-site.js";
import { print } from "./printed.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();

/** Numbers of sheets that text fills less than half, the last one aside, and of empty ones. */
async function wastedSheets(page: Page): Promise<string[]> {
  const sheets = await print(page);
  return sheets.flatMap(({ reach, lines }, index) => {
    const isLast = index === sheets.length - 1;
    const isWasted = lines === 0 || (!isLast && (reach < 0.5 || lines < 12));
    return isWasted ? [`${index + 1} of ${sheets.length}: ${lines} lines, down to ${reach.toFixed(2)}`] : [];
  });
}

/** What is drawn on all sheets. */
async function drawn(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
  return (await print(page)).map((sheet) => sheet.drawn);
}

describe.concurrent("no sheet is nearly empty", () => {
  const printed = [
    "/",
    "/start/",
    "/rules/r1-field-numbers/",
    "/rules/r3-enums/",
    "/guidelines/gl2-scope/",
    "/policy/four-releases/",
    "/tool/with-buf/",
    "/tool/compared/",
    "/changes/",
    "/changes/add-a-field/",
    "/changes/rename-a-field/",
    "/glossary/",
  ];

  test.each(someOf(printed, 5))("%s", async (address) => {
    await visit(site, address, async (page) => expect(await wastedSheets(page)).toEqual([]));
  });

  test("one that is would be noticed", async () => {
    await visit(site, "/rules/r1-field-numbers/", async (page) => {
      await addStyle(page, "@media print { .example { break-inside: avoid; } }");
      expect(await wastedSheets(page)).not.toEqual([]);
    });
  });
});

test("the first rule takes twelve sheets or less", async () => {
  await visit(site, "/rules/r1-field-numbers/", async (page) => {
    expect((await print(page)).length).toBeLessThanOrEqual(12);
  });
});

describe.concurrent("paper is light, whichever theme the reader has", () => {
  const printed = [
    "/rules/r1-field-numbers/",
    "/",
    "/start/",
    "/policy/",
    "/changes/add-a-field/",
    "/review/",
  ];

  test.each(someOf(printed, 4))("%s", async (address) => {
    await visit(site, address, async (page) => {
      expect(await drawn(page, "dark")).toEqual(await drawn(page, "light"));
    });
  });

  test("a dark color on paper would be noticed", async () => {
    await visit(site, "/start/", async (page) => {
      await addStyle(page, '[data-theme="dark"] h2 { color: #123456; }');
      expect(await drawn(page, "dark")).not.toEqual(await drawn(page, "light"));
    });
  });
});

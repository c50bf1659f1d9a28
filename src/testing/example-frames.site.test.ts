/** How an example shows its files. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findExamples } from "../evidence/examples/example.js";
import { root } from "../root.js";
import { lookAt, looks, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";

const site = siteOfTests();
const rule = "/rules/r1-field-numbers/";

const linesOf = (file: Locator) => file.locator("pre .line").allTextContents();

test("each file is shown whole: what is counted as line 1 is its line 1", async () => {
  const example = findExamples().find(({ id }) => id === "r1/gap");
  if (!example) throw new Error("The example is missing.");
  await visit(site, rule, async (page) => {
    const shown = page.locator("#example-r1-gap");
    for (const [at, name] of example.protos.entries()) {
      const text = readFileSync(path.join(root, example.folder, name), "utf8");
      expect((await linesOf(shown.locator(".schema").nth(at))).join("")).toBe(text);
    }
    const program = readFileSync(path.join(root, example.folder, "example.ts"), "utf8");
    expect((await linesOf(shown.locator(".program"))).join("")).toBe(program);
    const resets = shown
      .locator(":is(.schema, .program) > pre")
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).counterReset));
    expect(new Set(await resets)).toEqual(new Set(["line 0"]));
  });
});

test("the comment on line 1 widens no program", async () => {
  await visit(site, rule, async (page) => {
    const program = page.locator("#example-r1-reuse .program > pre");
    expect(await program.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(1);
    await page.emulateMedia({ media: "print" });
    const first = program.locator(".line").first();
    expect(await first.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(1);
  });
});

describe("three schemas leave no hole", () => {
  test.each([
    ["/start/", "#example-docs-on-the-wire"],
    [rule, "#example-r1-gap"],
  ])("%s", async (address, example) => {
    await visit(site, address, async (page) => {
      await lookAt(page, [looks.lightAndWide, looks.lightAndNarrow], async (_look, name) => {
        const holes = page.locator(`${example} .schemas`).evaluate((row) => {
          const frames = [...row.children].map((each) => each.getBoundingClientRect());
          const { right } = row.getBoundingClientRect();
          const bottoms = [...new Set(frames.map(({ bottom }) => Math.round(bottom)))];
          const ends = bottoms.map((bottom) =>
            Math.max(
              ...frames.filter((each) => Math.round(each.bottom) === bottom).map((each) => each.right),
            ),
          );
          return ends.filter((end) => right - end > 1);
        });
        expect(await holes, name).toEqual([]);
      });
    });
  });
});

test("Edit says that types are stripped, not checked", async () => {
  await visit(site, rule, async (page) => {
    const example = page.locator("#example-r1-reuse");
    const remark = example.getByText("Types are stripped, not checked.");
    expect(await remark.count()).toBe(0);
    await example.getByRole("button", { name: "Edit" }).click();
    await example.locator(".program textarea").waitFor();
    expect(await remark.isVisible()).toBe(true);
  });
});

test("a release has the same color in a row of bytes as in its frame", async () => {
  await visit(site, "/start/", async (page) => {
    const color = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((each) => getComputedStyle(each).color);
    expect(await color(".strip .side.written")).not.toBe(
      await color("#example-docs-on-the-wire .schema.new figcaption"),
    );
    expect(await page.locator(".strip").first().getAttribute("class")).toContain("writer-between reader-old");
    expect(await color(".strip .side.read")).toBe(
      await color("#example-docs-on-the-wire .schema.old figcaption"),
    );
  });
});

test("the colors are explained in themselves", async () => {
  await visit(site, "/start/", async (page) => {
    const token = (name: string) =>
      page.evaluate((name) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = `var(${name})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }, name);
    const color = (text: string, selector: string) =>
      page
        .locator(selector, { hasText: text })
        .first()
        .evaluate((each) => getComputedStyle(each).color);
    expect(await color("old", ".markdown b")).toBe(await token("--old"));
    expect(await color("new", ".markdown b")).toBe(await token("--new"));
    for (const [name, meaning] of [
      ["same", "--good"],
      ["unknown", "--ink-2"],
      ["reinterpreted", "--bad"],
    ] as const)
      expect(await color(name, ".markdown td .outcome-name"), name).toBe(await token(meaning));
    const ages = [await token("--old"), await token("--new"), await token("--good"), await token("--bad")];
    const tokens = page.locator(".example .token:not(.comment)");
    const colors = await tokens.evaluateAll((all) => all.map((each) => getComputedStyle(each).color));
    expect(colors.filter((each) => ages.includes(each))).toEqual([]);
  });
});

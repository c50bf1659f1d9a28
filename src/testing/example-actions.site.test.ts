/** Running, editing and sharing the examples of the pages, as readers do it. `npm run build` comes first. */
import { gzipSync } from "node:zlib";
import type { Locator, Page, Response } from "playwright-core";
import { describe, expect, test } from "vitest";
import { decodeShare, encodeShare } from "../playground/share.js";
import {
  besidesRequests,
  everyLook,
  excessWidth,
  linkTo,
  lookAt,
  type VisitOptions,
  visit as visitSite,
} from "./built-site.js";
import { readPages, shownExamples } from "./pages.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough, someOf } from "./thorough.js";

const site = siteOfTests();

/** Opens a page and hands it to `look`; no script may fail meanwhile. */
async function visit(
  address: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  expect(besidesRequests(await visitSite(site, address, look, options))).toEqual([]);
}

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
const rule = "/rules/r1-field-numbers/";
const exampleOf = (page: Page, id = "r1/reuse") =>
  page.getByRole("region", { name: `Example ${id}`, exact: true });
const button = (example: Locator, name: string) => example.getByRole("button", { name, exact: true });
const program = (example: Locator) => example.getByRole("textbox", { name: "example.ts" });
const said = (example: Locator) => example.locator(".said");
const output = (example: Locator) => example.locator(".printed samp");

/** Runs what stands there and returns the sentence about it. */
async function run(example: Locator): Promise<string> {
  await button(example, "Run").click();
  await expect.poll(() => said(example).textContent(), { timeout: 10_000 }).not.toMatch(/^(Running\.)?$/);
  return (await said(example).textContent()) ?? "";
}

/** Opens the editors and changes the program. */
async function edit(example: Locator, change: (text: string) => string): Promise<void> {
  await button(example, "Edit").click();
  await program(example).waitFor();
  await program(example).fill(change(await program(example).inputValue()));
}

/** Pages with the ids of the examples on them; an element in fenced code is none. */
const pages = readPages()
  .map(({ file, text }) => ({ file, text: text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "") }))
  .map((page) => ({ file: page.file, ids: shownExamples(page).map(({ of }) => of) }))
  .filter(({ ids }) => ids.length > 0);

describe("every example, run in the page, prints what was recorded", () => {
  test.each(someOf(pages, 24))("$file", async ({ file, ids }) => {
    const address = `/${file.replace(/(^|\/)index\.mdx$|\.mdx$/, "$1")}`.replace(/\/?$/, "/");
    await visit(address, async (page) => {
      for (const id of ids) {
        const example = exampleOf(page, id);
        const recorded = await output(example).textContent();
        expect(await run(example), id).toMatch(/^Ran in \d+ ms, same output as recorded\.$/);
        expect(await output(example).textContent(), id).toBe(recorded);
      }
    });
  });
});

describe("before anybody comes near a button", () => {
  test("there is the example and no dead button without JavaScript", async () => {
    await visit(
      rule,
      async (page) => {
        expect(await exampleOf(page).getByRole("button").count()).toBe(0);
        expect(await exampleOf(page).getByRole("link", { name: "workbench" }).count()).toBe(0);
        expect(await output(exampleOf(page)).textContent()).toMatch(/^bytes: 0a 05/);
      },
      { javaScriptEnabled: false },
    );
  });

  test("nothing is loaded for it; a run takes at most 130 kB, the editor 100 kB more", async () => {
    await visit(
      rule,
      async (page) => {
        await page.waitForLoadState("networkidle");
        const bodies: Promise<Buffer>[] = [];
        const weigh = (response: Response) => {
          // Links that come into view fetch the small pages that they lead to; a worker is made of what was fetched before.
          const isAhead = response.request().headers()["sec-purpose"]?.startsWith("prefetch");
          if (!isAhead && !response.url().startsWith("blob:")) bodies.push(response.body());
        };
        page.on("response", weigh);
        const weight = async () =>
          (await Promise.all(bodies.splice(0))).reduce((sum, body) => sum + gzipSync(body).length, 0);
        const example = exampleOf(page, "r1/gap");
        await run(example);
        // The second run takes the sandbox that the first one left ready, with all that it fetched for that.
        await run(example);
        const forRunning = await weight();
        await button(example, "Edit").click();
        await program(example).waitFor();
        // What comes later is not waited for, and the page closes.
        page.off("response", weigh);
        const forEditing = await weight();
        console.info(`loaded for a run: ${forRunning} bytes, for the editor: ${forEditing} bytes (gzip)`);
        // Less than that, and some of it was there before anybody asked.
        expect(forRunning).toBeGreaterThan(30_000);
        expect(forRunning).toBeLessThan(130_000);
        expect(forEditing).toBeGreaterThan(3_000);
        expect(forEditing).toBeLessThan(100_000);
      },
      { anew: true },
    );
  });

  test("coming near is enough to run without a network", async () => {
    await visit(
      rule,
      async (page) => {
        // A sandbox is opened when all its parts are there, and its frame is the last of them.
        const worker = page.waitForEvent("worker");
        await button(exampleOf(page), "Run").hover();
        await worker;
        await page.context().setOffline(true);
        expect(await run(exampleOf(page))).toMatch(/same output as recorded\.$/);
      },
      { anew: true },
    );
  });

  test("what cannot be loaded is said, and can be tried again", async () => {
    await visit(
      rule,
      async (page) => {
        await page.context().setOffline(true);
        await button(exampleOf(page), "Edit").click();
        await expect.poll(() => said(exampleOf(page)).textContent()).toMatch(/^It could not be loaded\./);
        await page.context().setOffline(false);
        await button(exampleOf(page), "Edit").click();
        await program(exampleOf(page)).waitFor();
      },
      { anew: true },
    );
  });
});

describe("editing", () => {
  test("nothing moves, and the cursor is in the program", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      const places = () =>
        Promise.all(
          [".bar", ".printed", ".schema.new figcaption"].map((part) => example.locator(part).boundingBox()),
        );
      const letter = (text: string) => example.getByText(text, { exact: true }).first().boundingBox();
      await button(example, "Edit").hover();
      const [before, importBefore] = [await places(), await letter("import")];
      await button(example, "Edit").click();
      await program(example).waitFor();
      expect(await places()).toEqual(before);
      expect(await letter("import")).toEqual(importBefore);
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
        "example.ts",
      );
    });
  });

  test("lines that differ are marked, and Reset brings the recorded program back", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      expect(await button(example, "Reset").count()).toBe(0);
      await edit(example, (text) => text.replace('"ERRNO"', '"KILL"'));
      expect(await run(example)).toMatch(/^Ran in \d+ ms, 2 lines differ\.$/);
      const lines = await example.locator(".printed .line:not(.same)").allTextContents();
      expect(lines).toContain("−recorded: default_action: ERRNO\n");
      expect(lines).toContain("+printed now: default_action: KILL\n");
      await button(example, "Reset").click();
      expect(await program(example).count()).toBe(0);
      expect(await output(example).textContent()).toMatch(/^bytes: 0a 05 45/);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Edit");
    });
  });

  test("a schema that was edited is the one that the program gets", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      await button(example, "Edit").click();
      const schema = example.getByRole("textbox", { name: "after.proto" });
      await schema.fill((await schema.inputValue()).replace("string flags = 3", "string flags = 5"));
      await run(example);
      expect(await output(example).textContent()).toContain("flags: []");
    });
  });

  test.each([
    ["a program", "example.ts", "\nnull.x;", "line 19, column 6"],
    ["a schema", "after.proto", "\nmessage {}", "line 17, column 9"],
  ])("a problem of %s is shown at its place", async (_, name, added, place) => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      await button(example, "Edit").click();
      const editor = example.getByRole("textbox", { name });
      const text = (await editor.inputValue()) + added;
      await editor.fill(text);
      expect(await run(example)).toMatch(new RegExp(`^Failed: ${name} line \\d+: `));
      await example.getByRole("button", { name: place }).click();
      const at = await editor.evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(0, area.selectionStart),
      );
      expect(at).toBe(text.slice(0, -2));
      expect(await example.locator("u.error").count()).toBe(1);
    });
  });

  test.runIf(isThorough)("a program without an end is ended, and the next one runs", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      await edit(example, () => "while (true) {}");
      expect(await run(example)).toBe("It was ended after 2 s.");
      await program(example).fill('console.log("again");');
      expect(await run(example)).toMatch(/^Ran in /);
      expect(await output(example).textContent()).toContain("again");
    });
  });

  test("each example of a page has its own state", async () => {
    await visit(rule, async (page) => {
      await edit(exampleOf(page), () => "console.log(1);");
      await run(exampleOf(page));
      expect(await program(exampleOf(page, "r1/gap")).count()).toBe(0);
      expect(await said(exampleOf(page, "r1/gap")).textContent()).toBe("");
    });
  });
});

describe("the keyboard", () => {
  test("reaches, edits, indents, undoes, runs and leaves", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      await button(example, "Run").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await program(example).waitFor();
      const original = await program(example).inputValue();
      await page.keyboard.press("Control+]");
      expect(await program(example).inputValue()).toBe(`  ${original}`);
      await page.keyboard.press("Control+[");
      expect(await program(example).inputValue()).toBe(original);
      await page.keyboard.press("Control+]");
      await page.keyboard.press("Control+z");
      expect(await program(example).inputValue()).toBe(original);
      await page.keyboard.press("Control+Home");
      await page.keyboard.type("{\n  1;\n2;");
      expect(await program(example).inputValue()).toBe(`{\n  1;\n  2;${original}`);
      await page.keyboard.press("Tab");
      expect(await program(example).evaluate((area) => area === document.activeElement)).toBe(false);
      await page.keyboard.press("Shift+Tab");
      expect(await program(example).evaluate((area) => area === document.activeElement)).toBe(true);
      for (let back = 0; back < 6; back += 1) await page.keyboard.press("Shift+Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Run");
      await page.keyboard.press("Space");
      await expect.poll(() => said(example).textContent()).toMatch(/^Failed: example\.ts/);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Run");
    });
  });
});

describe("sharing", () => {
  const link = async (text: string, example = "r1/reuse") =>
    `${rule}#s=${await encodeShare({ kind: "program", example, files: [{ name: "example.ts", text }] })}`;
  const notice = "This program came with the link. Read it before you run it.";

  test("what was typed comes back by the link, and does not run by itself", async () => {
    let address = "";
    await visit(
      rule,
      async (page) => {
        await edit(exampleOf(page), () => 'console.log("shared");');
        await button(exampleOf(page), "Share").click();
        await expect.poll(() => said(exampleOf(page)).textContent()).toMatch(/^The link is copied\./);
        address = (await page.evaluate(() => navigator.clipboard.readText())).replace(site.origin, "");
      },
      clipboard,
    );
    await visit(address, async (page) => {
      const example = exampleOf(page);
      await example.getByText(notice).waitFor();
      expect(await program(example).inputValue()).toBe('console.log("shared");');
      // Only one program runs at a time: one that had begun by itself would have been ended by this one, and say so.
      await run(exampleOf(page, "r1/gap"));
      expect(await said(example).textContent()).toBe("");
      expect(await output(example).textContent()).toMatch(/^bytes: 0a 05/);
      expect(await program(exampleOf(page, "r1/gap")).count()).toBe(0);
      await run(example);
      expect(await output(example).textContent()).toContain("shared");
    });
  });

  test("a hostile program is text", async () => {
    const hostile = '</textarea></pre><img src=x onerror="alert(1)"><script>alert(2)</script>';
    await visit(await link(hostile), async (page) => {
      const example = exampleOf(page);
      await example.getByText(notice).waitFor();
      expect(await program(example).inputValue()).toBe(hostile);
      expect(await example.locator("img, script").count()).toBe(0);
    });
  });

  const astray: [what: string, address: () => string | Promise<string>][] = [
    ["of another example", () => link("1", "r3/linear")],
    ["that was cut", async () => (await link("1")).slice(0, -5)],
    ["of nothing", async () => `${rule}#s=`],
    ["of garbage", async () => `${rule}#s=%3Cscript%3Ealert(1)%3C/script%3E`],
    ["of very much", async () => `${rule}#s=1${"A".repeat(200_000)}`],
  ];

  test.each(someOf(astray, 3))("a link %s shows the page", async (_, address) => {
    await visit(
      await address(),
      async (page) => {
        const example = exampleOf(page);
        // Sharing waits for what reads links, and editing for what shows their programs: both came after this link.
        await button(example, "Share").click();
        await expect.poll(() => said(example).textContent()).toMatch(/^The link is copied\./);
        await button(example, "Edit").click();
        await program(example).waitFor();
        expect(await page.getByText(notice).count()).toBe(0);
        expect(await program(example).inputValue()).toContain("create(Seccomp20");
      },
      clipboard,
    );
  });

  test("the program can be copied, and where the clipboard is closed the address bar has the link", async () => {
    await visit(
      rule,
      async (page) => {
        await button(exampleOf(page), "Copy").click();
        await expect.poll(() => said(exampleOf(page)).textContent()).toBe("The program is copied.");
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        await button(exampleOf(page), "Edit").click();
        expect(await program(exampleOf(page)).inputValue()).toBe(copied);
      },
      clipboard,
    );
    await visit(rule, async (page) => {
      await page.evaluate(() => Object.assign(navigator.clipboard, { writeText: () => Promise.reject() }));
      await button(exampleOf(page), "Share").click();
      await page.waitForURL(/#s=1/);
    });
  });

  test("the workbench gets the example, or the schemas as they were edited", async () => {
    await visit(rule, async (page) => {
      const example = exampleOf(page);
      const workbench = example.getByRole("link", { name: "Open in the workbench" });
      expect(await workbench.getAttribute("href")).toBe(linkTo("/try/?example=r1/reuse"));
      await button(example, "Edit").click();
      await example.getByRole("textbox", { name: "after.proto" }).fill("edited");
      await expect.poll(() => workbench.getAttribute("href")).toMatch(new RegExp(`^${linkTo("/try/")}#s=`));
      const shared = await decodeShare(
        (await workbench.getAttribute("href"))?.replace(`${linkTo("/try/")}#s=`, "") ?? "",
      );
      expect(shared).toMatchObject({ kind: "comparison", after: [{ name: "after.proto", text: "edited" }] });
    });
  });
});

test("an example that is being edited, with a problem and a difference, fits and axe finds nothing", async () => {
  const text =
    'console.log("default_action: a line that is longer than any of the recorded output, by far");\nnull.x;';
  const files = [{ name: "example.ts", text }];
  const fragment = await encodeShare({ kind: "program", example: "r1/reuse", files });
  await visit(`${rule}#s=${fragment}`, async (page) => {
    await program(exampleOf(page)).waitFor();
    await run(exampleOf(page));
    await program(exampleOf(page)).focus();
    await lookAt(
      page,
      everyLook,
      async (_look, name, violated) => {
        expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await violated(), name).toEqual([]);
      },
      { within: "section.example:has(.editor)" },
    );
  });
});

test("on paper there is what was typed, and no control", async () => {
  await visit(rule, async (page) => {
    await edit(exampleOf(page), () => "console.log(1);");
    await page.emulateMedia({ media: "print" });
    expect(await button(exampleOf(page), "Run").isVisible()).toBe(false);
    expect(await program(exampleOf(page)).isVisible()).toBe(false);
    expect(await exampleOf(page).locator(".program .painted").textContent()).toBe("console.log(1);\n");
  });
});

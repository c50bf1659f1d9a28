/** The catalogue of changes as readers use it. `npm run build` comes first. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { changePath } from "../content/changes.js";
import { readEntries } from "../evidence/changes/entries.js";
import { besidesRequests, excessWidth, linkTo, read, visit } from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { someOf } from "./thorough.js";

const site = siteOfTests();

const entries = readEntries();
const rows = (page: Page) => page.locator(".change-index tbody tr");
const address = `${changePath("make-a-field-repeated")}/`;

describe("the index", () => {
  test("without JavaScript it has every change and no filter", async () => {
    await visit(
      site,
      "/changes/",
      async (page) => {
        expect(await rows(page).count()).toBe(entries.length);
        expect(await page.getByRole("searchbox").count()).toBe(0);
        for (const { slug } of entries) {
          expect(await page.locator(`.change-index a[href="${linkTo(changePath(slug))}/"]`).count()).toBe(1);
        }
      },
      { javaScriptEnabled: false },
    );
  });

  test("a text leaves the changes that have all its words", async () => {
    const troubles = await visit(site, "/changes/", async (page) => {
      await page.getByLabel("Find a change").fill("oneof move");
      await expect.poll(() => rows(page).count()).toBe(4);
      expect(await page.locator(".change-filter [role=status]").textContent()).toBe("4 changes");
      await page.getByLabel("Find a change").fill("nothing like that");
      await expect.poll(() => rows(page).count()).toBe(0);
      expect(await page.locator(".change-index thead").count()).toBe(0);
      await page.getByRole("button", { name: "the whole site" }).click();
      expect(await page.locator("dialog.search").getByRole("combobox").inputValue()).toBe(
        "nothing like that",
      );
    });
    expect(troubles).toEqual([]);
  });

  test("a verdict is a word and a sign, never a color alone", async () => {
    await visit(site, "/changes/", async (page) => {
      const texts = await page.locator(".change-index td .chip").allTextContents();
      expect(texts.length).toBe(3 * entries.length);
      for (const text of texts) {
        expect(text).toMatch(
          /^[✓◐✕○](safe|conditional|unsafe|not in the schema|compiles|does not compile)$/u,
        );
      }
    });
  });
});

describe("a change", () => {
  test("without JavaScript it shows verdicts, steps, findings and items", async () => {
    await visit(
      site,
      address,
      async (page) => {
        expect(await page.locator("h1").textContent()).toBe("Make a field repeated");
        expect(await page.locator(".verdicts .direction").count()).toBe(3);
        expect(await page.locator(".instructions li").count()).toBe(2);
        expect(await page.locator(".instructions li").last().textContent()).toMatch(
          /^no release should .*In a request: servers/,
        );
        expect(await page.locator(".window-switch").isVisible()).toBe(false);
        expect(await page.locator(".reported a").first().textContent()).toBe("R4/cardinality-changed");
        expect(await page.locator(".asked a").allTextContents()).toContain("GL3-2");
        expect(
          await page
            .locator(".behind")
            .last()
            .locator("a")
            .evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
        ).toEqual(["/review/analysis/", "/try/#diff", "/checklist/"].map(linkTo));
      },
      { javaScriptEnabled: false },
    );
  });

  test("that is a call names client and server, and one that is a message names who reads", async () => {
    const rowsOf = async (slug: string) => {
      let rows: string[] = [];
      await visit(site, `/changes/${slug}/`, async (page) => {
        rows = await page.locator(".verdicts .direction th").allTextContents();
      });
      return rows.slice(0, 2);
    };
    expect(await rowsOf("remove-a-method")).toEqual(["Old client, new server", "New client, old server"]);
    expect(await rowsOf("make-a-field-repeated")).toEqual(["New reads old", "Old reads new"]);
  });

  test("the picture of its steps says in words what it shows, and can be read at 320 pixels", async () => {
    await visit(
      site,
      address,
      async (page) => {
        const picture = page.locator(".steps-picture svg:visible");
        expect(await picture.count()).toBe(1);
        expect(await picture.getAttribute("aria-label")).toContain(
          "address = 2: written in 2.3, written too in 2.4, reserved in no release.",
        );
        const heights = await picture
          .locator("text")
          .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().height));
        expect(Math.min(...heights)).toBeGreaterThan(11);
        expect(await excessWidth(page)).toBeLessThanOrEqual(0);
      },
      { viewport: { width: 320, height: 700 } },
    );
  });

  test("its steps can be seen in a narrow window, and the browser keeps which", async () => {
    const troubles = await visit(site, address, async (page) => {
      const last = page.locator(".instructions li b").last();
      expect(await last.textContent()).toBe("no release");
      await page.getByLabel("One release each way").check();
      await expect.poll(() => last.textContent()).toBe("2.5");
      expect(await page.locator(".instructions .remark").count()).toBe(0);
      await page.goto(`${site.origin}${changePath("remove-a-field")}/`);
      await expect.poll(() => page.getByLabel("One release each way").isChecked()).toBe(true);
    });
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test("its address has the window that was chosen, for whoever gets the link", async () => {
    const troubles = await visit(site, address, async (page) => {
      await page.getByLabel("One release each way").check();
      await expect.poll(() => new URL(page.url()).search).toBe("?upgrade=1&downgrade=1");
      await page.goto(`${site.origin}${changePath("remove-a-field")}/`);
      await expect.poll(() => new URL(page.url()).search).toBe("?upgrade=1&downgrade=1");
    });
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test.each([
    [
      "that an address named",
      `${address}?upgrade=1&downgrade=2`,
      (page: Page) => page.getByLabel("Another one").waitFor(),
    ],
    [
      "that was chosen by its numbers",
      address,
      async (page: Page) => {
        await page.getByLabel("Another one").check();
        // The first step passes through a window that has a name.
        await page.getByLabel("Clients ahead by").selectOption("1");
        await page.getByLabel("behind by").selectOption("2");
      },
    ],
  ])("the window %s goes along to the next page", async (_, first, choose) => {
    const troubles = await visit(site, first, async (page) => {
      await choose(page);
      await expect.poll(() => new URL(page.url()).search).toBe("?upgrade=1&downgrade=2");
      await expect.poll(() => page.locator(".window-meaning").textContent()).toContain("up to 2 releases");
      await page.goto(`${site.origin}${changePath("remove-a-field")}/`);
      await expect.poll(() => page.getByLabel("behind by").inputValue()).toBe("2");
      expect(await page.getByLabel("Clients ahead by").inputValue()).toBe("1");
      expect(new URL(page.url()).search).toBe("?upgrade=1&downgrade=2");
    });
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test("everything that names a release follows the window of the steps", async () => {
    const troubles = await visit(
      site,
      `${changePath("add-an-enum-value")}/?upgrade=1&downgrade=2`,
      async (page) => {
        const last = page.locator(".instructions li b").last();
        await expect.poll(() => last.textContent()).toBe("2.6");
        const steps = await page.locator("section[aria-labelledby=steps]").textContent();
        expect(steps).toContain('enabled: "2.6"');
        expect(steps).toContain("no writer sends it before 2.6");
        expect(steps).not.toMatch(/enabled: "2\.5"|before 2\.5/);
        const reported = await page.locator("section[aria-labelledby=reported]").textContent();
        expect(reported).toContain("2.6 is the first in which it is fine");
        expect(reported).not.toContain("2.5");
      },
    );
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test("as Markdown it says for which window it is", async () => {
    const text = await (await fetch(`${site.origin}${changePath("add-an-enum-value")}/index.md`)).text();
    expect(text).toContain("`window: { upgrade: unbounded, downgrade: 1 }`");
    expect(text).toContain('enabled: "2.5"');
  });

  test("its address may name another window, whose steps are made in the page", async () => {
    const troubles = await visit(
      site,
      `${changePath("remove-a-field")}/?upgrade=0&downgrade=3`,
      async (page) => {
        const last = page.locator(".instructions li b").last();
        await expect.poll(() => last.textContent()).toBe("2.7");
        expect(await page.getByLabel("Another one").isChecked()).toBe(true);
        await page.getByLabel("behind by").selectOption("2");
        await expect.poll(() => last.textContent()).toBe("2.6");
        await expect.poll(() => new URL(page.url()).search).toBe("?upgrade=0&downgrade=2");
        await page.getByLabel("One release each way").check();
        await expect.poll(() => last.textContent()).toBe("2.5");
      },
    );
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test("of a field's name has a picture for each place that keeps names", async () => {
    await visit(site, `${changePath("rename-a-field")}/`, async (page) => {
      expect(await page.locator(".steps-picture").count()).toBe(4);
      expect(await page.locator(".carrier").allTextContents()).toEqual([
        "Where JSON is read",
        "Where JSON is logged with the names of the .proto file",
        "Where masks are read",
      ]);
    });
  });

  test("that turns a feature on says what check says where it comes at once", async () => {
    await visit(site, `${changePath("turn-a-feature-on")}/`, async (page) => {
      const reported = page.locator("section[aria-labelledby=reported]");
      expect(await reported.locator("a").allTextContents()).toEqual(["R2/enabled-too-early"]);
      expect(await reported.textContent()).toContain("2.5 is the first in which it is fine");
    });
  });

  test("both schemas open in the workbench", async () => {
    const troubles = await visit(site, address, async (page) => {
      await page.getByRole("link", { name: "Open both schemas in the workbench" }).click();
      await page.waitForURL(/\/try\/?#s=/);
      await page.getByText("R4/cardinality-changed").first().waitFor();
    });
    // The page is left while it still loads what it links to.
    expect(besidesRequests(troubles)).toEqual([]);
  });

  test("its example is where the link leads", async () => {
    await visit(site, address, async (page) => {
      await page.getByRole("link", { name: "types/singular-to-repeated-string" }).click();
      await page.waitForURL(/\/types\/in-a-program\/#example-types-singular-to-repeated-string$/);
      await page.locator("#example-types-singular-to-repeated-string").waitFor();
    });
  });

  const targets: [target: string, what: string][] = [
    ["/rules/r3-enums/#example-r3-oneof", "an example"],
    ["/types/in-a-program/#example-types-singular-to-repeated-string", "an example among many"],
    ["/libraries/#duplicates", "a heading below tables"],
    ["/guidelines/gl3-redundancy/#gl3-removed-inside-window", "a row of a table"],
    ["/checklist/#r1-2", "an item"],
    ["/rules/r4-field-types/#do-this-instead", "a heading"],
  ];

  test.each(someOf(targets, 3))("%s: %s lands below the header", async (target) => {
    await visit(site, target, async (page) => {
      await expect.poll(() => belowHeader(page)).toBeGreaterThanOrEqual(0);
      expect(await belowHeader(page)).toBeLessThan(200);
    });
  });

  test("what an address names stays below the header when a face comes late, until the reader moves the page", async () => {
    await read(site, "/types/in-a-program/#example-types-singular-to-repeated-string", async (page) => {
      await expect.poll(() => belowHeader(page)).toBe(16);
      await bringWideFace(page);
      await expect.poll(() => belowHeader(page)).toBe(16);
      await page.mouse.wheel(0, -300);
      await expect.poll(() => belowHeader(page)).toBe(316);
      await bringWideFace(page);
      expect(await belowHeader(page)).not.toBe(16);
    });
  });
});

describe("what a reader takes along", () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const clipboardOf = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
  const enumValue = changePath("add-an-enum-value");

  test("is the page as it is in the window that the reader chose", async () => {
    await visit(
      site,
      `${enumValue}/?upgrade=0&downgrade=3`,
      async (page) => {
        await page.getByText("In a response", { exact: true }).waitFor();
        await page.getByRole("button", { name: "Copy this page" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        const text = await clipboardOf(page);
        expect(text).toMatch(/^# Add a value to an enum\n/);
        expect(text).toContain("`window: { upgrade: 0, downgrade: 3 }`");
        expect(text).toMatch(/^### In a request$/m);
        expect(text).toContain('enabled: "2.7"');
        expect(text).not.toContain("unbounded");
        expect(text).not.toMatch(/Copied|Copy this page|Another one/);
        // As it was built it is the file, to the letter.
        await page.getByLabel("Clients ahead without a limit").check();
        await page.getByText(/Clients may run ahead of servers without a limit/).waitFor();
        await page.getByRole("button", { name: "Copy this page" }).click();
        await expect.poll(() => clipboardOf(page)).toContain("upgrade: unbounded");
        const file = await page.evaluate(() => fetch("index.md").then((response) => response.text()));
        expect(await clipboardOf(page)).toBe(file);
      },
      { permissions },
    );
  });

  test("is a setting, with the date of each direction where the two differ", async () => {
    await visit(
      site,
      `${enumValue}/?upgrade=0&downgrade=3`,
      async (page) => {
        const apart = page.locator(".enabled-apart");
        await apart.waitFor();
        expect(await apart.textContent()).toBe(
          "That is the later one, for what requests and responses carry: in a request alone it is 2.5, in a response alone it is 2.7.",
        );
        await page.getByRole("button", { name: "Copy the setting" }).click();
        await page.getByText("Copied", { exact: true }).waitFor();
        expect(await clipboardOf(page)).toBe(
          'features:\n  - name: overlay\n    elements: [acme.agent.v1.Driver.DRIVER_OVERLAY]\n    enabled: "2.7"',
        );
        await page.getByRole("button", { name: "Copy the comment" }).click();
        await expect.poll(() => clipboardOf(page)).toMatch(/^\/\/ grpc-evolution: allow R3\/value-added -- /);
        await page.getByLabel("One release each way").check();
        await expect.poll(() => apart.count()).toBe(0);
      },
      { permissions },
    );
  });
});

/** Has a face come with which the first paragraphs of the page take more lines. */
function bringWideFace(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const faces = [...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule instanceof CSSFontFaceRule);
    const wide = faces.find(({ style }) => style.fontFamily.includes("Plex Mono"));
    if (!wide) throw new Error("The page has no mono face.");
    const family = `Wide ${document.fonts.size}`;
    const face = new FontFace(family, wide.style.getPropertyValue("src"));
    document.fonts.add(face);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`main p { font-family: "${family}"; font-size: 2rem; }`);
    document.adoptedStyleSheets.push(sheet);
    await face.load();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

/** How many pixels below the header the place is that the address names. */
function belowHeader(page: Page): Promise<number> {
  return page.evaluate(() => {
    const header = document.querySelector(".navbar")?.getBoundingClientRect().bottom ?? 0;
    const place = document.getElementById(location.hash.slice(1))?.getBoundingClientRect().top ?? -1;
    return Math.round(place - header);
  });
}

test.each([
  "/changes/turn-a-feature-on/",
  "/tool/commands/",
  "/policy/four-releases/",
  "/policy/releases-and-semver/",
])("on 390 pixels %s shows where a frame cuts what is in it", async (where) => {
  await visit(
    site,
    where,
    async (page) => {
      const cut = await page.locator("main :is(pre, .scroll)").evaluateAll((frames) =>
        frames
          .filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
          .map((frame) => {
            const { backgroundImage, backgroundAttachment, overflowX } = getComputedStyle(frame);
            return {
              shadows: backgroundImage.split("linear-gradient").length - 1,
              backgroundAttachment,
              overflowX,
            };
          }),
      );
      expect(cut.length).toBeGreaterThan(0);
      for (const frame of cut) {
        expect(frame).toEqual({
          shadows: 4,
          backgroundAttachment: "local, local, scroll, scroll, scroll",
          overflowX: "auto",
        });
      }
    },
    { viewport: { width: 390, height: 800 } },
  );
});

test.each(["/", "/rules/"])("%s leads to the changes that people look for first", async (start) => {
  await visit(site, start, async (page) => {
    const links = page.locator(".frequent-changes li a");
    const frequent = entries.filter(({ frequent: isFrequent }) => isFrequent);
    expect(await links.count()).toBe(frequent.length);
    expect(await links.first().getAttribute("href")).toMatch(new RegExp(`^${linkTo("/changes/")}`));
  });
});

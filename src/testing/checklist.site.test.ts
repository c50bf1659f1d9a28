/** The checklist, used as reviewers use it. `npm run build` comes first. */
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { appliesTo, type ChangeKind, changeKinds, reviewSteps } from "@grpc-evolution/engine/rules/review.js";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type CheckedChange, checkedFragment } from "../content/checked-change.js";
import {
  besidesRequests,
  collisions,
  everyLook,
  excessWidth,
  hydrate,
  lookAt,
  read,
  type VisitOptions,
  visit as visitSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough, someOf } from "./thorough.js";

const site = siteOfTests();

/** Opens the checklist with a fragment, in a browser that may use the clipboard. */
async function visit(
  fragment: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const permissions = ["clipboard-read", "clipboard-write"];
  const troubles = await visitSite(site, `/checklist/${fragment}`, look, { permissions, ...options });
  // A reload ends what is still being loaded.
  expect(besidesRequests(troubles)).toEqual([]);
}

const release = new Set<string>(reviewSteps.filter(({ asked }) => asked === "release").map(({ id }) => id));
const asked = checklist.filter(({ step }) => !release.has(step));

/** The identifiers of the items that are asked for some kinds of change, in their order. */
function idsFor(...kinds: ChangeKind[]): string[] {
  return asked.filter((item) => appliesTo(item, kinds)).map(({ id }) => id);
}

/** The identifiers of the items that can be seen and answered. */
async function shownIds(page: Page): Promise<string[]> {
  const shown = page.locator(".item:has(fieldset)").filter({ visible: true });
  return shown.locator(".item-id").allTextContents();
}

function box(page: Page, kind: ChangeKind) {
  const does = changeKinds.find(({ id }) => id === kind)?.does.replaceAll("`", "") ?? "";
  return page.getByRole("checkbox", { name: does });
}

function item(page: Page, id: string) {
  return page.locator(`#${id.toLowerCase()}`);
}

function answer(page: Page, id: string, name: string) {
  return item(page, id).getByRole("radio", { name });
}

async function note(page: Page, id: string, text: string): Promise<void> {
  await item(page, id).locator("summary").click();
  await page.getByRole("textbox", { name: `Note on ${id}` }).fill(text);
}

const progress = (page: Page) => page.locator(".progress [role=status]").first();
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

const checked: CheckedChange = {
  subject: "storage.proto, 2.3 to 2.4",
  release: "2.4",
  elements: ["field-removed acme.M.queue_size", "enum-added acme.Driver"],
  kinds: ["adds", "removes"],
  answers: null,
  hasHistory: false,
  findings: [
    {
      check: "R1/removed-without-reserved",
      severity: "error",
      text: "queue_size is gone, and number 4 is not reserved. <b>really</b>",
      place: "storage.proto:12",
    },
    { check: "R3/enum-introduced", severity: "warning", text: "Driver is a new enum.", place: "" },
  ],
};

test("what the change does leaves the items that apply", async () => {
  await visit("", async (page) => {
    expect(await shownIds(page)).toEqual(asked.map(({ id }) => id));
    await box(page, "adds").check();
    await expect.poll(() => shownIds(page)).toEqual(idsFor("adds"));
    await box(page, "default").check();
    await expect.poll(() => shownIds(page)).toEqual(idsFor("adds", "default"));
    await page.getByRole("button", { name: `Show all ${asked.length}` }).click();
    await expect.poll(() => shownIds(page)).toEqual(asked.map(({ id }) => id));
    await box(page, "default").uncheck();
    await page.getByRole("button", { name: `Show all ${asked.length}` }).click();
    await expect.poll(() => shownIds(page)).toEqual(idsFor("adds"));
  });
});

test("steps and progress count the same answers, also where all items are shown", async () => {
  await visit("", async (page) => {
    const answer = (id: string) => page.locator(`#${id}`).getByRole("radio", { name: "holds" }).check();
    const inSteps = async () => {
      const texts = await page.locator(".step .unfold").allTextContents();
      return texts.reduce((sum, text) => sum + Number(/(\d+) answered/.exec(text)?.[1] ?? 0), 0);
    };
    await box(page, "adds").check();
    await answer("r2-1");
    await page.getByRole("button", { name: `Show all ${asked.length}` }).click();
    await answer("gl4-3");
    await page.getByText(`1 of ${idsFor("adds").length} items answered`).waitFor();
    expect(await inSteps()).toBe(1);
  });
});

test("answers, notes and what the change does survive a reload, until they are forgotten", async () => {
  await visit("", async (page) => {
    await box(page, "adds").check();
    await page.getByRole("textbox", { name: "Change" }).fill("Adds `io`");
    await answer(page, "R1-1", "holds").check();
    await answer(page, "R2-1", "not ready").check();
    await note(page, "R2-1", "sent by default in 2.4");
    const text = `2 of ${idsFor("adds").length} items answered, 1 not ready`;
    expect(await progress(page).textContent()).toBe(text);
    await page.reload();
    await expect.poll(() => progress(page).textContent()).toBe(text);
    expect(await box(page, "adds").isChecked()).toBe(true);
    expect(await answer(page, "R1-1", "holds").isChecked()).toBe(true);
    expect(await answer(page, "R2-1", "not ready").isChecked()).toBe(true);
    const kept = page.getByRole("textbox", { name: "Note on R2-1" });
    expect(await kept.inputValue()).toBe("sent by default in 2.4");
    expect(await page.getByRole("textbox", { name: "Change" }).inputValue()).toBe("Adds `io`");
    await page.getByRole("button", { name: "Forget" }).click();
    expect(await page.evaluate(() => localStorage.getItem("checklist"))).toBeNull();
    await page.reload();
    await expect.poll(() => progress(page).textContent()).toBe(`0 of ${asked.length} items answered`);
  });
});

test("a link carries the answers, and the reader's own stay beside them", async () => {
  let link = "";
  await visit("", async (page) => {
    await box(page, "renames").check();
    await answer(page, "R1-7", "does not apply").check();
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    await page.getByText("The link is copied.").waitFor();
    link = await copied(page);
    expect(link.replace(site.origin, "SITE")).toMatch(/^SITE\/checklist\/#c=1[\w-]+$/);
  });
  await visit("", async (page) => {
    await answer(page, "GL1-1", "holds").check();
    await page.goto(link);
    await page.getByText("These answers came with the link.").waitFor();
    expect(await answer(page, "R1-7", "does not apply").isChecked()).toBe(true);
    expect(await answer(page, "GL1-1", "holds").isChecked()).toBe(false);
    await page.getByRole("button", { name: "Forget" }).click();
    expect(await answer(page, "GL1-1", "holds").isChecked()).toBe(true);
    await page.goto(link);
    const own = page.getByRole("button", { name: "Show the one without a name, 1 answered" });
    await own.click();
    expect(await answer(page, "GL1-1", "holds").isChecked()).toBe(true);
    expect(page.url()).not.toContain("#");
    await page.goto(link);
    await answer(page, "R1-5", "holds").check();
    await page.reload();
    await expect.poll(() => answer(page, "R1-7", "does not apply").isChecked()).toBe(true);
    expect(await answer(page, "R1-5", "holds").isChecked()).toBe(true);
    await own.click();
    expect(await answer(page, "GL1-1", "holds").isChecked()).toBe(true);
    await page.getByRole("button", { name: "New checklist" }).click();
    await expect.poll(() => page.locator(".item :checked").count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Show the one/ }).count()).toBe(2);
  });
});

test("a link that holds nothing says so, and keeps the reader's own", async () => {
  await visit("", async (page) => {
    await answer(page, "GL1-1", "holds").check();
    await page.goto(`${page.url()}#c=1AAAA`);
    await page.getByText("The link holds no checklist.").waitFor();
    expect(await answer(page, "GL1-1", "holds").isChecked()).toBe(true);
  });
});

test("works where the browser keeps nothing", async () => {
  await read(site, "/checklist/", async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    await page.reload();
    await hydrate(page);
    await answer(page, "R1-1", "holds").check();
    await page.getByText("This browser refuses to keep answers").waitFor();
    expect(await progress(page).textContent()).toBe(`1 of ${asked.length} items answered`);
  });
});

describe("what check said", () => {
  test("answers the items that it decides, and the reader may change that", async () => {
    await visit((await checkedFragment(checked)) ?? "", async (page) => {
      await page.getByText("Taken over: storage.proto, 2.3 to 2.4.").waitFor();
      expect(await shownIds(page)).toEqual(idsFor("adds", "removes"));
      expect(await answer(page, "R1-2", "not ready").isChecked()).toBe(true);
      expect(await item(page, "R1-2").textContent()).toContain("number 4 is not reserved. <b>really</b>");
      expect(await item(page, "R1-2").locator("b").count()).toBe(0);
      expect(await answer(page, "R1-3", "holds").isChecked()).toBe(true);
      expect(await item(page, "R1-1").locator(":checked").count()).toBe(0);
      expect(await item(page, "R3-1").locator(":checked").count()).toBe(0);
      await answer(page, "R1-2", "does not apply").check();
      await item(page, "R1-2").getByRole("button", { name: "Clear" }).click();
      expect(await answer(page, "R1-2", "not ready").isChecked()).toBe(true);
    });
  });

  test.runIf(isThorough)(
    "of the same change again replaces no answer and no note, and stands beside them",
    async () => {
      await visit((await checkedFragment(checked)) ?? "", async (page) => {
        await page.getByText("Taken over").first().waitFor();
        expect(await page.getByRole("textbox", { name: "Release" }).inputValue()).toBe("2.4");
        await answer(page, "R1-2", "does not apply").check();
        await note(page, "R2-1", "on by default in 2.4");
        await box(page, "selects").check();
        const again: CheckedChange = {
          ...checked,
          subject: "storage.proto, again",
          findings: checked.findings.slice(1),
        };
        await page.goto("about:blank");
        await page.goto(
          `${site.origin}/checklist/${await checkedFragment({ ...again, answers: { "R1-2": "holds" } })}`,
        );
        await page.getByText("The answers and notes on this change are as they were given.").waitFor();
        expect(await answer(page, "R1-2", "does not apply").isChecked()).toBe(true);
        expect(await item(page, "R1-2").textContent()).toContain("By that it is: holds.");
        expect(await page.getByRole("textbox", { name: "Note on R2-1" }).inputValue()).toBe(
          "on by default in 2.4",
        );
        expect(await box(page, "selects").isChecked()).toBe(true);
        const other: CheckedChange = {
          ...checked,
          elements: ["method-added acme.S.B"],
          subject: "other.proto",
        };
        await page.goto("about:blank");
        await page.goto(`${site.origin}/checklist/${await checkedFragment(other)}`);
        await page.getByText("Taken over: other.proto").waitFor();
        expect(await answer(page, "R1-2", "not ready").isChecked()).toBe(true);
        await answer(page, "R1-2", "holds").check();
        await page.getByRole("button", { name: "Show storage.proto, again" }).click();
        expect(await answer(page, "R1-2", "does not apply").isChecked()).toBe(true);
      });
    },
  );

  test("leads to what only the reader can tick", async () => {
    await visit((await checkedFragment(checked)) ?? "", async (page) => {
      await page.waitForFunction(() => document.activeElement?.classList.contains("triage"));
      expect(await page.getByText("no check sees it: say it yourself").count()).toBe(3);
      const top = await page.locator(".triage").evaluate((each) => each.getBoundingClientRect().top);
      expect(top).toBeGreaterThanOrEqual(50);
      expect(top).toBeLessThan(400);
    });
  });

  test("is taken over from the command's output", async () => {
    const report = {
      summary: { revisions: 12, baselines: ["v2.3.0"] },
      findings: [
        {
          check: "R4/type-changed",
          severity: "error",
          status: "new",
          message: "count is a string now.",
          file: "a.proto",
          line: 7,
        },
      ],
    };
    await visit("", async (page) => {
      await page.getByText("Take over what check found").click();
      const field = page.getByRole("textbox", { name: "Paste the output" });
      await field.fill("nothing");
      await page.getByRole("button", { name: "Take over" }).click();
      await page.getByText("This is not the output of check --format json.").waitFor();
      await field.fill(JSON.stringify(report));
      await page.getByRole("button", { name: "Take over" }).click();
      await expect.poll(() => answer(page, "R4-1", "not ready").isChecked()).toBe(true);
      expect(await answer(page, "R1-1", "holds").isChecked()).toBe(true);
      expect(await item(page, "R4-1").locator(".of-check").textContent()).toContain("a.proto:7");
    });
  });
});

test("copies Markdown with the answers, and the address of an item", async () => {
  await visit("", async (page) => {
    await box(page, "adds").check();
    await answer(page, "R1-1", "holds").check();
    await note(page, "R1-1", "searched *all* branches");
    await page.getByRole("button", { name: "Copy my answers as Markdown" }).click();
    await page.getByText("The checklist is copied as Markdown.").waitFor();
    const markdown = (await copied(page)).replaceAll(site.origin, "SITE");
    expect(markdown).toMatch(
      /### Holds\n\n- \[R1-1\]\(SITE\/checklist\/#r1-1\).* Note: searched \\\*all\\\* branches\n/,
    );
    expect([...markdown.matchAll(/#\w+-\d+\)/g)].length).toBe(idsFor("adds").length);
    await page.getByRole("button", { name: "Copy the link to R2-1" }).click();
    await expect.poll(() => copied(page)).toMatch(/\/checklist\/#r2-1$/);
  });
});

test("the address of an item shows it, also where it does not apply", async () => {
  await visit("#r2-5", async (page) => {
    const isInView = () =>
      item(page, "R2-5").evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top > 60 && bottom <= innerHeight;
      });
    await expect.poll(isInView).toBe(true);
    await box(page, "adds").check();
    await expect.poll(() => shownIds(page)).toEqual(expect.arrayContaining([...idsFor("adds"), "R2-5"]));
    await page.reload();
    await expect.poll(isInView).toBe(true);
  });
});

test("a link of another page leads to the item and marks it", async () => {
  const troubles = await visitSite(site, "/rules/r4-field-types/", async (page) => {
    await page.locator('main a[href*="/checklist#r4-1"], main a[href*="/checklist/#r4-1"]').first().click();
    await page.locator(".item.target#r4-1").waitFor();
    const marked = await item(page, "R4-1").evaluate((each) => getComputedStyle(each).backgroundColor);
    const other = await item(page, "R4-2").evaluate((each) => getComputedStyle(each).backgroundColor);
    expect(marked).not.toBe(other);
    await expect
      .poll(() => item(page, "R4-1").evaluate((each) => each.getBoundingClientRect().top))
      .toBeLessThan(500);
  });
  expect(besidesRequests(troubles)).toEqual([]);
});

test("a block of code shows at its side that more of its lines is there", async () => {
  const troubles = await visitSite(site, "/changes/make-a-field-repeated/", async (page) => {
    const attachments = await page
      .locator("main pre")
      .first()
      .evaluate((each) => getComputedStyle(each).backgroundAttachment);
    // Covers move with the lines, the shadows below them do not.
    expect(attachments).toBe("local, local, scroll, scroll, scroll");
  });
  expect(troubles).toEqual([]);
});

test("a narrow screen shows the head in one row, and folds how to verify", async () => {
  await visit(
    (await checkedFragment(checked)) ?? "",
    async (page) => {
      await page.getByText("Taken over").first().waitFor();
      expect(
        await page.locator(".checklist .progress").evaluate((each) => each.getBoundingClientRect().height),
      ).toBeLessThan(60);
      expect(await page.locator(".item").filter({ visible: true }).count()).toBe(0);
      const step = page.locator(".step").filter({ has: item(page, "R1-2") });
      await step.getByRole("button", { name: /^Show \d+ items?, \d+ answered$/ }).click();
      expect(await item(page, "R1-2").locator(".verify").isVisible()).toBe(false);
      await page.getByRole("button", { name: "More on R1-2" }).click();
      expect(await item(page, "R1-2").locator(".verify").isVisible()).toBe(true);
    },
    { viewport: { width: 390, height: 800 } },
  );
});

test("the keyboard answers, and the focus stays", async () => {
  await visit("", async (page) => {
    await answer(page, "R1-2", "holds").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    expect(await answer(page, "R1-2", "does not apply").isChecked()).toBe(true);
    const focused = () =>
      page.evaluate(() => [document.activeElement?.closest(".item")?.id, document.activeElement?.tagName]);
    expect(await focused()).toEqual(["r1-2", "INPUT"]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await item(page, "R1-2").locator(":checked").count()).toBe(0);
    expect(await focused()).toEqual(["r1-2", "INPUT"]);
    const group = item(page, "R1-2").getByRole("group");
    expect(await group.count()).toBeGreaterThan(0);
    expect(await page.getByRole("group", { name: /^Every removed field or enum value/ }).count()).toBe(1);
  });
});

describe("printed", () => {
  /** How many pages of A4 the browser makes of it. */
  async function pages(page: Page): Promise<number> {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    return [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;
  }

  test.each(someOf(["light", "dark"] as const, 2))("all items are two pages, %s", async (colorScheme) => {
    const look = async (page: Page) => {
      expect(await pages(page)).toBe(2);
      await page.emulateMedia({ media: "print" });
      const color = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).color);
      expect(await color(".item-holds")).toBe("rgb(0, 0, 0)");
      const texts = page.locator(".item-holds").filter({ visible: true });
      expect(await texts.count()).toBe(checklist.length);
      for (const label of ["Change", "Release", "Reviewer", "Date"])
        expect(await page.locator(".heading-fields").getByText(label).isVisible()).toBe(true);
      for (const gone of [".triage", ".progress", ".theme-doc-sidebar-container", ".item .copy"])
        expect(await page.locator(gone).first().isVisible()).toBe(false);
    };
    await visit("", look, { colorScheme });
  });

  test("a filled one is two pages, with notes and filled boxes", async () => {
    await visit("", async (page) => {
      await answer(page, "R1-2", "not ready").check();
      for (const id of ["R1-2", "R2-1", "GL1-2"]) await note(page, id, "see the comment of the author");
      expect(await pages(page)).toBe(2);
      await page.emulateMedia({ media: "print" });
      expect(await item(page, "R1-2").getByText("Note: see the comment").isVisible()).toBe(true);
      const backgrounds = item(page, "R1-2")
        .locator("label .sign")
        .evaluateAll((signs) => signs.map((sign) => getComputedStyle(sign).backgroundColor));
      const empty = "rgba(0, 0, 0, 0)";
      expect(await backgrounds).toEqual([empty, empty, "rgb(0, 0, 0)"]);
    });
  });

  test("what applies to one kind of change is a page", async () => {
    await visit("", async (page) => {
      await box(page, "default").check();
      expect(await pages(page)).toBe(1);
    });
  });
});

test("without JavaScript all items can be read and printed", async () => {
  await visit(
    "",
    async (page) => {
      expect(await page.locator(".item-holds").filter({ visible: true }).count()).toBe(checklist.length);
      expect(await page.locator(".item .verify").filter({ visible: true }).count()).toBe(checklist.length);
      expect(await page.locator(".checklist :is(input, button)").filter({ visible: true }).count()).toBe(0);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".answering").first().isVisible()).toBe(true);
    },
    { javaScriptEnabled: false },
  );
});

test("filled, it fits and axe finds nothing, in every look", async () => {
  await visit((await checkedFragment(checked)) ?? "", async (page) => {
    await page.getByText("Taken over").first().waitFor();
    await note(page, "R1-2", "see the comment of the author");
    await page.getByText("Take over what check found").click();
    await lookAt(page, everyLook, async (_look, name, violated) => {
      expect(await excessWidth(page), name).toBeLessThanOrEqual(0);
      expect(await collisions(page), name).toEqual([]);
      expect(await violated(), name).toEqual([]);
    });
  });
});

test("with forced colors the chosen answer is framed", async () => {
  await visit(
    "",
    async (page) => {
      await answer(page, "R1-2", "holds").check();
      await page.locator("h1").click();
      const frame = (name: string) =>
        item(page, "R1-2")
          .locator("label", { hasText: name })
          .evaluate((label) => getComputedStyle(label).outlineStyle);
      expect(await frame("holds")).toBe("solid");
      expect(await frame("not ready")).toBe("none");
    },
    { forcedColors: "active" },
  );
});

/** The page where a change is judged, used as reviewers use it with a diff. `npm run build` comes first. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { root } from "../root.js";
import {
  addStyle,
  besidesRequests,
  everyLook,
  excessWidth,
  hydrate,
  lookAt,
  type VisitOptions,
  visit as visitSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough, someOf } from "./thorough.js";

const site = siteOfTests();

const clipboard: VisitOptions = { permissions: ["clipboard-read", "clipboard-write"] };

async function visit(
  address: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const troubles = await visitSite(site, `/try/${address}`, look, options);
  expect(besidesRequests(troubles)).toEqual([]);
}

const oldStorage = `syntax = "proto3";

package acme.agent.v1;

enum DiskState {
  DISK_STATE_UNSPECIFIED = 0;
  DISK_STATE_READY = 1;
  DISK_STATE_FAILED = 2;
}

message AttachDiskRequest {
  string disk_id = 1;
  string mount_point = 2;
  bool read_only = 3;
  uint32 queue_size = 4;
}

message AttachDiskResponse {
  DiskState state = 1;
}

service Storage {
  rpc AttachDisk(AttachDiskRequest) returns (AttachDiskResponse);
}
`;

/** A field goes, a value comes, a field has another name, and another one is set from the release that brings it. */
const fourChanges = `diff --git a/protos/storage.proto b/protos/storage.proto
index 3a9f24d..32a9e6c 100644
--- a/protos/storage.proto
+++ b/protos/storage.proto
@@ -6,13 +6,15 @@ enum DiskState {
   DISK_STATE_UNSPECIFIED = 0;
   DISK_STATE_READY = 1;
   DISK_STATE_FAILED = 2;
+  DISK_STATE_DEGRADED = 3;
 }
 
 message AttachDiskRequest {
   string disk_id = 1;
-  string mount_point = 2;
+  string mount_path = 2;
   bool read_only = 3;
-  uint32 queue_size = 4;
+  // Set by default from this release on.
+  bool discard = 5;
 }
 
 message AttachDiskResponse {
`;

const diffBox = (page: Page) => page.getByLabel("Unified diff");
const editor = (page: Page, age: "Old" | "New") =>
  page.getByRole("region", { name: `${age} schema` }).locator("textarea");
const finding = (page: Page, check: string) => page.locator(`.finding[data-check="${check}"]`);
const copyButton = (page: Page) => page.getByRole("button", { name: "Copy as review comment" });

const openSettings = (page: Page) => page.locator(".settings > summary").click();

async function pasteDiff(page: Page, diff: string): Promise<void> {
  await diffBox(page).fill(diff);
}

/** Nothing reads as if the change was judged. */
async function expectNoVerdict(page: Page, reason: RegExp): Promise<void> {
  await page.getByRole("status").filter({ hasText: reason }).first().waitFor();
  await expect
    .poll(() => page.getByText(/No findings|every field of the \w+ below reads the same/).count())
    .toBe(0);
  expect(await page.locator(".finding").count()).toBe(0);
  expect(await copyButton(page).count()).toBe(0);
  expect(await page.getByRole("button", { name: /checklist/i }).count()).toBe(0);
  expect(await page.getByText("Nothing is judged").count()).toBe(1);
}

async function copiedComment(page: Page): Promise<string> {
  await copyButton(page).click();
  await page.getByText("Copied.", { exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test.runIf(isThorough)("from a pasted diff to the comment in twelve steps at most", async () => {
  await visit(
    "",
    async (page) => {
      const steps: string[] = [];
      const step = async (name: string, doing: Promise<unknown>) => {
        steps.push(name);
        await doing;
      };
      await step("paste the diff", diffBox(page).fill(fourChanges));
      await finding(page, "R1/removed-without-reserved").waitFor();
      await step("open the settings", openSettings(page));
      await step("name the old release", page.getByLabel("Old release").fill("2.3"));
      await step("name the new release", page.getByLabel("New release").fill("2.4"));
      await step("declare the window", page.getByLabel("Client behind the server").selectOption("1"));
      await page
        .locator(".finding")
        .filter({ hasText: "May be used from" })
        .or(finding(page, "R3/value-added"))
        .first()
        .waitFor();
      await step("copy the comment", copyButton(page).click());
      await page.getByText("Copied.", { exact: true }).waitFor();
      console.log(`${steps.length} steps: ${steps.join(", ")}`);
      expect(steps.length).toBeLessThanOrEqual(12);

      const comment = await page.evaluate(() => navigator.clipboard.readText());
      expect(comment).toMatch(/`AttachDiskRequest\.queue_size`.*R1\/removed-without-reserved/);
      expect(comment).toMatch(/R3\/value-added\S* .*DISK_STATE_DEGRADED/);
      expect(comment).toMatch(/R1\/renamed\S* .*mount_path/);
      // No schema shows from when a field is set: the author is asked.
      expect(comment).toMatch(
        /- \[ \] `AttachDiskRequest\.discard`.*: which release sends it by default.*\[R2-1\]/,
      );
      expect(comment).toMatch(/^## Compatibility analysis\n\n\*\*Not ready: \d errors?, /);
      expect(comment).toContain("Read from a diff alone");
      expect(comment.replaceAll(site.origin, "SITE")).toMatch(/\]\(SITE\/try\/#s=1[\w-]+\)/);
    },
    clipboard,
  );
});

describe("a diff", () => {
  test("alone leads to both versions, and says what it leaves out", async () => {
    await visit("", async (page) => {
      await page.getByRole("button", { name: "A diff" }).click();
      expect(await page.getByRole("heading", { name: "The two versions" }).count()).toBe(0);
      await diffBox(page).fill(fourChanges);
      await page
        .getByText("Not in the diff: lines 1 to 5 and what follows line 20 of the new file.")
        .waitFor();
      const lineOf = async (side: string, text: string) => {
        const panel = page.locator(`.side.${side}`);
        const lines = (await panel.locator("textarea").inputValue()).split("\n");
        const numbers = (await panel.locator(".numbers").textContent())?.split("\n") ?? [];
        return numbers[lines.findIndex((line) => line.includes(text))];
      };
      expect(await lineOf("new", "Lines 1 to 5")).toBe("");
      expect(await lineOf("new", "mount_path")).toBe("14");
      expect(await lineOf("old", "mount_point")).toBe("13");
      await page
        .locator(".finding")
        .getByRole("button", { name: "protos/storage.proto:14:" })
        .first()
        .waitFor();
      expect(await editor(page, "New").inputValue()).toContain("mount_path");
    });
  });

  test("is applied to the old text where that is given", async () => {
    await visit("", async (page) => {
      await page.getByRole("button", { name: "A diff" }).click();
      await page.getByRole("button", { name: "Give the old file first" }).click();
      await page.getByLabel("The old file").fill(oldStorage);
      await diffBox(page).fill(fourChanges);
      await page.getByText("1 hunk applied to the old text.").waitFor();
      expect(await editor(page, "New").inputValue()).toContain("rpc AttachDisk");
    });
  });

  test("is applied once the old text comes, and judged no more where it does not fit", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges);
      await page.getByText("Rebuilt from 1 hunk").waitFor();
      await editor(page, "Old").fill(oldStorage);
      await page.getByText("1 hunk applied to the old text.").waitFor();
      await editor(page, "Old").fill(oldStorage.replace("bool read_only = 3;", "bool is_read_only = 3;"));
      await page.getByText(/line 14: the diff has\s+bool read_only = 3;/).waitFor();
      await expectNoVerdict(page, /1 of 1 hunk not applied/);
      await page.reload();
      await expectNoVerdict(page, /1 of 1 hunk not applied/);
      await page.getByRole("button", { name: "Use the diff alone" }).click();
      await page.getByText("Rebuilt from 1 hunk").waitFor();
      await finding(page, "R1/renamed").waitFor();
    });
  });

  test("keeps what was found in it until the old file is there, and takes the reader to where that is pasted", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges);
      await finding(page, "R1/renamed").waitFor();
      const fresh = await editor(page, "New").inputValue();
      await page.getByRole("button", { name: "Give the old file" }).click();
      const box = page.getByLabel("The old protos/storage.proto");
      await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
      expect(await box.evaluate((area) => area === document.activeElement)).toBe(true);
      await page.getByText("Until it is there, the diff alone is judged.").waitFor();
      expect(await editor(page, "New").inputValue()).toBe(fresh);
      expect(await finding(page, "R1/renamed").count()).toBe(1);
      await page.keyboard.insertText(oldStorage);
      await page.getByText("1 hunk applied to the old text.").waitFor();
      expect(await box.evaluate((area) => area === document.activeElement)).toBe(true);
      expect(await editor(page, "New").inputValue()).toContain("rpc AttachDisk");
      await box.fill("message Other {}");
      await expectNoVerdict(page, /1 of 1 hunk not applied/);
      await box.fill("");
      await finding(page, "R1/renamed").waitFor();
    });
  });

  test("may be a hunk without the names of its file", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges.slice(fourChanges.indexOf("@@ ")));
      await finding(page, "R1/renamed").waitFor();
      await page.getByText("The diff does not name the file.").waitFor();
    });
  });

  test("of another change never meets the old text of the one before, also after a reload", async () => {
    const other = `--- a/agent.proto\n+++ b/agent.proto\n@@ -1,5 +1,4 @@\n syntax = "proto3";\n \n message M {\n-  string root_folder = 2;\n }\n`;
    await visit("", async (page) => {
      await page.getByRole("button", { name: "A diff" }).click();
      await page.getByRole("button", { name: "Give the old file first" }).click();
      await page.getByLabel("The old file").fill(oldStorage);
      await diffBox(page).fill(fourChanges);
      await page.getByText("1 hunk applied to the old text.").waitFor();
      await page.getByText("Kept in this browser.").waitFor();
      await page.reload();
      await page.getByText("This is as you left it.").waitFor();
      await diffBox(page).fill(other);
      await page.getByText("The diff has all of it.").waitFor();
      await finding(page, "R1/removed-without-reserved").getByText("M.root_folder").first().waitFor();
      expect(await editor(page, "Old").inputValue()).not.toContain("AttachDisk");
      await page.getByRole("button", { name: "Bring it back" }).click();
      await page.getByText("1 hunk applied to the old text.").waitFor();
      expect(await editor(page, "Old").inputValue()).toBe(oldStorage);
    });
  });

  test("that cannot be read takes verdict, comment and checklist away, also after a reload", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges);
      await finding(page, "R1/renamed").waitFor();
      await diffBox(page).fill("no diff");
      await expectNoVerdict(page, /This is not a unified diff/);
      await page.getByText("Kept in this browser.").waitFor();
      await page.reload();
      await expectNoVerdict(page, /This is not a unified diff/);
      await diffBox(page).fill("");
      await page.getByRole("button", { name: "Give the old file first" }).waitFor();
      expect(await page.getByText("No findings").count()).toBe(0);
    });
  });

  test("that is cut off says both counts, and is read on with the lines that are there", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges.slice(0, fourChanges.indexOf(" message AttachDiskResponse")));
      await expectNoVerdict(page, /counts 13 old and 15 new lines, and 12 old and 14 new lines follow/);
      await page.getByRole("button", { name: "Read on with the lines that are there" }).click();
      await finding(page, "R1/renamed").waitFor();
      await page.getByText("1 hunk read with other lines than the header counts.").waitFor();
      await page.getByText("Kept in this browser.").waitFor();
      await page.reload();
      await page.getByText("1 hunk read with other lines than the header counts.").waitFor();
      await finding(page, "R1/renamed").waitFor();
    });
  });

  test("that gives a file another name says what follows from that", async () => {
    const header = "diff --git a/protos/storage.proto b/protos/disks.proto\nsimilarity index 90%\n";
    const names = "rename from protos/storage.proto\nrename to protos/disks.proto\n";
    await visit(
      "",
      async (page) => {
        await pasteDiff(page, header + names);
        await page.getByText("Nothing is judged: no text changed, only the names of files.").waitFor();
        await page.getByText("nothing changes on the wire. Its text is the same.").waitFor();
        expect(await page.getByText("What is missing is not judged").count()).toBe(0);
        const hunks = fourChanges
          .slice(fourChanges.indexOf("--- a/"))
          .replace("+++ b/protos/storage", "+++ b/protos/disks");
        await diffBox(page).fill(header + names + hunks);
        await finding(page, "R1/renamed").waitFor();
        await page.getByText("Renamed from protos/storage.proto.").waitFor();
        expect(await copiedComment(page)).toContain(
          "> `protos/storage.proto` is renamed to `protos/disks.proto`. What imports it",
        );
      },
      clipboard,
    );
  });

  test("can be dropped anywhere", async () => {
    await visit("?example=r1/reuse", async (page) => {
      await page.getByRole("heading", { name: "What the rules say" }).waitFor();
      await page.locator(".workbench .summary").evaluate((element, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "change.patch"));
        element.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
      }, fourChanges);
      await finding(page, "R1/removed-without-reserved").waitFor();
    });
  });
});

test("a sign beside a line leads to its finding, and the finding back to the line", async () => {
  await visit("", async (page) => {
    await pasteDiff(page, fourChanges);
    const sign = page
      .getByRole("list", { name: /^Findings in New schema/ })
      .getByRole("button", { name: /R1\/renamed/ });
    await sign.click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("data-check") === "R1/renamed");
    expect(new URL(page.url()).hash).toBe("");
    await finding(page, "R1/renamed")
      .getByRole("button", { name: /storage\.proto:14/ })
      .click();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  });
});

describe("the work", () => {
  test("survives a reload, until it is forgotten", async () => {
    await visit("", async (page) => {
      await pasteDiff(page, fourChanges);
      await page.getByText("Kept in this browser.").waitFor();
      await finding(page, "R1/renamed").waitFor();
      await page.reload();
      await page.getByText("This is as you left it.").waitFor();
      expect(await diffBox(page).inputValue()).toBe(fourChanges);
      await finding(page, "R1/renamed").waitFor();
      await page.getByRole("button", { name: "Forget" }).click();
      await page.reload();
      await hydrate(page);
      expect(await diffBox(page).inputValue()).toBe("");
      expect(await page.getByText("This is as you left it.").count()).toBe(0);
    });
  });

  test("goes on where the browser refuses to store it, and says so", async () => {
    const context = await site.browser.newContext();
    try {
      const page = await context.newPage();
      await page.addInitScript(() => {
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("No.", "SecurityError");
          },
        });
      });
      await page.goto(`${site.origin}/try/`);
      await pasteDiff(page, fourChanges);
      await finding(page, "R1/renamed").waitFor();
      await page.getByText("this browser refuses to store it").waitFor();
    } finally {
      await context.close();
    }
  });

  test("is in the link with its settings, and a link from before there were any still opens", async () => {
    await visit(
      "",
      async (page) => {
        await pasteDiff(page, fourChanges);
        await finding(page, "R1/renamed").waitFor();
        await openSettings(page);
        await page.getByLabel("Preset").selectOption("standard");
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByText("The link is copied").waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        await page.evaluate(() => localStorage.clear());
        await page.goto("about:blank");
        await page.goto(link);
        await page.getByText("preset standard").first().waitFor();
        expect(await editor(page, "New").inputValue()).toContain("mount_path");
      },
      clipboard,
    );
  });

  test("comes with a link from before there were settings", async () => {
    const file = (text: string) => [{ name: "m.proto", text: `syntax = "proto3";\n${text}` }];
    const state = {
      kind: "comparison",
      before: file("message Before { string a = 1; }"),
      after: file("message Before { int32 a = 1; }"),
      message: "",
      value: "[null,null]",
    };
    await visit(`#s=1${deflateRawSync(JSON.stringify(state)).toString("base64url")}`, async (page) => {
      await finding(page, "R4/type-changed").waitFor();
      expect(await page.locator(".settings > summary").textContent()).toContain("no window · preset strict");
    });
  });

  test("is asked for as a diff where a link says so, and keeps what was there", async () => {
    await visit("#diff", async (page) => {
      await diffBox(page).waitFor();
      expect(await diffBox(page).evaluate((area) => area === document.activeElement)).toBe(true);
      expect(await page.getByLabel("Old release").isVisible()).toBe(false);
      expect(await page.getByRole("heading", { name: "The two versions" }).count()).toBe(0);
    });
  });
});

test("from a pasted diff over what no schema shows and the checklist to one comment, in twelve steps at most", async () => {
  await visit(
    "#diff",
    async (page) => {
      const steps: string[] = [];
      const step = async (name: string, doing: Promise<unknown>) => {
        steps.push(name);
        await doing;
      };
      await step("paste the diff", diffBox(page).fill(fourChanges));
      await step("open the settings", openSettings(page));
      await step("name the old release", page.getByLabel("Old release").fill("2.3"));
      await step("name the new release", page.getByLabel("New release").fill("2.4"));
      await step("declare the window", page.getByLabel("Client behind the server").selectOption("1"));
      const selects = page.getByRole("checkbox", { name: /^lets a string or a number select behavior/ });
      await step("tick what the description says", selects.check());
      await step("write it down", page.getByLabel(/^In its words/).fill("discard is on by default"));
      await step("open the checklist", page.getByRole("button", { name: "Open the checklist" }).click());
      const item = page.locator("#r2-1");
      await step("answer an item", item.getByRole("radio", { name: "not ready" }).check());
      await step("open its note", item.locator("summary").click());
      await step("write the note", page.getByRole("textbox", { name: "Note on R2-1" }).fill("wait for 2.5"));
      const copy = page.getByRole("button", { name: "Copy as review comment" });
      await step("copy the comment", copy.click());
      await page.getByText("copied as one comment").waitFor();
      console.log(`${steps.length} steps: ${steps.join(", ")}`);
      expect(steps.length).toBeLessThanOrEqual(12);
      const comment = await page.evaluate(() => navigator.clipboard.readText());
      for (const part of [/Note: wait for 2\.5/, /> discard is on by default/, /R3\/value-added\S* .*2\.4/])
        expect(comment).toMatch(part);
    },
    clipboard,
  );
});

/** What no check sees is said beside the diff and on the checklist, and is in one comment with what the checks found. */
test.runIf(isThorough)(
  "answers and notes given on the checklist come into the comment, here and there",
  async () => {
    await visit(
      "",
      async (page) => {
        await pasteDiff(page, fourChanges);
        await finding(page, "R1/renamed").waitFor();
        await page.getByRole("checkbox", { name: /^lets a string or a number select behavior/ }).check();
        await page.getByLabel(/^In its words/).fill("on by default; driver may be blk");
        const before = await copiedComment(page);
        expect(before).toContain("> on by default; driver may be blk");
        expect(before).toMatch(/- \[ \] .*R2-1/);
        await page.getByRole("button", { name: "Open the checklist" }).click();
        await page.getByText("Taken over").first().waitFor();
        const item = (id: string) => page.locator(`#${id}`);
        expect(await page.locator(".triage :checked").count()).toBeGreaterThanOrEqual(4);
        expect(await page.getByRole("checkbox", { name: /^lets a string or a number/ }).isChecked()).toBe(
          true,
        );
        await item("r2-1").getByRole("radio", { name: "not ready" }).check();
        await item("r2-1").locator("summary").click();
        await page.getByRole("textbox", { name: "Note on R2-1" }).fill("wait for 2.5");
        await page.getByRole("button", { name: "Copy as review comment" }).click();
        await page.getByText("copied as one comment").waitFor();
        const there = await page.evaluate(() => navigator.clipboard.readText());
        await page.getByRole("link", { name: "Back to the findings" }).click();
        await page.getByText("With 1 answer of yours from the checklist.").waitFor();
        await page.getByRole("button", { name: "Copy as review comment" }).click();
        await page.getByText("Copied.", { exact: true }).waitFor();
        const here = await page.evaluate(() => navigator.clipboard.readText());
        expect(here).toBe(there);
        expect(here).toMatch(/- \*\*Not ready\*\*: \[R2-1\]\(\S+\) .*Note: wait for 2\.5/);
        expect(here).not.toMatch(/- \[ \] .*R2-1/);
        expect(here).toContain("R1/removed-without-reserved");
        expect(here).toContain("> on by default; driver may be blk");
        await page.getByRole("button", { name: "Open the checklist" }).click();
        await page.getByText("The answers and notes on this change are as they were given.").waitFor();
        expect(await page.getByRole("textbox", { name: "Note on R2-1" }).inputValue()).toBe("wait for 2.5");
      },
      clipboard,
    );
  },
);

test.runIf(isThorough)(
  "what no schema shows is ticked once, beside the diff or on the checklist",
  async () => {
    await visit(
      "",
      async (page) => {
        const box = (name: RegExp) => page.getByRole("checkbox", { name });
        const meaning = /^changes a meaning/;
        const selects = /^lets a string or a number select behavior/;
        await pasteDiff(page, fourChanges);
        await finding(page, "R1/renamed").waitFor();
        await box(selects).check();
        expect(await copiedComment(page)).toContain("- It lets a string or a number select behavior");
        await page.getByRole("button", { name: "Open the checklist" }).click();
        await page.getByText("Taken over").first().waitFor();
        await box(meaning).check();
        await box(selects).uncheck();
        await page.getByRole("button", { name: "Copy as review comment" }).click();
        await page.getByText("copied as one comment").waitFor();
        const there = await page.evaluate(() => navigator.clipboard.readText());
        expect(there).toContain("### As the description states\n\n- It changes one of these: a meaning");
        expect(there).not.toContain("- It lets a string");
        await page.getByRole("link", { name: "Back to the findings" }).click();
        await page.waitForFunction(
          (label) =>
            [...document.querySelectorAll(".stated label")].some(
              (each) => each.textContent?.trim().startsWith(label) && each.querySelector("input")?.checked,
            ),
          "changes a meaning",
        );
        expect(await box(selects).isChecked()).toBe(false);
        const here = await copiedComment(page);
        expect(here).toContain("### As the description states\n\n- It changes one of these: a meaning");
        expect(here).not.toContain("- It lets a string");
        // What is ticked here afterwards is not overruled by what was ticked there before.
        await box(meaning).uncheck();
        expect(await copiedComment(page)).not.toContain("As the description states");
        expect(await box(meaning).isChecked()).toBe(false);
        await box(meaning).check();
        await copiedComment(page);
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByText("The link is copied").waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        await page.evaluate(() => localStorage.clear());
        await page.goto("about:blank");
        await page.goto(link);
        await finding(page, "R1/renamed").waitFor();
        expect(await box(meaning).isChecked()).toBe(true);
      },
      clipboard,
    );
  },
);

test("what was found is in sight of a diff that was pasted, with the way there", async () => {
  await visit("#diff", async (page) => {
    await diffBox(page).fill(fourChanges);
    const way = page.getByRole("link", { name: "To the findings and the comment" });
    await way.waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    expect((await way.boundingBox())?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
    expect(await page.locator(".summary [role=status]").textContent()).toMatch(/^\d errors?, /);
    const isAtFindings = () =>
      page.evaluate(() => {
        const focused = document.activeElement;
        const top = focused?.getBoundingClientRect().top ?? -1;
        return focused?.id === "rules-say" && top >= 0 && top < innerHeight / 2;
      });
    await way.click();
    await expect.poll(isAtFindings).toBe(true);
    await page.getByRole("button", { name: "Open the checklist" }).click();
    await page.getByRole("link", { name: "Back to the findings" }).click();
    await expect.poll(isAtFindings).toBe(true);
  });
});

/** A change of another protocol than the one that the page begins with. */
function sharedChange(): string {
  const file = (body: string) => [
    { name: "disk.proto", text: `syntax = "proto3";\npackage other;\nmessage Disk {\n${body}\n}\n` },
  ];
  const state = {
    kind: "comparison",
    before: file("  string id = 1;\n  string mount_point = 2;"),
    after: file("  string id = 1;\n  string mount_path = 2;\n  bool discard = 5;"),
    message: "",
    value: "[null,null]",
  };
  return `#s=1${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;
}

describe("a change that came with a link", () => {
  const openChecklist = (page: Page) => page.getByRole("button", { name: "Open the checklist" }).click();
  const expectDisk = async (page: Page) => {
    await finding(page, "R1/renamed").waitFor();
    expect(await editor(page, "New").inputValue()).toContain("mount_path");
  };
  const sharedLink = async (page: Page) => {
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByText("The link is copied").waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test.runIf(isThorough)(
    "is still there on the way back from the checklist, by its link and by the browser",
    async () => {
      await visit(
        sharedChange(),
        async (page) => {
          await expectDisk(page);
          await openChecklist(page);
          await page.getByRole("link", { name: "Back to the findings" }).click();
          await expectDisk(page);
          expect(await copiedComment(page)).toContain("mount_path");
          await page.goto(await sharedLink(page));
          await expectDisk(page);
          await openChecklist(page);
          await page.getByText("Taken over").first().waitFor();
          await page.goBack();
          await expectDisk(page);
        },
        clipboard,
      );
    },
  );

  test.runIf(isThorough)(
    "that is of a diff alone opens with it, and says what the diff leaves out",
    async () => {
      await visit(
        "#diff",
        async (page) => {
          await diffBox(page).fill(fourChanges);
          const lacks = page.getByText("What is missing is not judged");
          await lacks.waitFor();
          await finding(page, "R1/renamed").waitFor();
          const link = await sharedLink(page);
          await page.evaluate(() => localStorage.clear());
          await page.goto("about:blank");
          await page.goto(link);
          await finding(page, "R1/renamed").waitFor();
          await lacks.waitFor();
          expect(await diffBox(page).inputValue()).toBe(fourChanges);
          expect(await page.getByText("The versions below were edited since").count()).toBe(0);
          expect(await copiedComment(page)).toContain("Read from a diff alone");
        },
        clipboard,
      );
    },
  );

  test.runIf(isThorough)(
    "is shared with what was answered, which the one who opens it goes on from",
    async () => {
      await visit(
        sharedChange(),
        async (page) => {
          await openChecklist(page);
          await page.locator("#r2-1").getByRole("radio", { name: "not ready" }).check();
          await page.getByRole("link", { name: "Back to the findings" }).click();
          await page.getByText("With 1 answer of yours from the checklist.").waitFor();
          const link = await sharedLink(page);
          await page
            .getByText("It holds both schemas, the values and the answers of the checklist.")
            .waitFor();
          await page.evaluate(() => localStorage.clear());
          await page.goto("about:blank");
          await page.goto(link);
          await page.getByText("With 1 answer from the checklist, as they came with the link.").waitFor();
          await page.getByRole("button", { name: "Copy as review comment" }).click();
          await page.getByText("Copied.", { exact: true }).waitFor();
          const comment = await page.evaluate(() => navigator.clipboard.readText());
          expect(comment).toMatch(/- \*\*Not ready\*\*: \[R2-1\]/);
          await openChecklist(page);
          const own = page.locator("#r2-1").getByRole("radio", { name: "not ready" });
          await own.waitFor();
          expect(await own.isChecked()).toBe(true);
          // What is taken back there does not come again with the change.
          await page.getByRole("button", { name: "Clear the answer to R2-1" }).click();
          await page.getByRole("link", { name: "Back to the findings" }).click();
          await expectDisk(page);
          await copyButton(page).waitFor();
          expect(await copiedComment(page)).not.toContain("Answers of the reviewer");
        },
        clipboard,
      );
    },
  );
});

test("a fix that was tried is a suggestion of the comment, which stays about what was pasted", async () => {
  await visit(
    "",
    async (page) => {
      await pasteDiff(page, fourChanges);
      await finding(page, "R1/removed-without-reserved")
        .getByRole("button", { name: /^Apply fix/ })
        .click();
      await page.getByText("1 fix that you tried is in the new version below").waitFor();
      await page.getByText("without the 1 fix that you tried").waitFor();
      const comment = await copiedComment(page);
      expect(comment).toMatch(/R1\/removed-without-reserved\S* .*queue_size/);
      expect(comment).not.toContain("edited after");
      expect(comment).toMatch(/### Suggested fixes\n\n- R1\/removed-without-reserved .*`reserved 4;/);
      await page.getByText("Kept in this browser.").waitFor();
      await page.reload();
      await page.getByText("without the 1 fix that you tried").waitFor();
      expect(await copiedComment(page)).toBe(comment);
    },
    clipboard,
  );
});

describe("the comment", () => {
  test("escapes hostile names, and has the link that opens the same again", async () => {
    const hostile = `\`"><img src=x onerror=alert(1)>](javascript:alert(1))|<!--@everyone.proto`;
    await visit(
      "?example=r1/reuse",
      async (page) => {
        const side = page.getByRole("region", { name: "New schema" });
        await side.getByLabel("File name").fill(hostile);
        await side.getByLabel("File name").press("Enter");
        await page.locator(".review-comment summary").click();
        const comment = await copiedComment(page);
        expect(await page.getByLabel("The comment as Markdown").textContent()).toBe(comment);
        const outside = comment.replace(/(`+)[^`](?:.*?[^`])?\1/g, "");
        expect(outside).not.toMatch(/<img|<!--|\(javascript:/);
        expect(await page.locator("main img").count()).toBe(0);
        const link = /\((http[^)]*#s=[^)]*)\)/.exec(comment)?.[1] ?? "";
        await page.goto("about:blank");
        await page.goto(link);
        await page
          .getByText("This comparison came with the link.")
          .or(page.getByText("as you left it"))
          .waitFor();
        expect(await side.getByLabel("File name").inputValue()).toBe(hostile);
      },
      clipboard,
    );
  });

  test("stays at hand on a narrow screen", async () => {
    await visit(
      "?example=r1/reuse",
      async (page) => {
        await copyButton(page).waitFor();
        const box = await copyButton(page).boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
      },
      { viewport: { width: 390, height: 740 } },
    );
  });
});

test("nothing is judged where there is nothing, and the focus is where to begin", async () => {
  await visit("?example=r1/reuse", async (page) => {
    await page.getByRole("heading", { name: "What the rules say" }).waitFor();
    await page.getByRole("button", { name: "Start empty" }).click();
    await page.getByRole("heading", { name: "What the rules say" }).waitFor({ state: "detached" });
    expect(await editor(page, "Old").evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

test("a limit of the window that nobody chose is told until somebody does", async () => {
  await visit("", async (page) => {
    await page.locator(".settings summary").click();
    await page.getByLabel("Client ahead of the server").selectOption("not at all");
    await page.getByText("Client behind the server: taken as “by 1” until you choose.").waitFor();
    await page.getByLabel("Client behind the server").selectOption("by 2");
    await page.getByText("until you choose").waitFor({ state: "detached" });
  });
});

test("the JSON of check is shown with its comment, and anything else refused", async () => {
  const golden = readFileSync(path.join(root, "src/engine/report/golden/json.txt"), "utf8");
  await visit(
    "",
    async (page) => {
      await page.getByRole("button", { name: "JSON of check" }).click();
      const box = page.getByLabel("JSON of check", { exact: true });
      expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
      await box.fill("{}");
      await page.getByText("This is not what grpc-evolution check --format json prints.").waitFor();
      await box.fill(golden);
      await page.locator(".check-group").first().waitFor();
      expect(await copiedComment(page)).toContain("## Protocol check");
      await page.getByRole("button", { name: "Open the checklist" }).click();
      await page.getByText("the output of check").first().waitFor({ state: "attached" });
      expect(await page.locator(".item-text").getByText("R1/").count()).toBeGreaterThan(0);
    },
    clipboard,
  );
});

test.runIf(isThorough)("a form of 8,000 fields draws what changed, and the rest on demand", async () => {
  await visit("", async (page) => {
    await page.getByRole("button", { name: "Two versions" }).click();
    const fields = (type: string) =>
      Array.from(
        { length: 8000 },
        (_, index) => `  ${index === 7000 ? type : "int32"} f${index} = ${index + 1};`,
      );
    const text = (type: string) => `syntax = "proto3";\nmessage M {\n${fields(type).join("\n")}\n}\n`;
    const put = (age: "Old" | "New", value: string) =>
      editor(page, age).evaluate((area, set) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, set);
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }, value);
    await put("Old", text("int32"));
    await put("New", text("int64"));
    await finding(page, "R4/type-changed").waitFor();
    const direction = page.getByRole("region", { name: "New writer, old reader" });
    await direction.getByLabel("as JSON", { exact: true }).check();
    const all = JSON.stringify(
      Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [`f${index}`, 1])),
    );
    await direction.locator(".value-form textarea").fill(all);
    await direction.getByLabel("as JSON", { exact: true }).uncheck();
    await direction.getByRole("button", { name: "Show 100 more of 7960 fields that are set" }).waitFor();
    expect(await direction.locator(".value-form input[type=text]").count()).toBe(40);
    expect(await direction.getByLabel("f7000", { exact: true }).count()).toBe(1);
    await direction.getByRole("button", { name: /^Show 100 more/ }).click();
    expect(await direction.locator(".value-form input[type=text]").count()).toBe(140);
  });
});

describe("wide and narrow, light and dark, it fits and axe finds nothing", () => {
  const states: [string, (page: Page) => Promise<unknown>][] = [
    ["nothing yet", async () => {}],
    ["two empty versions", (page) => page.getByRole("button", { name: "Two versions" }).click()],
    [
      "a diff with four changes, its settings and the comment open",
      async (page) => {
        await pasteDiff(page, fourChanges);
        await finding(page, "R1/renamed").waitFor();
        await page.locator(".review-comment summary").click();
        await page.waitForFunction(() => document.querySelector(".markdown")?.textContent !== "");
      },
    ],
    [
      "what check printed",
      async (page) => {
        await page.getByRole("button", { name: "JSON of check" }).click();
        const golden = readFileSync(path.join(root, "src/engine/report/golden/json.txt"), "utf8");
        await page.getByLabel("JSON of check", { exact: true }).fill(golden);
        await page.locator(".check-group").first().waitFor();
      },
    ],
  ];
  test.each(someOf(states.toReversed(), 4))("with %s", async (_, prepare) => {
    await visit("", async (page) => {
      await prepare(page);
      // What stands above both ends of the window hides a part of whatever is below it at the moment.
      await addStyle(page, ".dock, .navbar { position: static !important }");
      await lookAt(page, everyLook, async (_look, name, violated) => {
        expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await violated(), name).toEqual([]);
      });
    });
  });
});

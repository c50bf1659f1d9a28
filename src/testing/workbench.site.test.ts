// cspell:ignore Cimg Dalert Findex
/** The workbench, used as reviewers use it. `npm run build` comes first. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { commonDescriptors } from "@grpc-evolution/engine/schema/common-descriptors.js";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  base,
  besidesRequests,
  build,
  everyLook,
  excessWidth,
  linkTo,
  lookAt,
  read,
  type VisitOptions,
  violations,
  visit as visitSite,
} from "./built-site.js";
import { siteOfTests } from "./site-of-tests.js";
import { isThorough, someOf } from "./thorough.js";

const site = siteOfTests();

/** An example with an error, a warning and bytes in both directions. */
const example = "?example=r1/reuse";

/** Opens the workbench with an example, or what the address asks for; `look` gets it when it shows its first result. */
async function visit(
  address: string,
  look: (page: Page) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const troubles = await visitSite(
    site,
    `/try/${address || example}`,
    async (page) => {
      if (options.javaScriptEnabled !== false) await expectSummary(page, /reader/);
      await look(page);
    },
    options,
  );
  expect(besidesRequests(troubles)).toEqual([]);
}

const summary = (page: Page) => page.locator(".workbench > .summary");

async function expectSummary(page: Page, text: RegExp, timeout = 15_000): Promise<void> {
  await summary(page).filter({ hasText: text }).waitFor({ timeout });
}

const side = (page: Page, age: "Old" | "New") => page.getByRole("region", { name: `${age} schema` });
const editor = (page: Page, age: "Old" | "New") => side(page, age).locator("textarea");
/** Findings of a check, or with a text. */
const finding = (page: Page, text: string) =>
  /^\w+\//.test(text)
    ? page.locator(`.finding[data-check="${text}"]`)
    : page.locator(".finding").filter({ hasText: text });
const direction = (page: Page, name: string) => page.getByRole("region", { name });

const proto = (body: string) => `syntax = "proto3";\npackage acme;\n${body}\n`;

/** Puts a long text into an editor at once, as pasting does. */
async function put(page: Page, age: "Old" | "New", text: string): Promise<void> {
  await editor(page, age).evaluate((area, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, value);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

async function compare(page: Page, before: string, after: string): Promise<void> {
  await editor(page, "Old").fill(before);
  await editor(page, "New").fill(after);
}

test("without JavaScript it says what it needs, and what does the same", async () => {
  await visit(
    "",
    async (page) => {
      expect(await page.locator("main").textContent()).toContain(
        "grpc-evolution check --before DIR --after DIR",
      );
    },
    { javaScriptEnabled: false },
  );
});

test("the desk, reading and computing cost at most 190 kB, and no other page loads them", async () => {
  await visit(
    "",
    async (page) => {
      const html = readFileSync(path.join(build, "try", "index.html"), "utf8");
      const requested = await page.evaluate(() =>
        performance.getEntriesByType("resource").map(({ name }) => name),
      );
      const scripts = requested.filter((url) => url.endsWith(".js")).map((url) => new URL(url).pathname);
      const ahead = await page
        .locator("link[rel=prefetch]")
        .evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname));
      const afterwards = [...new Set(scripts)].filter(
        (script) => !html.includes(script) && !ahead.includes(script),
      );
      const size = afterwards
        .map(
          (script) =>
            gzipSync(readFileSync(path.join(build, script.slice(base.length))), { level: 9 }).length,
        )
        .reduce((sum, each) => sum + each, 0);
      console.log(`the workbench: ${afterwards.length} scripts, ${Math.round(size / 1000)} kB`);
      expect(size).toBeGreaterThan(20_000);
      expect(size).toBeLessThan(190_000);
      // What writes the comment starts a moment later, and loads one of them again.
      await page.goto("about:blank");
      const others: string[] = [];
      page.on("request", (request) => others.push(new URL(request.url()).pathname));
      await page.goto(`${site.origin}/policy/`, { waitUntil: "networkidle" });
      expect(others.filter((script) => afterwards.includes(script))).toEqual([]);
    },
    { anew: true },
  );
});

test("common files are loaded when a schema imports one, and not before", async () => {
  const scripts = path.join(build, "assets/js");
  const holding = readdirSync(scripts).filter((name) =>
    readFileSync(path.join(scripts, name), "utf8").includes(commonDescriptors),
  );
  expect(holding).toHaveLength(1);
  await visit(
    "",
    async (page) => {
      const requested: string[] = [];
      page.on("request", (request) => requested.push(path.basename(new URL(request.url()).pathname)));
      await compare(page, proto("message M { int32 a = 1; }"), proto("message M { int64 a = 1; }"));
      await finding(page, "R4/type-changed").waitFor();
      expect(requested).not.toContain(holding[0]);
      const money = (type: string) =>
        proto(`import "google/type/money.proto";\nmessage M { ${type} price = 1; }`);
      await compare(page, money("google.type.Money"), money("string"));
      await finding(page, "google.type.Money").waitFor();
      expect(await page.locator(".workbench").textContent()).not.toContain("is not among the files");
      expect(requested.filter((name) => holding.includes(name))).toHaveLength(1);
    },
    { anew: true },
  );
});

describe("an example", () => {
  test("is there at first, with what the rules say and both directions", async () => {
    await visit("", async (page) => {
      await expectSummary(page, /^2 errors\. Old writer, new reader: .*New writer, old reader: /);
      expect(
        await page
          .getByRole("region", { name: /R1\/number-reused/ })
          .getByRole("link", { name: "R1/number-reused" })
          .getAttribute("href"),
      ).toBe(linkTo("/rules/r1-field-numbers/#r1-number-reused"));
      expect(await finding(page, "R1/number-reused").locator("figure").count()).toBe(1);
      expect(await direction(page, "Old writer, new reader").locator("figure").count()).toBe(1);
    });
  });

  test("comes from the query, of releases the last two", async () => {
    await visit("?example=r1/gap", async (page) => {
      expect(await side(page, "Old").getByLabel("File name").inputValue()).toBe("release-2.proto");
      expect(await side(page, "New").getByLabel("File name").inputValue()).toBe("release-3.proto");
    });
  });

  test("can be chosen from a list", async () => {
    await visit("", async (page) => {
      await page.getByLabel("Start from an example").selectOption({ value: "r4/int64-as-int32" });
      await page.getByRole("button", { name: "Use it" }).click();
      await finding(page, "R4/type-changed").waitFor();
    });
  });

  test.each(
    someOf(["?example=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "?example=gone", "?example=..%2Findex"], 3),
  )("that is none leaves both sides empty, and says so: %s", async (query) => {
    const context = await site.browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`${site.origin}/try/${query}`);
      await page.getByText("This example could not be loaded").waitFor();
      expect(await editor(page, "New").inputValue()).toBe("");
      expect(await page.locator("main img").count()).toBe(0);
    } finally {
      await context.close();
    }
  });
});

describe("an edit", () => {
  test("is judged while it is typed", async () => {
    await visit("", async (page) => {
      await compare(page, proto("message M { string a = 1; }"), proto("message M { string a = 1; }"));
      await expectSummary(page, /^No findings\./);
      await editor(page, "New").press("Control+Home");
      await editor(page, "New").fill(proto("message M { bytes a = 2; }"));
      await finding(page, "R1/number-changed").waitFor();
      await expectSummary(page, /1 unknown|1 field unknown/);
    });
  });

  test("that does not parse is marked at its place, and the last result stays, as the old one it is", async () => {
    await visit("", async (page) => {
      await compare(page, proto("message M { string a = 1; }"), proto("message M { int32 a = 1; }"));
      await finding(page, "R4/type-changed").waitFor();
      await editor(page, "New").fill(proto("message M { int32 a 1; }"));
      await expectSummary(page, /new schema cannot be read: after\.proto, line 3/);
      await expectSummary(page, /last text that could be worked out/);
      expect(await finding(page, "R4/type-changed").count()).toBe(1);
      expect(await page.getByRole("button", { name: /^Apply fix/ }).isDisabled()).toBe(true);
      await side(page, "New")
        .getByRole("button", { name: /^line 3, / })
        .click();
      const place = await editor(page, "New").evaluate(
        (node) => (node as HTMLTextAreaElement).selectionStart,
      );
      expect(proto("message M { int32 a 1; }").slice(place)).toMatch(/^1;/);
    });
  });

  test("can be made by a fix, and undone", async () => {
    await visit("", async (page) => {
      const after = proto("message M {\n  string a = 1;\n}");
      await compare(page, proto("message M {\n  string a = 1;\n  string b = 2;\n}"), after);
      const gone = finding(page, "R1/removed-without-reserved");
      await gone.getByRole("button", { name: /^Apply fix/ }).click();
      await expectSummary(page, /^No findings\./);
      expect(await editor(page, "New").inputValue()).toContain('reserved 2;\n  reserved "b";');
      await page.getByRole("button", { name: "Undo fix" }).press("Enter");
      await gone.waitFor();
      expect(await editor(page, "New").inputValue()).toBe(after);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("The fix is undone.");
    });
  });

  test("by one fix after the other leaves the focus where the last one is undone", async () => {
    await visit("", async (page) => {
      const message = (fields: string) => proto(`message M {\n  string a = 1;\n${fields}}`);
      await compare(page, message("  string b = 2;\n  string c = 3;\n"), message(""));
      for (const name of ["acme.M.b", "acme.M.c"]) {
        const fixed = finding(page, name);
        await fixed.getByRole("button", { name: /^Apply fix/ }).click();
        await fixed.waitFor({ state: "detached" });
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Undo fix");
      }
      await expectSummary(page, /^No findings\./);
    });
  });

  test("that is made before the example has come stays", async () => {
    const context = await site.browser.newContext();
    try {
      const page = await context.newPage();
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route("**/assets/js/*.js", async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        if (body.includes("message Seccomp")) await released;
        await route.fulfill({ response, body });
      });
      await page.goto(`${site.origin}/try/${example}`);
      await page.locator("html[data-has-hydrated=true]").waitFor();
      const text = "--- /dev/null\n+++ b/m.proto\n@@ -0,0 +1 @@\n+message Mine { string a = 1; }\n";
      await page.getByLabel("Unified diff").fill(text);
      await page.getByText("The diff has all of it").waitFor();
      release();
      await page.waitForLoadState("networkidle");
      expect(await page.getByLabel("Unified diff").inputValue()).toBe(text);
    } finally {
      await context.close();
    }
  });

  test("stays when another message is chosen", async () => {
    await visit("", async (page) => {
      const schema = proto("message A { string a = 1; }\nmessage B { string b = 1; }");
      await compare(page, schema, schema);
      const message = page.getByLabel("Message", { exact: true });
      await message.selectOption("acme.B");
      await editor(page, "New").fill(`${schema}// more\n`);
      await message.selectOption("acme.A");
      expect(await editor(page, "New").inputValue()).toBe(`${schema}// more\n`);
    });
  });

  test("a place of a finding can be gone to, in whichever file it stands", async () => {
    await visit("", async (page) => {
      await compare(page, proto("message M { string a = 1; }"), proto("message M { string a = 1; }"));
      await side(page, "New").getByRole("button", { name: "Add file" }).click();
      await editor(page, "New").fill('syntax = "proto3";\nenum E { E_A = 0; }');
      await side(page, "New").getByRole("button", { name: "after.proto", exact: true }).click();
      await finding(page, "R3/zero-value")
        .getByRole("button", { name: /file1\.proto:2:/ })
        .click();
      await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
      expect(await editor(page, "New").inputValue()).toContain("E_A");
      expect(await editor(page, "New").evaluate((node) => node === document.activeElement)).toBe(true);
    });
  });
});

describe("files", () => {
  test("are taken from the disk, and import each other", async () => {
    await visit("", async (page) => {
      const file = (name: string, text: string) => ({
        name,
        mimeType: "text/plain",
        buffer: Buffer.from(text),
      });
      for (const age of ["Old", "New"] as const) {
        await side(page, age)
          .locator("input[type=file]")
          .setInputFiles([
            file("common.proto", 'syntax = "proto3"; package acme; message N { int32 a = 1; }'),
            file(
              "main.proto",
              'syntax = "proto3"; package acme; import "common.proto"; message M { N n = 1; }',
            ),
          ]);
      }
      await page.getByLabel("Message", { exact: true }).selectOption("acme.M");
      await expectSummary(
        page,
        /^No findings\. .*every field of the \w+ below reads the same.*every field of the \w+ below reads the same/,
      );
    });
  });

  test("that are too long, or no files, leave what is there", async () => {
    await visit("", async (page) => {
      const before = await editor(page, "New").inputValue();
      const choose = (name: string, text: string) =>
        side(page, "New")
          .locator("input[type=file]")
          .setInputFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(text) }]);
      await choose("long.proto", "x".repeat(400_001));
      await side(page, "New").getByText("long.proto is longer than 400000 characters").waitFor();
      expect(await editor(page, "New").inputValue()).toBe(before);

      await page.evaluate(() => {
        Blob.prototype.text = () => Promise.reject(new DOMException("A folder.", "NotFoundError"));
      });
      await choose("folder", "");
      await side(page, "New").getByText("This could not be read. Choose files, not folders.").waitFor();
      expect(await editor(page, "New").inputValue()).toBe(before);
    });
  });

  test("with line ends of every kind have their problems where the editor shows them", async () => {
    await visit("", async (page) => {
      const text = 'syntax = "proto3";\rmessage M {\r\n  Gone a = 1;\n}';
      await side(page, "New")
        .locator("input[type=file]")
        .setInputFiles([{ name: "m.proto", mimeType: "text/plain", buffer: Buffer.from(text) }]);
      await expectSummary(page, /m\.proto, line 3: no type "Gone"/);
    });
  });

  test("can be renamed and removed", async () => {
    await visit("", async (page) => {
      await side(page, "Old").getByRole("button", { name: "Add file" }).click();
      await side(page, "Old").getByLabel("File name").fill("before.proto");
      expect(await side(page, "Old").locator(".hint.wrong").textContent()).toBe("another file has this name");
      await side(page, "Old").getByLabel("File name").fill("other.proto");
      await side(page, "Old").getByLabel("File name").press("Enter");
      await side(page, "Old").getByRole("button", { name: "other.proto", exact: true }).waitFor();
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
        "other.proto",
      );
      await side(page, "Old").getByRole("button", { name: "Remove file" }).click();
      expect(await side(page, "Old").getByRole("button", { name: "other.proto" }).count()).toBe(0);
    });
  });
});

describe("what the writer sets", () => {
  const schema = proto(
    "message M { int32 a = 1; int64 b = 2; bytes c = 3; bool d = 4; E e = 5; N n = 6; repeated string l = 7; map<string, int32> m = 8; oneof o { string x = 9; string y = 10; } }\nmessage N { string s = 1; }\nenum E { E_NONE = 0; E_A = 1; }",
  );
  const old = (page: Page) => direction(page, "Old writer, new reader");

  /** What the writer sets, as the page has it. */
  async function json(page: Page): Promise<unknown> {
    await old(page).getByLabel("as JSON", { exact: true }).check();
    const text = await old(page).locator(".value-form textarea").inputValue();
    await old(page).getByLabel("as JSON", { exact: true }).uncheck();
    return JSON.parse(text);
  }

  test("is a form made from the schema", async () => {
    await visit("", async (page) => {
      await compare(page, schema, schema);
      await old(page).getByLabel("a", { exact: true }).fill("7");
      await old(page).getByLabel("b", { exact: true }).fill("-9223372036854775808");
      await old(page).getByLabel("c", { exact: true }).fill("0a ff");
      await old(page).getByLabel("d", { exact: true }).uncheck();
      for (const name of ["e", "n", "l", "m", "one of o"]) {
        await old(page).getByLabel("Set another field").last().selectOption({ label: name });
        await old(page).getByRole("button", { name: "Set", exact: true }).last().click();
      }
      await old(page).getByLabel("e", { exact: true }).selectOption("another number");
      await old(page).getByLabel("number of e").fill("12");
      await old(page).getByLabel("s", { exact: true }).fill("inside");
      await old(page).getByRole("button", { name: "Add to l" }).click();
      await old(page).getByLabel("key 1 of m").fill("k");
      await old(page).getByLabel("key 1 of m").press("Enter");
      await old(page).getByLabel("one of o").selectOption("y");
      await old(page).getByLabel("y", { exact: true }).fill("chosen");
      expect(await json(page)).toEqual({
        a: 7,
        b: "-9223372036854775808",
        c: "Cv8=",
        d: false,
        e: 12,
        n: { s: "inside" },
        l: ["a", "b", "a"],
        m: { k: -3 },
        y: "chosen",
      });
    });
  });

  test("keeps what is typed and is no value, says what is taken, and writes the last value", async () => {
    await visit("", async (page) => {
      await compare(page, schema, schema);
      await old(page).getByLabel("a", { exact: true }).fill("99999999999");
      await old(page).getByText("type a whole number from -2147483648 to 2147483647").waitFor();
      expect(await old(page).getByLabel("a", { exact: true }).inputValue()).toBe("99999999999");
      expect(await json(page)).toMatchObject({ a: -3 });
    });
  });

  test("is that of the message and the field it was typed for", async () => {
    await visit("", async (page) => {
      const body = "oneof o { int32 in_one = 2; int32 other = 3; }";
      const two = proto(`message M { int32 a = 1; ${body} }\nmessage Q { int32 z = 1; }`);
      await compare(page, two, two);
      await old(page).getByLabel("a", { exact: true }).fill("7");
      await old(page).getByLabel("a", { exact: true }).fill("wrong");
      await old(page).getByRole("button", { name: "Fill in a sample" }).click();
      await expect.poll(() => old(page).getByLabel("a", { exact: true }).inputValue()).toBe("-3");

      await old(page).getByLabel("a", { exact: true }).fill("wrong");
      await page.getByLabel("Message", { exact: true }).selectOption("acme.Q");
      await old(page).getByLabel("z", { exact: true }).waitFor();
      expect(await old(page).getByLabel("z", { exact: true }).inputValue()).toBe("-3");

      await page.getByLabel("Message", { exact: true }).selectOption("acme.M");
      await old(page).getByLabel("in_one", { exact: true }).fill("wrong");
      await old(page).getByLabel("one of o").selectOption("other");
      expect(await old(page).getByLabel("other", { exact: true }).inputValue()).toBe("-3");
    });
  });

  test("of a oneof is shown under both of its names in JSON", async () => {
    await visit("", async (page) => {
      const text = proto("message M { oneof o { string in_one = 1; string other = 2; } }");
      await compare(page, text, text);
      await old(page).getByLabel("as JSON", { exact: true }).check();
      await old(page).locator(".value-form textarea").fill('{ "inOne": "x" }');
      await old(page).getByLabel("as JSON", { exact: true }).uncheck();
      expect(await old(page).getByLabel("in_one", { exact: true }).inputValue()).toBe("x");
    });
  });

  test.each(someOf([320, 1280], 2))(
    "has room in a map of messages on a screen of %i pixels",
    async (width) => {
      await visit(
        "",
        async (page) => {
          const text = proto(
            "message M { map<string, N> m = 1; }\nmessage N { string s = 1; bytes a_name_as_long_as_they_are = 2; }",
          );
          for (const age of ["Old", "New"] as const) {
            if (width < 700) await page.getByRole("button", { name: `${age} schema` }).click();
            await editor(page, age).fill(text);
          }
          if (width < 700) await page.getByText("What travels", { exact: true }).click();
          for (const label of ["key 1 of m", "s"]) {
            const box = await old(page).getByLabel(label, { exact: true }).boundingBox();
            expect(box?.width, label).toBeGreaterThan(60);
          }
        },
        { viewport: { width, height: 800 } },
      );
    },
  );

  test("is a number that the enum does not have, however high its last one is", async () => {
    await visit("", async (page) => {
      const text = proto("message M { E e = 1; }\nenum E { E_NONE = 0; E_A = 1; E_MAX = 2147483647; }");
      await compare(page, text, text);
      await old(page).getByLabel("e", { exact: true }).selectOption("another number");
      expect(await old(page).getByLabel("number of e").inputValue()).toBe("2");
    });
  });

  test("that does not fit the schema is told in words", async () => {
    await visit("", async (page) => {
      await compare(page, schema, schema);
      await old(page).getByLabel("as JSON", { exact: true }).check();
      await old(page).locator(".value-form textarea").fill('{ "gone": 1 }');
      await old(page)
        .getByText(/This cannot be written: .*gone/)
        .waitFor();
      await old(page).getByRole("button", { name: "Fill in a sample" }).click();
      await expectSummary(page, /Old writer, new reader: every field of the \w+ below reads the same/);
    });
  });
});

describe("a link", () => {
  test("holds everything, and is copied", async () => {
    await visit(
      "",
      async (page) => {
        const schema = proto("message A { string a = 1; }\nmessage B { string b = 1; }");
        await compare(page, schema, schema);
        await page.getByLabel("Message", { exact: true }).selectOption("acme.B");
        await direction(page, "New writer, old reader")
          .getByLabel("b", { exact: true })
          .fill("<b>shared</b>");
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByText("The link is copied").waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        await editor(page, "New").fill(`${schema}// more`);
        expect(await page.getByText("The link is copied").count()).toBe(0);
        await page.goto("about:blank");
        await page.goto(link);
        await expectSummary(page, /^No findings/);
        expect(await editor(page, "Old").inputValue()).toBe(schema);
        expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("acme.B");
        const value = direction(page, "New writer, old reader").getByLabel("b", { exact: true });
        expect(await value.inputValue()).toBe("<b>shared</b>");
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });

  test("is there to be copied by hand where a page has no clipboard", async () => {
    await visit("", async (page) => {
      await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
      await page.getByRole("button", { name: "Share" }).click();
      expect(await page.getByLabel("Link to this comparison").inputValue()).toContain("/try/#s=1");
    });
  });

  test("to a page of the site leads away, and Back leads to what was edited", async () => {
    await visit("", async (page) => {
      for (const age of ["Old", "New"] as const) {
        await editor(page, age).fill(proto("message Mine { string a = 1; }"));
      }
      await page.locator(".results").getByRole("link", { name: "checklist" }).click();
      await page.getByRole("heading", { level: 1, name: /checklist/i }).waitFor();
      await page.goBack();
      await page.getByText("This is as you left it.").waitFor();
      expect(await editor(page, "New").inputValue()).toContain("message Mine");
    });
  });

  test.each(someOf(["#s=<img src=x onerror=alert(1)>", "#s=x", `#s=${"A".repeat(200_000)}`, "#s=%00%ff"], 4))(
    "that is none says so, asks for a diff and injects nothing: %.40s",
    async (fragment) => {
      await read(site, `/try/${fragment}`, async (page) => {
        await page.getByText("The link holds no comparison.").waitFor();
        expect(await page.getByLabel("Unified diff").inputValue()).toBe("");
        expect(await page.locator("main img, main script").count()).toBe(0);
      });
    },
  );

  test("with markup everywhere shows it as text", async () => {
    const markup = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
    const schema = `${proto("message M { string a = 1; }")}// ${markup}\n`;
    await visit(
      "",
      async (page) => {
        await compare(page, schema, schema.replace("string a = 1", "string b = 2"));
        await side(page, "New").getByLabel("File name").fill(markup);
        await side(page, "New").getByLabel("File name").press("Enter");
        await direction(page, "Old writer, new reader").getByLabel("a", { exact: true }).fill(markup);
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByText("The link is copied").waitFor();
        const link = await page.evaluate(() => navigator.clipboard.readText());
        await page.goto("about:blank");
        await page.goto(link);
        await finding(page, "R1/removed-without-reserved").waitFor();
        expect(await finding(page, "R1/removed-without-reserved").locator(".place").textContent()).toContain(
          "<img",
        );
        expect(await page.locator("main img, main script").count()).toBe(0);
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });
});

describe("hostile and very large input", () => {
  test.runIf(isThorough)("a protocol of 2,000 fields is judged while it is typed", async () => {
    await visit("", async (page) => {
      const fields = Array.from(
        { length: 2000 },
        (_, index) => `  // what it is for\n  string field_${index} = ${index + 1};\n`,
      );
      const schema = proto(`message M {\n${fields.join("")}}`);
      await put(page, "Old", schema);
      await put(page, "New", schema);
      await expectSummary(page, /^No findings/);
      await put(page, "New", schema.replace("string field_1 ", "int32 field_1 "));
      await finding(page, "R4/type-changed").waitFor();
      await put(page, "New", schema);
      await expectSummary(page, /^No findings/);
    });
  });

  test.runIf(isThorough)("what takes too long is stopped, the page stays alive, and goes on", async () => {
    await visit("", async (page) => {
      // No schema is known that takes forever: the worker gets a loop, which a field's name starts.
      const loop = `addEventListener("message", ({ data }) => { while (JSON.stringify(data).includes("takes_forever")); });`;
      await page.route(page.workers()[0]?.url() ?? "", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${loop}\n${await response.text()}` });
      });
      await page.reload();
      await expectSummary(page, /reader/);
      await put(page, "New", proto("message M { string takes_forever = 1; }"));
      await expectSummary(page, /took longer than 2 seconds and was stopped/);
      for (const age of ["Old", "New"] as const) await put(page, age, proto("message M { string a = 1; }"));
      await expectSummary(page, /^No findings/);
    });
  });

  test.runIf(isThorough)(
    "the largest schemas that it takes are answered or stopped, and it goes on",
    {
      timeout: 90_000,
    },
    async () => {
      await visit("", async (page) => {
        const messages = (file: number) =>
          Array.from({ length: 9000 }, (_, index) => `message M${file}x${index} { string name; }`).join("\n");
        const files = Array.from({ length: 40 }, (_, file) => ({
          name: `f${file}.proto`,
          mimeType: "text/plain",
          buffer: Buffer.from(`syntax = "proto3";\npackage p${file};\n${messages(file)}`),
        }));
        await side(page, "New").locator("input[type=file]").setInputFiles(files);
        // The browser reads 13 MB from files first; how long the worker takes is up to the machine.
        await expectSummary(page, /took longer than 2 seconds|reader/, 60_000);
        await page.getByRole("button", { name: "Start empty" }).click();
        await compare(page, proto("message M {}"), proto("message M {}"));
        await expectSummary(page, /^No findings/);
      });
    },
  );

  test("very deep schemas and values are refused in words", async () => {
    await visit("", async (page) => {
      await put(page, "New", "message a {".repeat(20_000));
      await expectSummary(page, /new schema cannot be read/);
      const schema =
        'syntax = "proto3"; import "google/protobuf/struct.proto"; message M { google.protobuf.Value v = 1; }';
      await compare(page, schema, schema);
      await expectSummary(page, /^No findings/);
      const old = direction(page, "Old writer, new reader");
      await old.getByLabel("as JSON", { exact: true }).check();
      await old.locator(".value-form textarea").fill(`{"v": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
      await old.getByText(/This cannot be written/).waitFor();
    });
  });
});

test("with the network cut it goes on", async () => {
  await visit(
    "",
    async (page) => {
      await page.context().setOffline(true);
      await compare(page, proto("message M { string a = 1; }"), proto("message M { int32 a = 1; }"));
      await finding(page, "R4/type-changed").waitFor();
    },
    { anew: true },
  );
});

test("the keyboard is enough: choose an example, edit, read, apply a fix, leave", async () => {
  await visit("", async (page) => {
    const press = async (key: string, times = 1) => {
      for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
    };
    const tabTo = async (name: RegExp) => {
      for (let count = 0; count < 80; count += 1) {
        await press("Tab");
        const label = await page.evaluate(() => {
          const node = document.activeElement as HTMLElement;
          const labels = "labels" in node ? [...((node as HTMLInputElement).labels ?? [])] : [];
          return (
            node.getAttribute("aria-label") ??
            (labels.map((each) => each.textContent).join(" ") || node.textContent)
          );
        });
        if (name.test(label ?? "")) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await tabTo(/^Start from an example/);
    await page.keyboard.type("r1/wire-type");
    await press("Enter");
    await tabTo(/^Use it/);
    await press("Enter");
    await page.waitForFunction(
      () => !document.querySelector(".side.new textarea")?.textContent?.includes("Seccomp"),
    );
    await tabTo(/^New schema, after\.proto/);
    await press("Control+A");
    await page.keyboard.insertText(await editor(page, "Old").inputValue());
    await expectSummary(page, /^No findings/);
    await press("Control+A");
    await page.keyboard.insertText((await editor(page, "Old").inputValue()).replace(/\n {2}[^\n]*;\n/, "\n"));
    await finding(page, "R1/removed-without-reserved").waitFor();
    await tabTo(/^Apply fix/);
    await press("Enter");
    await expectSummary(page, /^No findings/);
    await page.waitForFunction(() => document.activeElement?.textContent === "Undo fix");
    await tabTo(/^Glossary/);
  });
});

test("one line is announced after a change", async () => {
  await visit("", async (page) => {
    await compare(page, proto("message M { string a = 1; }"), proto("message M { bytes a = 1; }"));
    await finding(page, "R4/type-changed").waitFor();
    const said = page.locator(".workbench :is([role=status], [role=alert], [aria-live=polite])");
    const spoken = (await said.allTextContents()).filter((text) => text !== "");
    expect(spoken).toEqual([await summary(page).textContent()]);
  });
});

test("on paper there are both versions and the result, and no control", async () => {
  await visit(
    "",
    async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const age of ["Old", "New"] as const) expect(await side(page, age).isVisible()).toBe(true);
      expect(await page.locator(".toolbar").isVisible()).toBe(false);
      expect(await finding(page, "R1/number-reused").isVisible()).toBe(true);
    },
    { viewport: { width: 700, height: 900 } },
  );
});

describe("wide and narrow, light and dark, it fits and axe finds nothing", () => {
  const phone = { colorScheme: "light", viewport: { width: 360, height: 740 } } as const;
  const ways = isThorough ? [...everyLook, phone] : everyLook;

  test.each(someOf(["", "?example=types/json", "?example=gl2/method-removed"], 3))(
    "with %j",
    async (query) => {
      await visit(query, async (page) => {
        await lookAt(page, ways, async (_look, name, violated) => {
          expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
          expect(await violated(), name).toEqual([]);
        });
      });
    },
  );

  test.runIf(isThorough)("with what does not parse", async () => {
    await visit("", async (page) => {
      await lookAt(page, ways, async ({ viewport }, name) => {
        const isNarrow = viewport.width < 700;
        if (isNarrow) await page.getByRole("button", { name: "New schema" }).click();
        await editor(page, "New").fill(`syntax = "proto3"; message ${"M".repeat(300)} {`);
        await expectSummary(page, /cannot be read/);
        if (isNarrow) expect(await editor(page, "Old").isVisible()).toBe(false);
        expect(await excessWidth(page), `${name}: the page scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await violations(page), name).toEqual([]);
      });
    });
  });
});

import type { Locator, Page } from "playwright-core";

/** An example on a page. */
export function exampleOn(page: Page, id: string): Locator {
  return page.getByRole("region", { name: `Example ${id}` });
}

/** Clicks *Run* and waits for the output. Returns the milliseconds between the two, as the page's clock has them. */
export async function runExample(example: Locator): Promise<number> {
  const button = await example.getByRole("button", { name: "Run", exact: true }).elementHandle();
  const took = await example.evaluate(
    (section, run) =>
      new Promise<number>((resolve) => {
        let isBusy = false;
        const observer = new MutationObserver(() => {
          const wasBusy = isBusy;
          isBusy = section.querySelector("[aria-busy=true]") !== null;
          if (!wasBusy || isBusy) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(section, { subtree: true, childList: true, attributes: true, characterData: true });
        const start = performance.now();
        (run as HTMLElement).click();
      }),
    button,
  );
  const said = (await example.getByRole("status").allTextContents()).join(" ");
  if (!said.includes("same output as recorded")) throw new Error(`The page says: ${said}`);
  return took;
}

/** Clicks *Edit* and waits for the editor of the program. */
export async function editExample(example: Locator): Promise<void> {
  await example.getByRole("button", { name: "Edit", exact: true }).click();
  await example.getByRole("textbox", { name: "example.ts" }).waitFor();
}

/** Puts two versions of a schema into the workbench, and waits for the findings. */
export async function compareSchemas(page: Page, before: string, after: string): Promise<void> {
  await put(schemaEditor(page, "Old"), before);
  await put(schemaEditor(page, "New"), after);
  await findings(page).getByText("field_1_").first().waitFor();
}

/** Sets the whole text at once; Playwright's own way takes longer for so many lines than all that is measured. */
async function put(editor: Locator, text: string): Promise<void> {
  await editor.evaluate((area, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, value);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

/**
 * Types one letter behind a text of the new schema that the findings repeat. Returns the milliseconds from the keystroke
 * to findings that differ, as the page's clock has them.
 */
export async function typeLetter(page: Page, behind: string, letter: string): Promise<number> {
  await schemaEditor(page, "New").evaluate((element, text) => {
    const area = element as HTMLTextAreaElement;
    const place = area.value.indexOf(text) + text.length;
    area.focus();
    area.setSelectionRange(place, place);
  }, behind);
  // A promise inside of an object is handed over as it is, before it is fulfilled.
  const listening = await findings(page).evaluateHandle((region) => {
    const before = region.textContent;
    let start = 0;
    addEventListener("beforeinput", (event) => (start = event.timeStamp), { once: true });
    const changed = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (region.textContent === before) return;
        observer.disconnect();
        resolve(performance.now() - start);
      });
      observer.observe(region, { subtree: true, childList: true, characterData: true });
    });
    return { changed };
  });
  await page.keyboard.press(letter);
  return listening.evaluate(({ changed }) => changed);
}

function schemaEditor(page: Page, age: "Old" | "New"): Locator {
  return page
    .getByRole("region", { name: `${age} schema` })
    .getByRole("textbox")
    .last();
}

function findings(page: Page): Locator {
  return page.getByRole("region", { name: "What the rules say" });
}

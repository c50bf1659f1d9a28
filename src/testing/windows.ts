import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** What a window has until somebody changes it. */
const usual = {
  viewport: { width: 1280, height: 720 },
  colorScheme: "light",
  reducedMotion: "no-preference",
  forcedColors: "none",
} as const satisfies BrowserContextOptions;

/**
 * The windows of a browser. One is used again by whoever comes next: it keeps the files of the site and what the browser made of its
 * programs, and nothing that a page stored. To load a page in a new one takes twice as long.
 */
export class Windows {
  readonly #browser: Browser;
  /** An address of the site that holds no program. */
  readonly #still: string;
  /** Those that nobody uses, by how they were made. */
  readonly #free = new Map<string, Page[]>();

  constructor(browser: Browser, still: string) {
    this.#browser = browser;
    this.#still = still;
  }

  /**
   * Hands over an empty window with these options until `look` ends. What it must not leave behind is a script for pages to come. A
   * window in which something failed, or that cannot be emptied, is closed.
   */
  async use(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const { viewport, colorScheme, reducedMotion, forcedColors, ...making } = options;
    const kind = JSON.stringify(making);
    const page = this.#free.get(kind)?.pop() ?? (await this.#open(making));
    let isEmpty = false;
    try {
      await page.setViewportSize(viewport ?? usual.viewport);
      await page.emulateMedia({
        media: null,
        colorScheme: colorScheme ?? usual.colorScheme,
        reducedMotion: reducedMotion ?? usual.reducedMotion,
        forcedColors: forcedColors ?? usual.forcedColors,
      });
      await look(page);
      isEmpty = await empty(page, this.#still).then(
        () => true,
        () => false,
      );
    } finally {
      if (isEmpty) this.#free.set(kind, [...(this.#free.get(kind) ?? []), page]);
      else await page.context().close();
    }
  }

  async #open(making: BrowserContextOptions): Promise<Page> {
    return (await this.#browser.newContext(making)).newPage();
  }
}

/**
 * Takes away what a page stored, some of it only when it was left, and what a test changed. What still answers a request when the
 * page goes is nobody's failure.
 */
async function empty(page: Page, still: string): Promise<void> {
  page.removeAllListeners();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.goto(still);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

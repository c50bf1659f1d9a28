import { beforeAll } from "vitest";
import { openSite, type ShownSite } from "./built-site.js";
import { isThorough } from "./thorough.js";

/** A page is left before the optimized form of its programs is there: to make that takes more time than it saves. */
const neverOptimizing = "--js-flags=--no-opt --no-maglev";

/** The site that this process opened. It ends with the process, and the browser with it. */
let opening: Promise<ShownSite> | undefined;

/**
 * The built site, opened before the first test of a process. All of its files use it: the browser keeps what it made of the
 * programs of the pages.
 */
export function siteOfTests(): ShownSite {
  let opened: ShownSite | undefined;
  beforeAll(async () => {
    opening ??= openSite(isThorough ? [] : [neverOptimizing]);
    opened = await opening;
  });
  const current = () => {
    if (!opened) throw new Error("The site is open while tests run, and not before.");
    return opened;
  };
  return {
    get origin() {
      return current().origin;
    },
    get browser() {
      return current().browser;
    },
    get windows() {
      return current().windows;
    },
  };
}

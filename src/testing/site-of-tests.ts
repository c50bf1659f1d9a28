import { afterAll, beforeAll } from "vitest";
import { type BuiltSite, openSite } from "./built-site.js";

/** The built site, opened before the first test of a file and closed after the last one. */
export function siteOfTests(): BuiltSite {
  let opened: BuiltSite | undefined;
  beforeAll(async () => {
    opened = await openSite();
  });
  afterAll(() => opened?.close());
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
    close: () => current().close(),
  };
}

import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

/** Chromium without what only a window needs takes half the time for the same pages. */
const names = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
];

/** Path of a Chromium: `CHROMIUM` if set, else the system's, else the one that Playwright downloaded; or undefined. */
export function findBrowser() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const system = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM, ...system, chromium.executablePath()].find(
    (file) => file && isExecutable(file),
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

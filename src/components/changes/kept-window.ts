import type { PictureWindow } from "../../content/changes.js";

const key = "steps-window";

/** The window that this browser keeps; that of the policy where it keeps none or refuses to say. */
export function keptWindow(): PictureWindow {
  try {
    return localStorage.getItem(key) === "eachWay" ? "eachWay" : "policy";
  } catch {
    return "policy";
  }
}

/** Keeps a window for other pages, where the browser lets it. */
export function keepWindow(window: PictureWindow): void {
  try {
    localStorage.setItem(key, window);
  } catch {
    // Then the choice holds for this page alone.
  }
}

import type { PictureWindow } from "../../content/changes.js";

/** Under which name the browser keeps the window. */
export const keptName = "steps-window";

/** The window that this browser keeps; that of the policy where it keeps none or refuses to say. */
export function keptWindow(): PictureWindow {
  try {
    return localStorage.getItem(keptName) === "eachWay" ? "eachWay" : "policy";
  } catch {
    return "policy";
  }
}

/** Keeps a window for other pages, where the browser lets it. */
export function keepWindow(window: PictureWindow): void {
  try {
    localStorage.setItem(keptName, window);
  } catch {
    // Then the choice holds for this page alone.
  }
}

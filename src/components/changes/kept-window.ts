import { type PictureWindow, pictureWindows } from "../../content/changes.js";

/** Under which name the browser keeps the window. */
export const keptName = "steps-window";

/** The window that this browser keeps; null where it keeps none or refuses to say. */
export function keptWindow(): PictureWindow | null {
  try {
    const kept = localStorage.getItem(keptName);
    return isWindow(kept) ? kept : null;
  } catch {
    return null;
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

function isWindow(text: string | null): text is PictureWindow {
  return text !== null && Object.hasOwn(pictureWindows, text);
}

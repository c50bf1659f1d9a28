import type { Window } from "@grpc-evolution/engine/window/window.js";
import { windowQuery } from "../../content/changes.js";
import { windowIn } from "./window-in-address.js";

/** Under which name the browser keeps the window. */
export const keptName = "steps-window";

/** The window that this browser keeps; null where it keeps none that is drawn, or refuses to say. */
export function keptWindow(): Window | null {
  try {
    return windowIn(localStorage.getItem(keptName) ?? "");
  } catch {
    return null;
  }
}

/** Keeps a window for other pages, where the browser lets it. */
export function keepWindow(window: Window): void {
  try {
    localStorage.setItem(keptName, windowQuery(window));
  } catch {
    // Then the choice holds for this page alone.
  }
}

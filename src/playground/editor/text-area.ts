/** What the editor does with its text area. */
import type { Replacement } from "./indentation.js";

/** Replaces a part of the text in a way that the browser's undo takes back. */
export function replace(area: HTMLTextAreaElement, { from, to, text, start, end }: Replacement): void {
  if (text !== area.value.slice(from, to)) {
    area.setSelectionRange(from, to);
    // Nothing else that writes into a text area leaves its history of changes alone.
    const isInserted = document.execCommand(text === "" ? "delete" : "insertText", false, text);
    if (!isInserted) {
      area.setRangeText(text, from, to);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  area.setSelectionRange(start, end);
}

/**
 * Scrolls the surface around a text area so that the line of the cursor is in view. The area is as large as its text,
 * so a browser that moves the cursor because a program said so has nothing to scroll.
 */
export function reveal(area: HTMLTextAreaElement): void {
  const surface = area.parentElement;
  if (!surface || surface.scrollHeight <= surface.clientHeight) return;
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
  const line = area.value.slice(0, area.selectionEnd).split("\n").length - 1;
  const top = line * lineHeight;
  const bottom = top + 3 * lineHeight;
  if (top < surface.scrollTop) surface.scrollTop = top;
  else if (bottom > surface.scrollTop + surface.clientHeight)
    surface.scrollTop = bottom - surface.clientHeight;
}

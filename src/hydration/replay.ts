import { openSearch } from "../search/open.js";

/** What a reader did before the page could answer, for the page to answer then. */
export type Act =
  | { kind: "click"; target: HTMLElement }
  | { kind: "enter"; target: Element }
  | { kind: "drop"; target: Element; files: readonly File[] }
  | { kind: "search"; text: string }
  | { kind: "edit"; target: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement; value: string };

/** Does again, in order, what was done; what is not on the page any more is left out. */
export function replay(acts: readonly Act[]): void {
  for (const act of acts) {
    if (act.kind === "search") {
      openSearch(act.text);
      continue;
    }
    if (!act.target.isConnected) continue;
    if (act.kind === "click") act.target.click();
    else if (act.kind === "enter")
      act.target.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    else if (act.kind === "drop") drop(act.target, act.files);
    else edit(act.target, act.value);
  }
}

function drop(target: Element, files: readonly File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  target.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}

/**
 * Gives a field the value that a reader gave it. React remembers what a field held when it took over, and hears of no change
 * to the same value: so the field is emptied for React, and filled behind its back.
 */
function edit(target: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void {
  if (target instanceof HTMLSelectElement) {
    target.value = value;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  target.value = "";
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(target), "value")?.set?.call(target, value);
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

import { offsetOf } from "../editor/places.js";

/** Puts the cursor of the editor in a panel at a place. Lines and columns count from 1. */
export function focusPlace(
  panel: HTMLElement | null,
  { line, column }: { line: number; column: number },
): void {
  const area = panel?.querySelector("textarea");
  if (!area) return;
  const at = offsetOf(area.value, line, column);
  area.focus();
  area.setSelectionRange(at, at);
}

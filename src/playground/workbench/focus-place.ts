import { type LineColumn, LineIndex } from "@grpc-evolution/engine/source/source.js";

/** Puts the cursor of the editor in a panel at a place. Lines and columns count from 1. */
export function focusPlace(panel: HTMLElement | null, { line, column }: LineColumn): void {
  const area = panel?.querySelector("textarea");
  if (!area) return;
  const at = new LineIndex(area.value).offsetOf(line, column);
  area.focus();
  area.setSelectionRange(at, at);
}

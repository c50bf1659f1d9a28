import { type DragEvent, useCallback } from "react";
import { readText } from "./PasteBox.js";

/** What to do with a file that was dropped outside of the two versions. */
interface Takers {
  onDiff(text: string): void;
  onReport(text: string): void;
}

/** Takes a diff or the JSON of `check` wherever it is dropped; the two versions take `.proto` files for themselves. */
export function useDroppedFile({ onDiff, onReport }: Takers): {
  onDragOver(event: DragEvent): void;
  onDropCapture(event: DragEvent): void;
} {
  const onDragOver = useCallback((event: DragEvent) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  }, []);
  const onDropCapture = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    const taker = /\.(?:diff|patch)$/i.test(file.name)
      ? onDiff
      : /\.json$/i.test(file.name)
        ? onReport
        : null;
    if (!taker) {
      // A browser would leave the page for a file that nobody takes.
      event.preventDefault();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    readText(file).then(taker);
  };
  return { onDragOver, onDropCapture };
}

/** The part of a keyboard event that decides where to go. */
export interface Stroke {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** Where a key leads from a place in a row of so many; undefined for a key that is not ours, or that leads nowhere. */
export function stepTo(stroke: Stroke, from: number, count: number): number | undefined {
  // Alt and an arrow is the browser's own: one page back.
  if (stroke.altKey || stroke.ctrlKey || stroke.metaKey || stroke.shiftKey) return undefined;
  const to = targetOf(stroke.key, from, count);
  return to === undefined || to < 0 || to >= count ? undefined : to;
}

function targetOf(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return from + 1;
    case "ArrowLeft":
    case "ArrowUp":
      return from - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

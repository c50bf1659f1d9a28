// cspell:ignore loadingdone
const movesPage = ["wheel", "touchmove", "keydown", "pointerdown"];

/**
 * A face that comes late breaks the lines above the place that the address names anew, and the place would lie below the
 * header: the page goes there again whenever faces have come, until the reader moves the page.
 */
export function keepPlaceOfAddress(): void {
  if (location.hash === "") return;
  const moved = new AbortController();
  const { signal } = moved;
  for (const type of movesPage) addEventListener(type, () => moved.abort(), { signal, passive: true });
  const goThere = () => document.querySelector(":target")?.scrollIntoView();
  document.fonts.addEventListener("loadingdone", goThere, { signal });
}

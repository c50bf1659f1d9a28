/**
 * Scrolls the sidebar to the entry of the page, once a page: where a reader scrolls it afterwards it stays. The page itself
 * stays in its place. The sidebar beside the page and that of the menu on a phone may both be there.
 */
export function showCurrentEntry(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(
    '.theme-doc-sidebar-menu [aria-current="page"]',
  )) {
    const scroller = scrollerOf(link);
    if (!scroller || scroller.dataset.shows === link.pathname) continue;
    scroller.dataset.shows = link.pathname;
    const { top, bottom } = scroller.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < top || place.bottom > bottom)
      scroller.scrollTop += place.top + place.height / 2 - (top + bottom) / 2;
  }
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
    const isScroller = /auto|scroll/.test(getComputedStyle(each).overflowY);
    if (isScroller && each.scrollHeight > each.clientHeight) return each;
  }
  return null;
}

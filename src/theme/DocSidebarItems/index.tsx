import Original from "@theme-original/DocSidebarItems";
import { type ComponentProps, type ReactNode, useEffect } from "react";

/** The sidebar's entries. When a page opens, the sidebar scrolls to where one is; the page itself stays in its place. */
export default function DocSidebarItems(props: ComponentProps<typeof Original>): ReactNode {
  const { activePath, level } = props;
  useEffect(() => {
    if (activePath && level === 1) showCurrent();
  }, [activePath, level]);
  return <Original {...props} />;
}

/** The sidebar beside the page and that of the menu on a phone may both be there. */
function showCurrent(): void {
  for (const link of document.querySelectorAll<HTMLElement>(
    '.theme-doc-sidebar-menu [aria-current="page"]',
  )) {
    const scroller = scrollerOf(link);
    if (!scroller) continue;
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

/** Code and tables that are wider than their frame scroll in it. */
const frames = "main :is(pre, .scroll)";

/** What a frame is called where nothing on the page names it. */
const unnamed = { PRE: "Code", DIV: "Table" } as Record<string, string>;

/**
 * Makes each frame that scrolls a stop of the Tab key with a name, so that arrow keys scroll it, and no other one: where
 * nothing scrolls, a stop is only in the way. Also those that are added to the page later.
 */
export function nameScrollingFrames(): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target as HTMLElement);
  });
  const watched = new WeakSet<Element>();
  const watchAll = () => {
    const added = [...document.querySelectorAll<HTMLElement>(frames)].filter((frame) => !watched.has(frame));
    for (const frame of added) {
      watched.add(frame);
      // The frame changes with the window, what is in it with what a program prints.
      sizes.observe(frame);
      if (frame.firstElementChild) sizes.observe(frame.firstElementChild);
    }
    measureOneByOne(added);
  };
  let isDue = false;
  new MutationObserver(() => {
    if (!isDue) requestAnimationFrame(later);
    isDue = true;
  }).observe(document.body, { childList: true, subtree: true });
  const later = () => {
    isDue = false;
    watchAll();
  };
  watchAll();
}

/**
 * Where something far below is not laid out yet, no size is observed; the Tab key reaches it all the same. To ask for its size
 * lays it out, so the frames take turns with whatever else the page has to do.
 */
function measureOneByOne(added: readonly HTMLElement[]): void {
  const [first, ...others] = added;
  if (!first) return;
  update(first);
  setTimeout(() => measureOneByOne(others));
}

function update(changed: HTMLElement): void {
  const frame = changed.closest<HTMLElement>(frames);
  if (!frame) return;
  // A frame with a role of its own has its name from the page.
  const isNamedByPage = frame.hasAttribute("role") && frame.dataset.scrolls === undefined;
  const scrolls = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
  if (!scrolls) {
    frame.removeAttribute("tabindex");
    if (frame.dataset.scrolls === undefined) return;
    for (const name of ["role", "aria-label", "data-scrolls"]) frame.removeAttribute(name);
    return;
  }
  frame.tabIndex = 0;
  if (isNamedByPage) return;
  frame.dataset.scrolls = "";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", nameOf(frame));
}

/** The caption of the figure, or of the part that the code stands in. */
function nameOf(frame: HTMLElement): string {
  const caption =
    frame.querySelector("caption") ??
    frame.closest("figure")?.querySelector(":scope > figcaption") ??
    frame.parentElement?.querySelector(":scope > .bar code");
  return caption?.textContent?.trim() || unnamed[frame.tagName] || "";
}

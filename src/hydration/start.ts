/** What each page carries: it makes the page a good one to read, and loads the rest when a reader wants it. */
import { markCurrentHeading } from "../components/page/current-heading.js";
import { fetchPagesAhead } from "../components/page/pages-ahead.js";
import { nameScrollingFrames } from "../components/page/scrolling-frames.js";
import { nameSearchKey } from "../components/page/search-key.js";
import { showCurrentEntry } from "../components/page/sidebar-place.js";
import { hydrateOnUse } from "./on-use.js";

const { signal } = hydrateOnUse();

// To ask where something is makes the browser lay out the page at once: it does so by itself before it first paints.
requestAnimationFrame(() =>
  setTimeout(() => {
    nameSearchKey();
    showCurrentEntry();
    nameScrollingFrames();
    markCurrentHeading(signal);
    fetchPagesAhead(signal);
  }),
);

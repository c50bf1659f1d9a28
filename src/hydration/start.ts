/** What each page carries: it makes the page a good one to read, and loads the rest when a reader wants it. */

import { hydrateOnUse } from "./on-use.js";
import { markCurrentHeading } from "./reading/current-heading.js";
import { fetchPagesAhead } from "./reading/pages-ahead.js";
import { keepPlaceOfAddress } from "./reading/place-of-address.js";
import { nameScrollingFrames } from "./reading/scrolling-frames.js";
import { nameSearchKey } from "./reading/search-key.js";
import { showCurrentEntry } from "./reading/sidebar-place.js";

const { signal } = hydrateOnUse();
keepPlaceOfAddress();

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

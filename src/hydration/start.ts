/** What each page carries: it makes the page a good one to read, and loads the rest when a reader wants it. */
import { markCurrentHeading } from "../components/page/current-heading.js";
import { fetchPagesAhead } from "../components/page/pages-ahead.js";
import { nameScrollingFrames } from "../components/page/scrolling-frames.js";
import { showCurrentEntry } from "../components/page/sidebar-place.js";
import { hydrateOnUse } from "./on-use.js";

const { signal } = hydrateOnUse();
showCurrentEntry();
nameScrollingFrames();
markCurrentHeading(signal);
fetchPagesAhead(signal);

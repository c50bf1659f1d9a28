import useIsBrowser from "@docusaurus/useIsBrowser";
import { type ReactNode, useEffect, useReducer } from "react";
import { flushSync } from "react-dom";
import { otherwiseNamed, shortcutName } from "../../search/keys.js";
import { onOpenSearch } from "../../search/open.js";
import SearchDialog from "../../search/SearchDialog.js";

/** The button in the navigation bar that opens the search. Without JavaScript there is only the room for it. */
export default function SearchBar(): ReactNode {
  const isBrowser = useIsBrowser();
  const [search, act] = useReducer(nextSearch, undefined);
  // At once: what is typed next goes into its field.
  useEffect(() => onOpenSearch((start) => flushSync(() => act({ start }))), []);
  return (
    <div className="search-place">
      <button
        type="button"
        className="search-open scripted"
        aria-label="Search"
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={() => act({ start: "" })}
      >
        <Glass />
        <span className="word">Search</span>
        {/* On a Mac the key has another name there before React takes over. */}
        <kbd className="search-key" suppressHydrationWarning>
          {isBrowser ? shortcutName() : otherwiseNamed}
        </kbd>
      </button>
      {search && (
        <SearchDialog key={search.count} start={search.start} onClose={() => act({ closed: search.count })} />
      )}
    </div>
  );
}

/** A search, with the words that it begins with. */
interface Search {
  start: string;
  count: number;
}

/** Each search has a dialog of its own: that of the one before may be closed, and say so later. */
function nextSearch(
  before: Search | undefined,
  act: { start: string } | { closed: number },
): Search | undefined {
  if ("start" in act) return { start: act.start, count: (before?.count ?? 0) + 1 };
  return before?.count === act.closed ? undefined : before;
}

function Glass(): ReactNode {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" width="18" height="18">
      <circle cx="8.5" cy="8.5" r="5.5" />
      <path d="m13 13 4.5 4.5" />
    </svg>
  );
}

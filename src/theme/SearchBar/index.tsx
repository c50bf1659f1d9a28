import useIsBrowser from "@docusaurus/useIsBrowser";
import { type ReactNode, useEffect, useState } from "react";
import { otherwiseNamed, shortcutName } from "../../search/keys.js";
import { onOpenSearch } from "../../search/open.js";
import SearchDialog from "../../search/SearchDialog.js";

/** The button in the navigation bar that opens the search. Without JavaScript there is only the room for it. */
export default function SearchBar(): ReactNode {
  const isBrowser = useIsBrowser();
  const [start, setStart] = useState<string>();
  useEffect(() => onOpenSearch(setStart), []);
  return (
    <div className="search-place">
      <button
        type="button"
        className="search-open scripted"
        aria-label="Search"
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={() => setStart("")}
      >
        <Glass />
        <span className="word">Search</span>
        {/* On a Mac the key has another name there before React takes over. */}
        <kbd className="search-key" suppressHydrationWarning>
          {isBrowser ? shortcutName() : otherwiseNamed}
        </kbd>
      </button>
      {start !== undefined && <SearchDialog start={start} onClose={() => setStart(undefined)} />}
    </div>
  );
}

function Glass(): ReactNode {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" width="18" height="18">
      <circle cx="8.5" cy="8.5" r="5.5" />
      <path d="m13 13 4.5 4.5" />
    </svg>
  );
}

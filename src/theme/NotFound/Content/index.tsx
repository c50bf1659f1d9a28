import Link from "@docusaurus/Link";
import { useLocation } from "@docusaurus/router";
import { useThemeConfig } from "@docusaurus/theme-common";
import useIsBrowser from "@docusaurus/useIsBrowser";
import rules from "@generated/guide/default/rules.json";
import type { ReactNode } from "react";
import RuleIndex from "../../../components/RuleIndex.js";
import { openSearch } from "../../../search/open.js";
import { wordsOfAddress } from "../../../search/words-of-address.js";

/** What an address shows that leads nowhere: how to find what was meant, and the main pages. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className="container not-found markdown">
      <h1>There is no page at this address</h1>
      <SearchForAddress />
      <h2>Main pages</h2>
      <MainPages />
      <h2>What may have moved</h2>
      <p>
        A rule or guideline has a short address that stays, whatever its page is called: <code>/r1</code>{" "}
        leads to R1 and <code>/gl3</code> to GL3. A checklist item has one on the checklist:{" "}
        <code>/checklist#r1-2</code> leads to R1-2.
      </p>
      <RuleIndex data={rules} />
    </main>
  );
}

/** Searches for what the address says; it is known only in the browser. */
function SearchForAddress(): ReactNode {
  const { pathname } = useLocation();
  const words = useIsBrowser() ? wordsOfAddress(pathname) : "";
  if (words === "") return null;
  return (
    <p>
      <button type="button" className="search-for" onClick={() => openSearch(words)}>
        Search for “{words}”
      </button>
    </p>
  );
}

/** The pages of the navigation bar. */
function MainPages(): ReactNode {
  const { items } = useThemeConfig().navbar;
  return (
    <ul>
      {items.flatMap(({ to, label }) =>
        typeof to === "string" ? (
          <li key={to}>
            <Link to={to}>{String(label)}</Link>
          </li>
        ) : (
          []
        ),
      )}
    </ul>
  );
}

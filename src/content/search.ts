/** What a part of a page is: what readers look for has a kind of its own. */
export type PartKind = "page" | "section" | "check" | "item" | "term" | "option" | "row";

/** A part of a page that search can lead to. */
export interface SearchPart {
  kind: PartKind;
  /** Title, heading, identifier, term or option. */
  name: string;
  /** Where it stands in its page; empty for the page itself. */
  anchor: string;
  /** How it begins. */
  text: string;
  /** More words to find a page by: its keywords. */
  words?: string;
}

/** A page as search sees it: first the page itself, then its parts in their order. */
export interface SearchPage {
  /** Address below the site's root, with a slash at both ends. */
  path: string;
  title: string;
  parts: SearchPart[];
}

/** Name of the file that holds all pages, below the site's root. It is loaded when somebody searches. */
export const searchFile = "search.json";

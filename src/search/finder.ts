import MiniSearch from "minisearch";
import { emptyWords } from "../content/empty-words.js";
import type { PartKind, SearchPage, SearchPart } from "../content/search.js";

/** A part of a page that fits a query. */
export interface Result extends SearchPart {
  /** Address below the site's root. */
  address: string;
  pageTitle: string;
}

/** Finds the parts of pages that fit a query, the best first. */
export type Find = (query: string) => Result[];

interface Document extends Result {
  id: number;
}

const resultLimit = 24;

/** As many parts as have to have all the words of a query before those with some of them are left out. */
const fewHits = 3;

/** How much a part of a kind counts: whoever searches for words mostly looks for a page. */
const weightOf: Record<PartKind, number> = {
  page: 2,
  term: 1.6,
  section: 1.2,
  check: 1,
  item: 1,
  option: 1,
  row: 0.3,
};

/** Whoever says what they want to do looks for the page that tells how. */
const weightOfChanges = 1.2;

/** What people type, and what the pages call it. */
const ourWord: Record<string, string> = { delete: "remove", drop: "remove", retype: "type" };

/** Builds the index of all pages. */
export function makeFind(pages: readonly SearchPage[]): Find {
  const documents = pages.flatMap(documentsOf).map((each, id): Document => ({ ...each, id }));
  const index = new MiniSearch<Document>({
    fields: ["name", "words", "text", "pageTitle"],
    tokenize: wordsOf,
    processTerm: keptWord,
  });
  index.addAll(documents);
  return (query) => {
    const name = query.trim().toLowerCase();
    const exact = documents.filter((each) => namesOf(each).includes(name)).sort(byWeight);
    const others = searchIn(index, documents, query, exact.length > 0).map((id) => documents[id] as Document);
    return [...new Set([...exact, ...others])].slice(0, resultLimit);
  };
}

function documentsOf({ path, title, parts }: SearchPage): Result[] {
  return parts.map((part) => ({
    ...part,
    address: part.anchor ? `${path}#${part.anchor}` : path,
    pageTitle: title,
  }));
}

function byWeight(one: Result, other: Result): number {
  return weightOf[other.kind] - weightOf[one.kind];
}

/** What a part is called in full: a query that is one of these means this part. */
function namesOf({ kind, name }: SearchPart): string[] {
  const whole = name.toLowerCase();
  if (kind === "check") return [whole, whole.slice(whole.indexOf("/") + 1)];
  if (kind === "option") return whole.match(/--[\w-]+/g) ?? [];
  const id = kind === "page" ? /^[a-z]+\d+(?= )/.exec(whole)?.[0] : undefined;
  return id ? [whole, id] : [whole];
}

/** Parts that have all words; with fewer than `fewHits` of them, and unless one was named, also those that have some. */
function searchIn(
  index: MiniSearch<Document>,
  documents: readonly Document[],
  query: string,
  isNamed: boolean,
): number[] {
  const search = (combineWith: "AND" | "OR") =>
    index.search(query, {
      combineWith,
      prefix: (term) => term.length > 1,
      fuzzy: mistakesIn,
      processTerm: (term) => keptWord(ourWord[term] ?? term),
      boost: { name: 5, words: 4, pageTitle: 1.5 },
      boostDocument: (id) => weightIn(documents[id] as Document),
      weights: { fuzzy: 0.3, prefix: 0.6 },
    });
  const hits = search("AND");
  const more = isNamed || hits.length >= fewHits ? [] : search("OR");
  return [...hits, ...more].map(({ id }) => id);
}

function weightIn({ kind, address }: Document): number {
  const isChange = kind === "page" && address.startsWith("/changes/");
  return weightOf[kind] * (isChange ? weightOfChanges : 1);
}

function keptWord(term: string): string | null {
  return emptyWords.has(term) ? null : term;
}

/** How many letters of a word may be wrong. An identifier or a number is meant as it is typed. */
function mistakesIn(term: string): number {
  if (!/^[a-z]{5,}$/.test(term)) return 0;
  return term.length > 7 ? 2 : 1;
}

/**
 * The words of a text. An identifier is a word, and so are its parts, but not a bare number: `R1/number-reused`, `r1`,
 * `number` and `reused`; `R1-2` and `r1`. Two words with a hyphen are also one: `re-use` and `reuse`.
 */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().matchAll(/-{0,2}[\p{L}\p{N}_]+(?:[-/.][\p{L}\p{N}_]+)*/gu);
  return [...words].flatMap(([word]) => {
    const parts = word.split(/[-/.]+/).filter((part) => /\D/.test(part));
    const joined = /^\p{L}+-\p{L}+$/u.test(word) ? [parts.join("")] : [];
    return [...new Set([word, ...parts, ...joined])];
  });
}

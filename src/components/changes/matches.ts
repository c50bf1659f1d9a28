import type { ChangeSummary } from "../../content/changes.js";
import { emptyWords } from "../../content/empty-words.js";

type Words = Pick<ChangeSummary, "verb" | "object" | "words">;

/**
 * The changes that fit a text: those with all of its words, or else those with the most of them. A change has a word where one
 * of its own begins like it. Words such as "a" and "want" say nothing.
 */
export function bestMatches<T extends Words>(changes: readonly T[], text: string): T[] {
  const asked = wordsOf(text).filter((word) => !emptyWords.has(word));
  if (asked.length === 0) return [...changes];
  const counts = changes.map((change) => countOf(change, asked));
  const most = Math.max(...counts);
  return changes.filter((_, index) => most > 0 && counts[index] === most);
}

/** How many of some words a change has. */
function countOf({ verb, object, words }: Words, asked: readonly string[]): number {
  const own = wordsOf(`${verb} ${object} ${words}`);
  return asked.filter((word) => own.some((each) => each.startsWith(singular(word)))).length;
}

/** `fields` means a `field` as well. */
function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== "");
}

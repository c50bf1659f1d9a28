import type { ChangeSummary } from "../../content/changes.js";

/** Whether a change has every word of a text, or a word that begins like it. */
export function matches(
  { verb, object, words }: Pick<ChangeSummary, "verb" | "object" | "words">,
  text: string,
): boolean {
  const own = wordsOf(`${verb} ${object} ${words}`);
  return wordsOf(text).every((word) => own.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== "");
}

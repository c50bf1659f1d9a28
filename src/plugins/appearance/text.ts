/** A word with its weight. */
export interface Word {
  text: string;
  isStrong: boolean;
}

/** The words of a text in which `**` stands around what is strong. */
export function wordsOf(text: string): Word[] {
  return text
    .split("**")
    .flatMap((part, index) =>
      part.split(/(?<= )/).map((piece) => ({ text: piece, isStrong: index % 2 === 1 })),
    )
    .filter((word) => word.text !== "");
}

/** Puts words into lines of at most so many characters. A word goes on where a piece follows it without a blank. */
export function linesOf(words: readonly Word[], most: number): Word[][] {
  const lines: Word[][] = [];
  for (const chunk of chunksOf(words)) {
    const line = lines.at(-1);
    if (line && lengthOf([...line, ...chunk]) <= most) line.push(...chunk);
    else lines.push(chunk);
  }
  return lines;
}

/** Pieces that no blank separates stay together. */
function chunksOf(words: readonly Word[]): Word[][] {
  const chunks: Word[][] = [];
  for (const word of words) {
    const before = chunks.at(-1);
    if (before && !before.at(-1)?.text.endsWith(" ")) before.push(word);
    else chunks.push([word]);
  }
  return chunks;
}

function lengthOf(words: readonly Word[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0) - (words.at(-1)?.text.endsWith(" ") ? 1 : 0);
}

/**
 * Those candidates that were probably meant, nearest first, at most three: those that are a few letters away, and
 * those that hold the word. Upper and lower case count as equal.
 */
function nearest(word: string, candidates: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(2, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceTo(wanted: string, candidate: string): number {
  return wanted.length >= 3 && candidate.includes(wanted) ? 1 : editDistance(wanted, candidate);
}

/** `Did you mean "protos"? `, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const quoted = nearest(word, candidates).map((candidate) => `"${candidate}"`);
  return quoted.length > 0 ? `Did you mean ${quoted.join(" or ")}? ` : "";
}

/** Levenshtein's distance; a word longer than any that is compared with costs no more than that one. */
function editDistance(a: string, b: string): number {
  const left = a.slice(0, 64);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substituted = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

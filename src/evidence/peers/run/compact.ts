import type { Answers, Recorded } from "./record.js";

/** Stands in a record for the answer that most peers give. */
const asMost = "=";

/** By the id of what was asked: what differs from the answers of most; null where the library lacks all of it. */
export type Differences = Record<string, readonly (Recorded | typeof asMost)[] | null>;

/** The answer that most peers give to each request. Of two that as many give it is the first in the order of their texts. */
export function answersOfMost(all: readonly Answers[]): Answers {
  const ids = new Set(all.flatMap((answers) => [...answers.keys()]));
  return new Map(
    [...ids].map((id) => {
      const rows = all.flatMap((answers) => [answers.get(id) ?? []]);
      const count = Math.max(...rows.map((row) => row.length));
      return [id, Array.from({ length: count }, (_, at) => mostFrequent(rows.map((row) => row[at] ?? null)))];
    }),
  );
}

/** What of the answers a record has to say. */
export function differencesFrom(most: Answers, answers: Answers): Differences {
  const differences: Differences = {};
  for (const [id, row] of answers) {
    const shortened = row.map((each, at) => (isSame(each, most.get(id)?.[at]) ? asMost : each));
    if (row.every((each) => each === null)) differences[id] = null;
    else if (shortened.some((each) => each !== asMost)) differences[id] = shortened;
  }
  return differences;
}

/** The answers again. */
export function answersFrom(most: Answers, differences: Differences): Answers {
  return new Map(
    [...most].map(([id, row]) => {
      const different = differences[id];
      if (different === undefined) return [id, row];
      return [id, row.map((each, at) => expand(different?.[at] ?? null, each))];
    }),
  );
}

function expand(different: Recorded | typeof asMost, most: Recorded): Recorded {
  return different === asMost ? most : different;
}

function mostFrequent(answers: readonly Recorded[]): Recorded {
  const counts = new Map<string, number>();
  for (const each of answers) {
    const text = JSON.stringify(each);
    if (each !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  return most ? JSON.parse(most[0]) : null;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

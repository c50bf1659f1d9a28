import type { Answers, Recorded } from "./record.js";

/** Stands for the answer that most peers give. */
const asMost = "=";

/** An answer as it is written down. An error, which comes often, is its place among all errors. */
type Cell = Recorded | typeof asMost | number;

/** Answers as they are written down. */
export interface CompactAnswers {
  errors: readonly string[];
  /** Those that differ from the answers of most, by the id of what was asked; null where the library lacks all of it. */
  answers: Readonly<Record<string, readonly Cell[] | null>>;
}

/** The answer that most peers give to each request. Of two that as many give it is the first in the order of their texts. */
export function answersOfMost(all: readonly Answers[]): Answers {
  const ids = new Set(all.flatMap((answers) => [...answers.keys()]));
  return new Map(
    [...ids].map((id) => {
      const rows = all.map((answers) => answers.get(id) ?? []);
      const count = Math.max(...rows.map((row) => row.length));
      return [id, Array.from({ length: count }, (_, at) => mostFrequent(rows.map((row) => row[at] ?? null)))];
    }),
  );
}

/** What has to be written down of answers, given those of most. */
export function compact(answers: Answers, most: Answers): CompactAnswers {
  const errors = new Map<string, number>();
  const cellOf = (each: Recorded, ofMost: Recorded | undefined): Cell => {
    if (isSame(each, ofMost)) return asMost;
    if (each === null || !("error" in each)) return each;
    const place = errors.get(each.error) ?? errors.size;
    errors.set(each.error, place);
    return place;
  };
  const compacted: Record<string, readonly Cell[] | null> = {};
  for (const [id, row] of answers) {
    const cells = row.map((each, at) => cellOf(each, most.get(id)?.[at]));
    if (row.every((each) => each === null)) compacted[id] = null;
    else if (cells.some((cell) => cell !== asMost)) compacted[id] = cells;
  }
  return { errors: [...errors.keys()], answers: compacted };
}

/** The answers again. Those of most have to be known for all that was asked. */
export function expand({ errors, answers }: CompactAnswers, most: Answers): Answers {
  return new Map(
    [...most].map(([id, row]) => {
      const cells = answers[id];
      return [
        id,
        cells === undefined ? row : row.map((ofMost, at) => expandCell(cells?.[at], ofMost, errors)),
      ];
    }),
  );
}

/** The answers of most again, which differ from nothing. */
export function expandMost({ errors, answers }: CompactAnswers): Answers {
  return new Map(
    Object.entries(answers).map(([id, cells]) => [
      id,
      (cells ?? []).map((cell) => expandCell(cell, null, errors)),
    ]),
  );
}

function expandCell(cell: Cell | undefined, ofMost: Recorded, errors: readonly string[]): Recorded {
  if (cell === asMost) return ofMost;
  return typeof cell === "number" ? { error: errors[cell] ?? "" } : (cell ?? null);
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

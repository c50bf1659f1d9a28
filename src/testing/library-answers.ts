import { topics } from "../evidence/peers/questions/index.js";
import type { Question } from "../evidence/peers/questions/question.js";
import { readRecords } from "../evidence/peers/run/record-files.js";
import { columnsOf } from "../evidence/peers/table/columns.js";
import { answeredQuestion } from "../evidence/peers/table/rows.js";

const records = columnsOf(readRecords().values());

/** Who gave each answer. */
export function librariesOf(id: string): Map<string, readonly string[]> {
  const question = topics
    .flatMap(({ questions }) => questions)
    .find((each): each is Question => each.id === id);
  if (!question) throw new Error(`There is no question ${id}.`);
  const { groups } = answeredQuestion(question, records);
  return new Map(groups.map(({ words, libraries }) => [words, libraries]));
}

/** How many libraries gave each answer. */
export function countsOf(id: string): Map<string, number> {
  return new Map([...librariesOf(id)].map(([words, libraries]) => [words, libraries.length]));
}

import type { AnsweredQuestion, AnswerGroup, LibraryRow, LibraryTopic } from "../../../content/libraries.js";
import type { Printed, Question, Topic } from "../questions/question.js";
import type { Executed, Recorded } from "../run/record.js";
import { columnsOf, namesOf } from "./columns.js";
import { fieldsOf } from "./fields.js";
import { textOf } from "./text.js";

/** A topic with the answers of all libraries. */
export function topicTable({ title, questions }: Topic, records: readonly Executed[]): LibraryTopic {
  const columns = columnsOf(records);
  return {
    title,
    columns: namesOf(columns),
    rows: questions.map((question) => rowOf(question, columns)),
  };
}

/** Who answered a question how. */
export function answeredQuestion(question: Question, records: readonly Executed[]): AnsweredQuestion {
  const columns = columnsOf(records);
  const names = namesOf(columns);
  const { id, title, groups } = rowOf(question, columns);
  return {
    id,
    title,
    groups: groups.map(({ words, columns }) => ({ words, libraries: columns.map((at) => names[at] ?? "") })),
  };
}

function rowOf(question: Question, columns: readonly Executed[]): LibraryRow {
  const answers = columns.map(({ answers }) => answers.get(question.id) ?? []);
  const groups = groupsOf(question, answers);
  const answered = groups.reduce((sum, { columns }) => sum + columns.length, 0);
  return {
    id: question.id,
    title: question.title,
    schema: fieldsOf(question),
    inputs: shownInputs(question),
    groups,
    hasMajority: (groups[0]?.columns.length ?? 0) * 2 > answered,
    lacking: answers.flatMap((row, at) => (isComplete(row) ? [] : [at])),
  };
}

function groupsOf(question: Question, answers: readonly (readonly Recorded[])[]): AnswerGroup[] {
  const groups = new Map<string, { words: string; survival: AnswerGroup["survival"]; columns: number[] }>();
  answers.forEach((row, column) => {
    if (!isComplete(row)) return;
    const { words, survival } = question.outcome(row);
    const group = groups.get(words) ?? { words, survival, columns: [] };
    groups.set(words, group);
    group.columns.push(column);
  });
  return [...groups.values()]
    .sort((a, b) => b.columns.length - a.columns.length)
    .map((group) => ({ ...group, printed: printedBy(group.columns, answers) }));
}

/** What was printed, each text once. */
function printedBy(columns: readonly number[], answers: readonly (readonly Recorded[])[]) {
  const texts = columns.map((column) =>
    answers[column]?.map((each) => (each ? textOf(each) : "")).join("\n"),
  );
  return [...new Set(texts)].map((text = "") => ({
    text,
    columns: columns.filter((_, at) => texts[at] === text),
  }));
}

/** Whether a library offers all that was asked. */
function isComplete(row: readonly Recorded[]): row is readonly Printed[] {
  return row.length > 0 && row.every((each) => each !== null);
}

/** A message that was cut off everywhere is shown as a whole. */
function shownInputs({ requests }: Question): string[] {
  const inputs = requests.map(({ input }) => input);
  const last = inputs.at(-1) ?? "";
  return inputs.every((input) => last.startsWith(input)) ? [last] : inputs;
}

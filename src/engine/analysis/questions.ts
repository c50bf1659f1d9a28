import {
  authorQuestions,
  changeQuestions,
  describedQuestion,
  hiddenQuestion,
  statedQuestions,
  unreadQuestions,
} from "../rules/author-questions.js";
import type { ChecklistItem } from "../rules/checklist.js";
import { appliesTo, type ChangeKind, hiddenKinds } from "../rules/review.js";
import type { AnalyzedElement } from "./analyzed-element.js";
import type { Answered } from "./answers.js";
import type { UnreadText } from "./unread-texts.js";

/** A question to the author. */
export interface Question {
  text: string;
  /** Full names of the elements that it is about; none where it is about the change as a whole. */
  names: readonly string[];
  /** The comments or options that it is about, which stand in the place of names. */
  unread?: readonly UnreadText[];
  /** The items of the checklist that the answer decides. */
  items: readonly ChecklistItem[];
}

/** What a description says of a change that no schema shows. */
export interface Description {
  kinds: readonly ChangeKind[];
  /** In its words; empty where they are not known. */
  text: string;
}

/** What has to be asked of a change: what the checks and its description leave open, several items in one question. */
export function questionsFor(
  elements: readonly AnalyzedElement[],
  unread: readonly UnreadText[],
  stated: Description,
  answered: Answered,
): Question[] {
  const open = openItems(answered);
  const asked = new Set<string>();
  const unasked = (ids: readonly string[]): ChecklistItem[] => {
    const items = open.filter(({ id }) => ids.includes(id));
    const isNew = items.some(({ id }) => !asked.has(id));
    for (const { id } of isNew ? items : []) asked.add(id);
    return isNew ? items : [];
  };
  const questions = [
    ...unreadQuestions.flatMap(({ kind, items: ids, asks }) => {
      const own = unread.filter((each) => each.kind === kind);
      if (own.length === 0) return [];
      const items = [...open, ...answered.hidden.flatMap((each) => each.items)].filter(({ id }) =>
        ids.includes(id),
      );
      for (const { id } of items) asked.add(id);
      return [{ text: asks, names: [], unread: own, items: [...new Set(items)] }];
    }),
    ...authorQuestions.flatMap(({ items: ids, asks, asksOfDefault = asks, of }) => {
      const names = elements.filter(of).map(({ fullName }) => fullName);
      const items = names.length > 0 ? unasked(ids) : [];
      const text = saysDefaultOf(names, stated) ? asksOfDefault : asks;
      return items.length > 0 ? [{ text, names, items }] : [];
    }),
    ...[
      ...statedQuestions
        .filter(({ kind }) => stated.kinds.includes(kind))
        .map((question) => ({ ...question, asks: describedQuestion(question, stated.text.trim() !== "") })),
      ...changeQuestions,
    ].flatMap(({ items: ids, asks }) => {
      const items = unasked(ids);
      return items.length > 0 ? [{ text: asks, names: [], items }] : [];
    }),
  ];
  const hidden = hiddenItems(answered, asked);
  return hidden.length === 0
    ? questions
    : [...questions, { text: hiddenQuestion(stated.kinds), names: [], items: hidden }];
}

/** Whether a description says what is done by default, and names all of these elements. */
function saysDefaultOf(names: readonly string[], { kinds, text }: Description): boolean {
  const words = new Set(text.match(/\w+/g));
  return kinds.includes("default") && names.every((name) => words.has(name.split(".").at(-1) ?? ""));
}

/** What no check answers, and what one warns of. What is only worth knowing is not asked about. */
function openItems({ answers, left }: Answered): ChecklistItem[] {
  const judged = answers.filter(
    ({ state, findings }) => state === "judge" && findings.some(({ severity }) => severity === "warning"),
  );
  return [...judged, ...left].map(({ item }) => item);
}

/** The items that a change may break although no schema shows it, as far as nothing else asks about them. */
function hiddenItems({ left, hidden }: Answered, asked: ReadonlySet<string>): ChecklistItem[] {
  const kinds = hiddenKinds.map(({ id }) => id);
  const others = left
    .map(({ item }) => item)
    .filter((item) => item.kinds !== "every" && appliesTo(item, kinds) && !asked.has(item.id));
  const all = [...hidden.flatMap(({ items }) => items), ...others];
  return [...new Set(all)].filter(({ id }) => !asked.has(id));
}

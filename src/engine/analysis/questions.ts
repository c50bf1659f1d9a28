import {
  authorQuestions,
  type Clause,
  generalQuestions,
  hiddenClauses,
  statedQuestions,
  unreadQuestions,
} from "../rules/author-questions.js";
import type { ChecklistItem } from "../rules/checklist.js";
import { appliesTo, type ChangeKind, hiddenKinds } from "../rules/review.js";
import type { AnalyzedElement } from "./analyzed-element.js";
import type { Answered } from "./answers.js";
import { type UnreadText, unitChangeOf } from "./unread-texts.js";

/** A question to the author. */
export interface Question {
  /** Full names of the elements that it is about; none where it is about the change as a whole. */
  names: readonly string[];
  /** The comments or options that it is about, which stand in the place of names. */
  unread?: readonly UnreadText[];
  /** Whether it does not depend on what the change does in particular. */
  isGeneral?: true;
  sentences: readonly AskedSentence[];
}

/** A sentence that asks one thing or several. */
export interface AskedSentence {
  /** What stands before all clauses, which are what it lists then; left out where each asks by itself. */
  lead?: string;
  clauses: readonly AskedClause[];
}

export interface AskedClause {
  text: string;
  /** The items of the checklist that the answer decides. */
  items: readonly ChecklistItem[];
  /** Identifiers of those any of which says all that is asked. */
  settledBy?: readonly string[];
}

/** What a description says of a change that no schema shows. */
export interface Description {
  kinds: readonly ChangeKind[];
  /** In its words; empty where they are not known. */
  text: string;
}

/** What the questions rest on. */
export interface Unanswered {
  elements: readonly AnalyzedElement[];
  unread: readonly UnreadText[];
  stated: Description;
  answered: Answered;
  /** Whether a window says who may meet. */
  hasWindow: boolean;
}

/** The items that a question is about, each once. */
export function itemsOf({ sentences }: Question): ChecklistItem[] {
  const items = sentences.flatMap(({ clauses }) => clauses.flatMap((clause) => clause.items));
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/**
 * A question without the items that are answered: a clause is asked as long as one of its items is open, and none of those
 * that settle it is answered. Null where nothing is left of it.
 */
export function withoutAnswered(question: Question, isAnswered: (id: string) => boolean): Question | null {
  const sentences = question.sentences
    .map(({ clauses, ...sentence }) => ({
      ...sentence,
      clauses: clauses.flatMap(({ items, ...clause }) => {
        const left = items.filter(({ id }) => !isAnswered(id));
        const isSettled = clause.settledBy?.some(isAnswered) ?? false;
        return items.length > 0 && (left.length === 0 || isSettled) ? [] : [{ ...clause, items: left }];
      }),
    }))
    .filter(({ clauses }) => clauses.length > 0);
  return sentences.length === 0 ? null : { ...question, sentences };
}

/** What has to be asked of a change: what the checks and its description leave open. What is asked of the same is one question. */
export function questionsFor(unanswered: Unanswered): Question[] {
  const asking = new Asking(unanswered.answered);
  return [
    ...unreadTextQuestions(unanswered, asking),
    ...togetherByNames(elementQuestions(unanswered, asking)),
    ...statedQuestionsOf(unanswered, asking),
    ...hiddenQuestions(unanswered, asking),
    ...generalQuestionsOf(unanswered, asking),
  ];
}

/** Knows what is open, and what was asked. */
class Asking {
  readonly #open: ReadonlyMap<string, ChecklistItem>;
  readonly #hidden: ReadonlyMap<string, ChecklistItem>;
  readonly #asked = new Set<string>();

  constructor(answered: Answered) {
    const byId = (items: readonly ChecklistItem[]) => new Map(items.map((item) => [item.id, item]));
    this.#open = byId(openItems(answered));
    this.#hidden = byId(hiddenItems(answered));
  }

  /** The clauses that are open; none where each of their items was asked about before. */
  unasked(clauses: readonly Clause[]): AskedClause[] {
    const asked = clauses.flatMap((clause) => {
      const items = clause.items.flatMap((id) => this.#open.get(id) ?? []);
      return items.length === 0 ? [] : [askedClause(clause, items)];
    });
    const isNew = asked.some(({ items }) => items.some(({ id }) => !this.#asked.has(id)));
    return isNew ? this.#note(asked) : [];
  }

  /** A clause about what no schema shows, with those of its items that nothing else asked about. */
  hidden(clause: Clause): AskedClause {
    const left = clause.items.filter((id) => !this.#asked.has(id));
    return askedClause(
      clause,
      left.flatMap((id) => this.#open.get(id) ?? this.#hidden.get(id) ?? []),
    );
  }

  /** Makes a clause one that is asked whatever is open. */
  always(clause: Clause): AskedClause[] {
    return this.#note([this.hidden(clause)]);
  }

  #note(clauses: AskedClause[]): AskedClause[] {
    for (const { id } of clauses.flatMap(({ items }) => items)) this.#asked.add(id);
    return clauses;
  }
}

function askedClause({ asks, settledBy }: Clause, items: readonly ChecklistItem[]): AskedClause {
  return { text: asks, items, ...(settledBy ? { settledBy } : {}) };
}

function unreadTextQuestions({ unread }: Unanswered, asking: Asking): Question[] {
  return unreadQuestions.flatMap(({ kind, clauses, ofFields, ofUnits }) => {
    const own = unread.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const isOfField = own.some(({ element }) => element.kind === "field");
    const isOfUnit = own.some((each) => unitChangeOf(each) !== null);
    const asked = [...(isOfUnit ? ofUnits : []), ...clauses, ...(isOfField ? ofFields : [])];
    return [
      { names: [], unread: own, sentences: [{ clauses: asked.flatMap((clause) => asking.always(clause)) }] },
    ];
  });
}

function elementQuestions({ elements, stated }: Unanswered, asking: Asking): Question[] {
  return authorQuestions.flatMap(({ clauses: all, of }) => {
    const own = elements.filter(of);
    if (own.length === 0) return [];
    const names = own.map(({ fullName }) => fullName);
    const isDefaultSaid = saysDefaultOf(names, stated);
    const clauses = asking.unasked(
      all.filter(
        ({ isOfDefault, isSaidOf }) => !(isOfDefault && isDefaultSaid) && !(isSaidOf && own.every(isSaidOf)),
      ),
    );
    return clauses.length === 0 ? [] : [{ names, sentences: [{ clauses }] }];
  });
}

/** Questions about the same elements are one. */
function togetherByNames(questions: readonly Question[]): Question[] {
  const groups = new Map<string, Question>();
  for (const question of questions) {
    const key = question.names.join();
    const same = groups.get(key);
    groups.set(key, same ? { ...same, sentences: [...same.sentences, ...question.sentences] } : question);
  }
  return [...groups.values()];
}

function statedQuestionsOf({ stated }: Unanswered, asking: Asking): Question[] {
  return statedQuestions
    .filter(({ kind }) => stated.kinds.includes(kind))
    .flatMap(({ which, described, clauses: own }) => {
      const isWorded = stated.text.trim() !== "";
      const clauses = asking.unasked(isWorded ? own : [which, ...own]);
      const sentence = isWorded ? { lead: described, clauses } : { clauses };
      return clauses.length === 0 ? [] : [{ names: [], sentences: [sentence] }];
    });
}

/** Stands for all kinds of change that no schema shows, but for those that the description states. */
function hiddenQuestions({ stated }: Unanswered, asking: Asking): Question[] {
  const matters = hiddenClauses(stated.kinds);
  const clauses = matters.map((clause) => asking.hidden(clause)).filter(({ items }) => items.length > 0);
  if (clauses.length === 0) return [];
  const lead = `what ${stated.kinds.length > 0 ? "else " : ""}does it change that no schema shows`;
  return [{ names: [], isGeneral: true, sentences: [{ lead, clauses }] }];
}

function generalQuestionsOf({ elements, hasWindow }: Unanswered, asking: Asking): Question[] {
  return generalQuestions.flatMap(({ clauses: all, of, hasWindow: asksWith = hasWindow }) => {
    if (asksWith !== hasWindow || (of && !elements.some(of))) return [];
    const clauses = asking.unasked(all);
    return clauses.length === 0 ? [] : [{ names: [], isGeneral: true as const, sentences: [{ clauses }] }];
  });
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

/** The items that a change may break although no schema shows it. */
function hiddenItems({ left, hidden }: Answered): ChecklistItem[] {
  const kinds = hiddenKinds.map(({ id }) => id);
  const others = left
    .map(({ item }) => item)
    .filter((item) => item.kinds !== "every" && appliesTo(item, kinds));
  return [...hidden.flatMap(({ items }) => items), ...others];
}

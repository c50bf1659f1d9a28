import { type ChecklistItem, itemsOfChange } from "../rules/checklist.js";
import type { Finding } from "../rules/finding.js";
import { analysisItem } from "../rules/general.js";
import { appliesTo, type ChangeKind, hiddenKinds } from "../rules/review.js";
import type { AnalyzedElement } from "./analyzed-element.js";

/** What the checks say of an item of the checklist. */
export interface Answer {
  item: ChecklistItem;
  state: AnswerState;
  /** What its checks report that is new, the reason where it does not hold. */
  findings: readonly Finding[];
}

/** `judge`: something is reported that is no reason to refuse the change, and somebody has to look at it. */
export type AnswerState = "holds" | "not ready" | "judge" | "does not apply";

/** What the change does, and what checks had at hand to answer items with. */
export interface AtHand {
  kinds: readonly ChangeKind[];
  hasHistory: boolean;
  hasReleases: boolean;
}

/** Every item of the checklist, once: as far as it is answered, and what is left to people. */
export interface Answered {
  answers: readonly Answer[];
  left: readonly LeftItem[];
  hidden: readonly HiddenItems[];
}

/** An item that no check answers. */
export interface LeftItem {
  item: ChecklistItem;
  /** Full names of the elements that it is asked of; none where it is asked of all that changed. */
  names: string[];
}

/** Items that apply only if the change is of a kind that no schema shows. */
export interface HiddenItems {
  /** The end of a sentence that begins with "It". */
  does: string;
  items: readonly ChecklistItem[];
}

/** All but the item that asks for the analysis: where it is read, it holds. */
const items = itemsOfChange.filter(({ id }) => id !== analysisItem.id);

/** Goes through the checklist for a change of these elements. What only a release can answer is left out. */
export function answersFor(
  findings: readonly Finding[],
  elements: readonly AnalyzedElement[],
  atHand: AtHand,
): Answered {
  const answers: Answer[] = [];
  const left: LeftItem[] = [];
  const others: ChecklistItem[] = [];
  for (const item of items) {
    const own = findings.filter(({ check }) => item.checks.includes(check));
    if (own.length > 0) answers.push({ item, state: stateFor(own), findings: own });
    else if (!appliesTo(item, atHand.kinds)) others.push(item);
    else if (isSettled(item, atHand)) answers.push({ item, state: "holds", findings: [] });
    else left.push({ item, names: namesFor(item, elements) });
  }
  const hidden = hiddenIn(others);
  const beside = others.filter((item) => !hidden.some((each) => each.items.includes(item)));
  return {
    answers: [...answers, ...beside.map((item): Answer => ({ item, state: "does not apply", findings: [] }))],
    left,
    hidden,
  };
}

function stateFor(findings: readonly Finding[]): AnswerState {
  return findings.some(({ severity }) => severity !== "info") ? "not ready" : "judge";
}

/** Whether checks that report nothing tell that an item holds. */
function isSettled({ settledBy }: ChecklistItem, { hasHistory, hasReleases }: AtHand): boolean {
  switch (settledBy) {
    case "schemas":
      return true;
    case "history":
      return hasHistory;
    case "releases":
      return hasReleases;
    case undefined:
      return false;
  }
}

function namesFor(item: ChecklistItem, elements: readonly AnalyzedElement[]): string[] {
  const asked = elements.filter(({ kinds }) => appliesTo(item, kinds));
  return asked.length < elements.length ? asked.map(({ fullName }) => fullName) : [];
}

function hiddenIn(others: readonly ChecklistItem[]): HiddenItems[] {
  return hiddenKinds
    .map(({ id, does }) => ({ does, items: others.filter((item) => appliesTo(item, [id])) }))
    .filter((each) => each.items.length > 0);
}

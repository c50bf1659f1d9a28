import type { Finding } from "../rules/finding.js";
import { isAsked, reviewItems, type ScopedItem } from "../rules/review-scope.js";
import type { ReviewItem } from "../rules/review.js";
import type { Topic } from "../rules/topics.js";
import type { AnalyzedElement } from "./analyzed-element.js";

/** What the checks say of an item of the checklist. */
export interface Answer {
  item: ReviewItem;
  state: AnswerState;
  /** What its checks report that is new, the reason where it does not hold. */
  findings: readonly Finding[];
}

/** `judge`: something is reported that is no reason to refuse the change, and somebody has to look at it. */
export type AnswerState = "holds" | "not ready" | "judge" | "does not apply";

/** What checks had at hand to answer items with. */
export interface AtHand {
  hasHistory: boolean;
  hasReleases: boolean;
  /** What the change does beside what can be seen of its elements. */
  topics: readonly Topic[];
}

/** The checklist as far as checks answer it, and the items that are left to people. */
export interface Answered {
  answers: readonly Answer[];
  left: readonly LeftItem[];
}

/** An item that no check answers. */
export interface LeftItem {
  item: ReviewItem;
  /** Full names of the elements that it is asked of; none where it is asked of every change. */
  names: string[];
}

/**
 * Goes through the checklist for a change of these elements. What only a release can answer is left out, and so is the item
 * that asks for the analysis.
 */
export function answersFor(
  findings: readonly Finding[],
  elements: readonly AnalyzedElement[],
  atHand: AtHand,
): Answered {
  const topics = new Set([...elements.flatMap((element) => element.topics), ...atHand.topics]);
  const answers: Answer[] = [];
  const left: LeftItem[] = [];
  for (const scoped of reviewItems.filter(({ isOfRelease, isAnalysis }) => !isOfRelease && !isAnalysis)) {
    const { item, checks } = scoped;
    const ids = new Set<string>(checks.map(({ id }) => id));
    const own = findings.filter(({ check }) => ids.has(check));
    const state = stateOf(scoped, own, topics);
    const isLeft = isAsked(scoped, topics) && !canConfirm(scoped, atHand);
    if (own.length > 0 || (checks.length > 0 && !isLeft)) answers.push({ item, state, findings: own });
    if (isLeft && own.length === 0) left.push({ item, names: namesFor(scoped, elements) });
  }
  return { answers, left };
}

/** Whether checks that report nothing tell that an item holds. */
function canConfirm(
  { checks, isRefutedOnly, needsHistory, needsReleases }: ScopedItem,
  { hasHistory, hasReleases }: AtHand,
): boolean {
  return (
    checks.length > 0 && !isRefutedOnly && (hasHistory || !needsHistory) && (hasReleases || !needsReleases)
  );
}

function namesFor({ topics }: ScopedItem, elements: readonly AnalyzedElement[]): string[] {
  const asked = elements.filter((element) => topics?.some((topic) => element.topics.includes(topic)));
  return asked.map(({ fullName }) => fullName);
}

function stateOf(scoped: ScopedItem, own: readonly Finding[], topics: ReadonlySet<Topic>): AnswerState {
  if (own.some(({ severity }) => severity !== "info")) return "not ready";
  if (own.length > 0) return "judge";
  return isAsked(scoped, topics) ? "holds" : "does not apply";
}

import type { AllowedFinding } from "../check/check.js";
import { authorQuestions } from "../rules/author-questions.js";
import { type ChecklistItem, checklist } from "../rules/checklist.js";
import type { Finding } from "../rules/finding.js";
import { appliesTo, type ChangeKind, hiddenKinds, type ReviewStepId } from "../rules/review.js";
import type { AnalyzedElement } from "./analyzed-element.js";

/** What the checks say of an item of the checklist. */
export interface Answer {
  item: ChecklistItem;
  state: AnswerState;
  /** What its checks report that is new, the reason where it does not hold. */
  findings: readonly Finding[];
}

/** `judge`: something is reported that need not refuse the change, and somebody has to weigh it. */
export type AnswerState = "not ready" | "judge" | "allowed" | "holds" | "does not apply";

/** What the change does, and what checks had at hand to answer items with. */
export interface AtHand {
  kinds: readonly ChangeKind[];
  hasHistory: boolean;
  /** Whether every release of the window was compared. */
  hasReleases: boolean;
  /** Checks of which nobody knows whether they would report something: what would tell is not shown. */
  undecided: readonly string[];
}

/** What checks report: what is new, and what is allowed. */
export interface Reported {
  findings: readonly Finding[];
  allowed: readonly AllowedFinding[];
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

/** The steps at which a reviewer looks at something else than the change: its description, who agrees, the release. */
const stepsOfReviewers: readonly ReviewStepId[] = ["pull-request", "merge", "release"];

/** What a reviewer sees to before the merge, and nobody can read off the change. */
export const itemsOfReviewers: readonly ChecklistItem[] = checklist.filter(({ step }) =>
  stepsOfReviewers.includes(step),
);

const items = checklist.filter(({ step }) => !stepsOfReviewers.includes(step));

/** Goes through the checklist for a change of these elements, without what is the reviewers' own. */
export function answersFor(
  { findings, allowed }: Reported,
  elements: readonly AnalyzedElement[],
  atHand: AtHand,
): Answered {
  const answers: Answer[] = [];
  const left: LeftItem[] = [];
  const others: ChecklistItem[] = [];
  for (const item of items) {
    const reported = reportedOf(item, findings, elements);
    const isAllowed = allowed.some(({ check }) => item.checks.includes(check));
    if (reported.length > 0) answers.push({ item, state: stateFor(reported), findings: reported });
    else if (isAllowed) answers.push({ item, state: "allowed", findings: [] });
    else if (!appliesTo(item, atHand.kinds)) others.push(item);
    else if (isSettled(item, elements, atHand)) answers.push({ item, state: "holds", findings: [] });
    else if (isNobodyAsked(item, elements)) others.push(item);
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

/** What its checks report; of what the schemas refute, what else is reported of the element. */
function reportedOf(
  { checks, refutedBy }: ChecklistItem,
  findings: readonly Finding[],
  elements: readonly AnalyzedElement[],
): readonly Finding[] {
  const own = findings.filter(({ check }) => checks.includes(check));
  if (own.length > 0 || refutedBy === undefined) return own;
  return elements.filter(({ unreserved }) => unreserved[refutedBy]).flatMap((element) => element.findings);
}

/** Whether the schemas tell that an item is about nothing in this change. */
function isNobodyAsked({ id }: ChecklistItem, elements: readonly AnalyzedElement[]): boolean {
  const deciding = authorQuestions.filter(({ onlyCaseOf = [] }) => onlyCaseOf.includes(id));
  return deciding.length > 0 && !deciding.some(({ of }) => elements.some(of));
}

/** As the checklist takes it: an error means that the change is not ready, anything weaker is for a person to weigh. */
function stateFor(findings: readonly Finding[]): AnswerState {
  return findings.some(({ severity }) => severity === "error") ? "not ready" : "judge";
}

/** Whether checks that report nothing tell that an item holds. */
function isSettled(
  { checks, settledBy, refutedBy }: ChecklistItem,
  elements: readonly AnalyzedElement[],
  { hasHistory, hasReleases, undecided }: AtHand,
): boolean {
  if (checks.some((check) => undecided.includes(check))) return false;
  if (refutedBy !== undefined) return true;
  switch (settledBy) {
    case "schemas":
      return true;
    case "types":
      return elements.every(({ isTypeUnseen }) => !isTypeUnseen);
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

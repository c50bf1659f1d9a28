import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import type { Answer, CheckedChange, CheckedFinding } from "../../content/checked-change.js";
import type { HandAnswer } from "../../content/review-comment.js";
import type { Entry, Sheet } from "./sheet.js";

/** What `check` says of one item. */
export interface CheckedItem {
  /** Null where a person has to decide. */
  answer: Answer | null;
  findings: CheckedFinding[];
  /** Why nothing is decided where there is no finding; empty otherwise. */
  remark: string;
}

/**
 * What `check` says of an item; null where none of its checks concern it. What an analysis answered counts; where there was
 * none, an error means that the change is not ready, and anything weaker is for a person to weigh. Silence decides only
 * where the checks see all that the item is about.
 */
export function checkedItem(item: ChecklistItem, checked: CheckedChange): CheckedItem | null {
  const findings = checked.findings.filter(({ check }) => item.checks.includes(check));
  const analyzed = checked.answers?.[item.id];
  if (analyzed) {
    return { answer: analyzed, findings, remark: findings.length === 0 ? remarkOn(item, analyzed) : "" };
  }
  if (item.checks.length === 0) return null;
  if (checked.answers) {
    const remark = findings.length > 0 ? "" : "check reports nothing, and does not see all of it.";
    return { answer: null, findings, remark };
  }
  if (findings.length > 0) {
    const hasError = findings.some(({ severity }) => severity === "error");
    return { answer: hasError ? "not-ready" : null, findings, remark: "" };
  }
  if (item.refutedBy === "number" && checked.findings.some(({ check }) => check === "R1/number-reused"))
    return open("check reports a number that another field has taken.");
  if (!item.settledBy) return open("check reports nothing, and sees only a part of it.");
  if (item.settledBy === "history" && !checked.hasHistory)
    return open("check reports nothing, and has not seen the history.");
  if (item.settledBy === "releases")
    return open("check reports nothing, and does not say here which releases it has seen.");
  return { answer: "holds", findings, remark: "" };
}

/** What an analysis answers by the schemas where none of the item's checks reports anything. */
function remarkOn({ refutedBy }: ChecklistItem, answer: Answer): string {
  if (answer === "not-applicable") return "The schemas show that it is about nothing in this change.";
  return answer === "not-ready" && refutedBy
    ? `The schemas show a ${refutedBy} that is gone and not reserved.`
    : "";
}

function open(remark: string): CheckedItem {
  return { answer: null, findings: [], remark };
}

/** What counts as the answer to an item: the reviewer's, else that of `check`. */
export function answerTo(item: ChecklistItem, { entries, checked }: Sheet): Answer | null {
  const own: Entry | undefined = entries[item.id];
  return own?.answer ?? (checked && checkedItem(item, checked)?.answer) ?? null;
}

/** Answers and notes in a list. */
export function answersOf(entries: Readonly<Record<string, Entry>>): HandAnswer[] {
  return Object.entries(entries).map(([id, entry]) => ({ id, ...entry }));
}

/** The same by the identifiers of items. */
export function entriesOf(given: readonly HandAnswer[]): Record<string, Entry> {
  return Object.fromEntries(given.map(({ id, answer, note }) => [id, { answer, note }]));
}

/** What the reviewer said, item by item. A note alone stands beside the answer that `check` gave. */
export function handAnswers({ entries, checked }: Sheet): HandAnswer[] {
  return Object.entries(entries).map(([id, { answer, note }]) => ({
    id,
    answer: answer ?? (note === "" ? null : (checked?.answers?.[id] ?? null)),
    note,
  }));
}

/** A filled checklist: what one reviewer says of one change. */
import { type ChangeKind, changeKinds } from "@grpc-evolution/engine/rules/review.js";
import {
  type Answer,
  answers,
  type CheckedChange,
  isItemId,
  isRecord,
  readCheckedChange,
  readKinds,
} from "../../content/checked-change.js";

/** How the page shows each answer. */
export const answerWords: Record<Answer, { sign: string; text: string }> = {
  holds: { sign: "✓", text: "holds" },
  "not-applicable": { sign: "–", text: "does not apply" },
  "not-ready": { sign: "✕", text: "not ready" },
};

/** What was said of one item; an answer of null leaves it to `check`, or open. */
export interface Entry {
  answer: Answer | null;
  note: string;
}

/** What stands at its head. */
export interface Heading {
  change: string;
  release: string;
  reviewer: string;
}

export interface Sheet {
  heading: Heading;
  kinds: ChangeKind[];
  /** By the identifiers of items. */
  entries: Record<string, Entry>;
  /** What `check` said, where it was asked. */
  checked: CheckedChange | null;
}

export const noEntry: Entry = { answer: null, note: "" };

export const emptySheet: Sheet = {
  heading: { change: "", release: "", reviewer: "" },
  kinds: [],
  entries: {},
  checked: null,
};

/** The longest note and the longest line of the heading. */
export const noteLimit = 1000;
export const headingLimit = 200;

const entryLimit = 200;

/** Whether nothing at all was said. */
export function isEmpty({ heading, kinds, entries, checked }: Sheet): boolean {
  const isBlank = Object.values(heading).every((line) => line === "");
  return isBlank && kinds.length === 0 && Object.keys(entries).length === 0 && checked === null;
}

/** The sheet with another entry for an item. One that says nothing is left out. */
export function withEntry(sheet: Sheet, id: string, entry: Entry): Sheet {
  const { [id]: _, ...others } = sheet.entries;
  const saysNothing = entry.answer === null && entry.note === "";
  return { ...sheet, entries: saysNothing ? others : { ...others, [id]: entry } };
}

/** A sheet for a change that `check` has looked at, and nobody else yet. */
export function sheetOf(checked: CheckedChange): Sheet {
  return withChecked(emptySheet, checked);
}

/** The sheet with what `check` says now. What the reviewer answered, noted, chose or wrote stays. */
export function withChecked(sheet: Sheet, checked: CheckedChange): Sheet {
  const { heading, checked: last } = sheet;
  const renewed = (own: string, before: string | undefined, now: string) =>
    own === "" || own === before ? now.slice(0, headingLimit) : own;
  return {
    ...sheet,
    heading: {
      ...heading,
      change: renewed(heading.change, last?.subject, checked.subject),
      release: renewed(heading.release, last?.release, checked.release),
    },
    kinds: renewedKinds(sheet.kinds, last?.kinds ?? [], checked.kinds),
    checked,
  };
}

/** The kinds that were shown and are no more go, and those that are shown come, but for those that the reviewer took out. */
function renewedKinds(
  own: readonly ChangeKind[],
  before: readonly ChangeKind[],
  now: readonly ChangeKind[],
): ChangeKind[] {
  const isChosen = (kind: ChangeKind) => {
    if (own.includes(kind)) return now.includes(kind) || !before.includes(kind);
    return now.includes(kind) && !before.includes(kind);
  };
  return changeKinds.map(({ id }) => id).filter(isChosen);
}

/** Copies what is known out of data of any shape; null where it is no sheet. */
export function readSheet(data: unknown): Sheet | null {
  if (!isRecord(data) || !isRecord(data.heading) || !isRecord(data.entries) || !Array.isArray(data.kinds))
    return null;
  const { change, release, reviewer } = data.heading;
  return {
    heading: {
      change: readHeadingLine(change),
      release: readHeadingLine(release),
      reviewer: readHeadingLine(reviewer),
    },
    kinds: readKinds(data.kinds),
    entries: readEntries(data.entries),
    checked: readCheckedChange(data.checked),
  };
}

/** Copies a line of the heading out of data of any shape. */
export function readHeadingLine(data: unknown): string {
  return oneLine(data, headingLimit);
}

/** Copies answers and notes out of data of any shape. */
export function readEntries(data: Record<string, unknown>): Record<string, Entry> {
  return Object.fromEntries(Object.entries(data).slice(0, entryLimit).flatMap(readEntry));
}

function readEntry([id, data]: [string, unknown]): [string, Entry][] {
  if (!isItemId(id) || !isRecord(data)) return [];
  const answer = answers.find((each) => each === data.answer) ?? null;
  const note = oneLine(data.note, noteLimit);
  return answer === null && note === "" ? [] : [[id, { answer, note }]];
}

/** What a person typed into one line, without what breaks it or turns it around. */
function oneLine(data: unknown, limit: number): string {
  if (typeof data !== "string") return "";
  return data.slice(0, limit).replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, " ");
}

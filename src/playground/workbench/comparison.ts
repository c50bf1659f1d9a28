import { answersOf } from "../../components/checklist/checked.js";
import { readEntries, readHeadingLine } from "../../components/checklist/sheet.js";
import { isRecord, readElements } from "../../content/checked-change.js";
import type { TriedFix } from "../../content/comment-source.js";
import type { SourceFile } from "../../content/source-file.js";
import { nothingStated, readStated, type Stated } from "../../content/stated.js";
import { readFiles, type ShareState } from "../share.js";
import type { Both, HandSheet } from "./question.js";
import { defaultSettings, readSettings, type Settings } from "./settings.js";

/** All that somebody can set in the workbench. */
export interface Comparison {
  files: Both<SourceFile[]>;
  /** Full name of the message in the newer state; empty for the first one that changed. */
  message: string;
  /** What each writer sets, as JSON text; null for a sample. */
  values: Both<string | null>;
  settings: Settings;
  source: Source;
  /** The diff, as it was pasted. */
  diff: string;
  /** The old text that somebody gave for this diff, which may still be empty; null where the diff alone is judged. */
  base: SourceFile[] | null;
  /** Whether a hunk is read with the lines that are there, where its header counts others. */
  readsOn: boolean;
  /** Whether the files are what the diff leads to, or were made of it and edited since. */
  isMade: boolean;
  /** What `check` printed, as JSON. */
  report: string;
  /** What the description of the pull request states. */
  stated: Stated;
  /** Fixes that were applied to see what they do. */
  fixes: TriedFix[];
  /** The newer files without the fixes that nobody has made a part of the change; null where there are none. */
  unfixed: SourceFile[] | null;
  /** What whoever shared it answered on the checklist; null where nobody did, or the answers are this browser's by now. */
  sheet: HandSheet | null;
}

/** The files of the change itself: what was tried on them is left out. */
export function ownFiles({ files, unfixed }: Comparison): Comparison["files"] {
  return { old: files.old, new: unfixed ?? files.new };
}

/**
 * Whether the files are the change that is to be judged; there is none in empty files, and none where a diff does not lead
 * to two versions.
 */
export function isJudged({ source, diff, isMade, files }: Comparison): boolean {
  const isEmpty = [...files.old, ...files.new].every(({ text }) => text.trim() === "");
  return (source === "texts" && !isEmpty) || (source === "diff" && isMade && diff.trim() !== "");
}

/** Whether nobody has given or set anything. */
export function isBlank({ files, diff, base, report, settings, stated }: Comparison): boolean {
  const texts = [...files.old, ...files.new, ...(base ?? [])].map(({ text }) => text);
  const isSet = JSON.stringify(settings) !== JSON.stringify(defaultSettings) || stated.kinds.length > 0;
  return !isSet && [...texts, diff, report, stated.text].every((text) => text.trim() === "");
}

/** Where a change comes from. */
export type Source = "texts" | "diff" | "report";

/** Nothing yet. */
export const emptyComparison: Comparison = comparisonOf(
  [{ name: "before.proto", text: "" }],
  [{ name: "after.proto", text: "" }],
);

/** What a visit without any wish begins with: a diff that is to be pasted. It is in the page before its program is. */
export const openingComparison: Comparison = { ...emptyComparison, source: "diff" };

function comparisonOf(old: SourceFile[], fresh: SourceFile[]): Comparison {
  return {
    files: { old, new: fresh },
    message: "",
    values: { old: null, new: null },
    settings: defaultSettings,
    source: "texts",
    diff: "",
    base: null,
    readsOn: false,
    isMade: false,
    report: "",
    stated: nothingStated,
    fixes: [],
    unfixed: null,
    sheet: null,
  };
}

/** The two schemas of an example: before and after, or its last two releases. Null where it has no two. */
export function comparisonOfExample(files: readonly SourceFile[]): Comparison | null {
  const named = (name: string) => files.find((file) => file.name === name);
  const [before, after] = [named("before.proto"), named("after.proto")];
  if (before && after) return comparisonOf([before], [after]);
  const releases = files
    .flatMap((file) => {
      const number = /^release-(\d+)\.proto$/.exec(file.name)?.[1];
      return number ? [{ file, number: Number(number) }] : [];
    })
    .sort((one, other) => one.number - other.number);
  const [older, newer] = releases.slice(-2);
  return older && newer ? comparisonOf([older.file], [newer.file]) : null;
}

/** What a link carries. With the files that were made of a diff goes the diff, which tells what they lack. */
export function shareOf(comparison: Comparison): ShareState {
  const { files, message, values, settings, source, report, stated, fixes, unfixed, sheet } = comparison;
  const isDefault = JSON.stringify(settings) === JSON.stringify(defaultSettings);
  const isPlain = stated.kinds.length === 0 && stated.text === "" && fixes.length === 0 && sheet === null;
  return {
    kind: "comparison",
    before: files.old,
    after: files.new,
    message,
    value: JSON.stringify([values.old, values.new]),
    ...(isDefault ? {} : { settings: JSON.stringify(settings) }),
    ...(source === "report" ? { report } : {}),
    ...diffPart(comparison),
    ...(isPlain ? {} : { review: JSON.stringify({ stated, fixes, unfixed, sheet }) }),
  };
}

function diffPart({ source, diff, base, readsOn, isMade }: Comparison): { diff?: string } {
  const isOfDiff = source === "diff" && isMade && diff.trim() !== "";
  return isOfDiff ? { diff: JSON.stringify({ text: diff, base, readsOn }) } : {};
}

/** What a link carried; null where it is no comparison. What does not fit in it counts as not set. */
export function comparisonOfShare(state: ShareState | null): Comparison | null {
  if (state?.kind !== "comparison") return null;
  const values = parsed(state.value);
  const [older, newer]: unknown[] = Array.isArray(values) ? values : [];
  return {
    ...emptyComparison,
    files: { old: unique(state.before, "before.proto"), new: unique(state.after, "after.proto") },
    message: state.message,
    values: { old: textOrNull(older), new: textOrNull(newer) },
    settings: readSettings(parsed(state.settings ?? "")),
    source: state.report === undefined ? "texts" : "report",
    report: state.report ?? "",
    ...(state.report === undefined ? diffOf(parsed(state.diff ?? "")) : {}),
    ...reviewOf(parsed(state.review ?? "")),
  };
}

/** The files came with it: it is read for what it says of them, and leads to no others. */
function diffOf(data: unknown): Partial<Comparison> {
  if (!isRecord(data) || typeof data.text !== "string" || data.text.trim() === "") return {};
  const { text, base, readsOn } = data;
  return { source: "diff", diff: text, base: readFiles(base), readsOn: readsOn === true, isMade: true };
}

function reviewOf(data: unknown): Pick<Comparison, "stated" | "fixes" | "unfixed" | "sheet"> {
  const { stated, fixes, unfixed, sheet } = isRecord(data) ? data : {};
  const read = Array.isArray(fixes) ? fixes.slice(0, maxFixes).flatMap(readFix) : [];
  return {
    stated: readStated(stated),
    fixes: read,
    unfixed: read.length > 0 ? readFiles(unfixed) : null,
    sheet: readHandSheet(sheet),
  };
}

function readHandSheet(data: unknown): HandSheet | null {
  if (!isRecord(data) || !isRecord(data.checked) || !Array.isArray(data.answers)) return null;
  const answers = answersOf(readEntries(entriesIn(data.answers)));
  if (answers.length === 0) return null;
  return {
    checked: { elements: readElements(data.checked.elements) },
    reviewer: readHeadingLine(data.reviewer),
    answers,
  };
}

function entriesIn(list: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(list.flatMap((each) => (isRecord(each) ? [[String(each.id), each]] : [])));
}

/** More are not kept. */
const maxFixes = 100;

function readFix(data: unknown): TriedFix[] {
  if (typeof data !== "object" || data === null) return [];
  const { check, element, title, advice, isJudged } = data as Record<string, unknown>;
  const texts = [check, element, title, advice].filter((each) => typeof each === "string");
  const [ofCheck = "", ofElement = "", named = "", text = ""] = texts;
  return texts.length === 4
    ? [{ check: ofCheck, element: ofElement, title: named, advice: text, isJudged: isJudged === true }]
    : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A side has at least one file, and no two of the same name. */
function unique(files: readonly SourceFile[], name: string): SourceFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  return byName.size > 0 ? [...byName.values()] : [{ name, text: "" }];
}

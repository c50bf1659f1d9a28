/** What a comment on a pull request is written from: plain data, which the desk hands on to the checklist. */
import type { Analysis } from "@grpc-evolution/engine/analysis/analysis.js";
import { type CheckedChange, isRecord, isSameChange, readCheckedChange } from "./checked-change.js";
import type { Stated } from "./stated.js";

export interface CommentSource {
  analysis: Analysis;
  /** What is to be said of it as a whole, in Markdown. */
  remarks: string[];
  undecided: Undecided[];
  stated: Stated;
  fixes: TriedFix[];
}

/** What would be found, if what the diff leaves out were what it seems to be. */
export interface Undecided {
  message: string;
  /** Names of the types that the diff does not show, and that decide it. */
  types: string[];
}

/** A fix that the reviewer applied to see what it does. */
export interface TriedFix {
  check: string;
  /** Full name. */
  element: string;
  title: string;
  /** The text of the fix; may be empty. */
  advice: string;
  /** Whether it is in the text that is judged. */
  isJudged: boolean;
}

/** What the desk hands on. */
export interface HandedComment {
  source: CommentSource;
  /** The address that opens the same change again; empty where it is too long for one. */
  link: string;
  /** What the comment is about. */
  checked: CheckedChange;
}

/** The last line of a comment: the way to both versions. */
export function withLink(markdown: string, link: string): string {
  return link === "" ? markdown : `${markdown}\n[Both versions, with what travels between them](${link})\n`;
}

/** Another number where what is kept has another shape. */
const key = "desk-comment-3";

/** Keeps in this browser what the checklist needs to write the comment of the desk; false where the browser refuses. */
export function handOver(handed: HandedComment): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(handed));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was handed over. */
export function forgetHanded(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that refuses keeps nothing.
  }
}

/** What the desk handed over of a change; null where that was another one, or nothing. */
export function handedComment(checked: CheckedChange | null): HandedComment | null {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    const own = isRecord(data) ? readCheckedChange(data.checked) : null;
    return own && checked && isSameChange(own, checked) ? (data as unknown as HandedComment) : null;
  } catch {
    return null;
  }
}

import { readFiles, readState } from "../share.js";
import { type Comparison, comparisonOfShare, isBlank, type Source, shareOf } from "./comparison.js";

/** What was edited last, and at which address. */
export interface Kept {
  address: string;
  comparison: Comparison;
}

/** Whether what is on the page is kept: not at all yet, in the browser, or why not. */
export type KeptState = "nothing" | "kept" | "refused" | "too large";

/** The name under which the browser keeps it. */
export const keptName = "desk";
const maxLength = 2_000_000;

/** A browser that refuses to store anything still has it until the page is left for another site. */
let remembered: Kept | null = null;

/** Keeps what somebody edits. Where all of it was taken away there is nothing to keep, and nothing to come back to. */
export function keep(kept: Kept): KeptState {
  if (isBlank(kept.comparison)) {
    forget();
    return "nothing";
  }
  remembered = kept;
  const { comparison } = kept;
  const { source, diff, base, readsOn, isMade } = comparison;
  const text = JSON.stringify({
    address: kept.address,
    // The diff is kept beside it, also where it led to nothing.
    state: shareOf({ ...comparison, diff: "" }),
    source,
    diff,
    base,
    readsOn,
    isMade,
  });
  if (text.length > maxLength) return forgetStored() ? "too large" : "refused";
  try {
    localStorage.setItem(keptName, text);
    return "kept";
  } catch {
    return "refused";
  }
}

/** Forgets it, here and in the browser. */
export function forget(): void {
  remembered = null;
  forgetStored();
}

function forgetStored(): boolean {
  try {
    localStorage.removeItem(keptName);
    return true;
  } catch {
    return false;
  }
}

/** What is kept; null where nothing is, or where it is not what this page writes. */
export function loadKept(): Kept | null {
  return remembered ?? stored();
}

function stored(): Kept | null {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(keptName) ?? "null");
    if (typeof data !== "object" || data === null) return null;
    const { address, state, source, diff, base, readsOn, isMade } = data as Record<string, unknown>;
    const comparison = comparisonOfShare(readState(state));
    if (!comparison || typeof address !== "string") return null;
    const isSource = (["texts", "diff", "report"] as unknown[]).includes(source);
    return {
      address,
      comparison: {
        ...comparison,
        source: isSource ? (source as Source) : comparison.source,
        diff: typeof diff === "string" ? diff : "",
        base: readFiles(base),
        readsOn: readsOn === true,
        isMade: isMade === true,
      },
    };
  } catch {
    return null;
  }
}

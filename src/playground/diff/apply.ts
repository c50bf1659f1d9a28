import { applyPatch } from "diff";
import type { FilePatch, Hunk } from "./read.js";

/** A hunk that does not fit. */
export interface Conflict {
  /** The line of the old text where it belongs. */
  line: number;
  /** The first line that the diff expects there and the text does not have. */
  expected: string;
  /** What the text has instead; null behind its end. */
  actual: string | null;
}

/** The text after all hunks that fit, wherever their lines moved to meanwhile, and those that fit nowhere. */
export function applyHunks(text: string, { hunks }: FilePatch): { text: string; conflicts: Conflict[] } {
  const whole = applied(text, hunks);
  if (whole !== null) return { text: whole, conflicts: [] };
  const fitting: Hunk[] = [];
  const conflicts: Conflict[] = [];
  for (const hunk of hunks) {
    if (applied(text, [...fitting, hunk]) === null) conflicts.push(conflictOf(text, hunk));
    else fitting.push(hunk);
  }
  return { text: applied(text, fitting) ?? text, conflicts };
}

/** Null where one of the hunks fits nowhere. */
function applied(text: string, hunks: readonly Hunk[]): string | null {
  const patch = { oldFileName: "a", newFileName: "b", oldHeader: "", newHeader: "", hunks: [...hunks] };
  const result = applyPatch(text, patch as Parameters<typeof applyPatch>[1] & object);
  return result === false ? null : result;
}

function conflictOf(text: string, { oldStart, lines }: Hunk): Conflict {
  const actual = text.split("\n");
  const expected = lines.filter((line) => !/^[+\\]/.test(line)).map((line) => line.slice(1));
  const first = expected.findIndex((line, at) => actual[oldStart - 1 + at] !== line);
  const at = first === -1 ? 0 : first;
  return {
    line: oldStart + at,
    expected: expected[at] ?? "",
    actual: actual[oldStart - 1 + at] ?? null,
  };
}

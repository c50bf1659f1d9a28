import type { SourceFile } from "../../content/source-file.js";
import { changeOf, type DiffResult } from "../diff/change.js";
import { DiffError } from "../diff/diff-error.js";

/** What came of a diff: both versions, or why there are none. */
export type ReadChange =
  | { id: number; result: DiffResult; problem: "" }
  | {
      id: number;
      result: null;
      problem: string;
      /** Whether the lines that are there can be read all the same. */
      canReadOn: boolean;
    };

/** Reads a diff; whatever is wrong with it is told in words. */
export function readChange(
  id: number,
  text: string,
  given: readonly SourceFile[],
  readsOn: boolean,
): ReadChange {
  try {
    return { id, result: changeOf(text, given, readsOn), problem: "" };
  } catch (error) {
    if (!(error instanceof DiffError)) throw error;
    return { id, result: null, problem: error.message, canReadOn: error.canReadOn };
  }
}

import { useCallback, useRef } from "react";
import type { SourceFile } from "../../content/source-file.js";
import type { DiffResult } from "../diff/change.js";
import { hasGaps } from "../diff/names.js";
import type { Comparison } from "./comparison.js";
import { useDiff } from "./use-diff.js";

/** A diff as the source of both versions. */
export interface DiffSource {
  /** What came of it; null where nothing did, or it was read before the page was. */
  result: DiffResult | null;
  trouble: string;
  /** Whether nothing was made of a diff yet, and nobody gave an old text. */
  isIdle: boolean;
  /** Takes a diff, and applies it to the old text where somebody gave one. */
  take(text: string): void;
  /** Applies the diff that is there to these files, or to nothing. */
  apply(given: readonly SourceFile[]): void;
}

/** Makes both versions of a diff. `opened` is what nobody gave: an example, or what came with a link. */
export function useDiffSource(
  comparison: Comparison,
  opened: Comparison,
  change: (part: Partial<Comparison>) => void,
): DiffSource {
  const { reading, trouble, read } = useDiff();
  const { diff, files, source } = comparison;
  const latest = useRef(change);
  latest.current = change;
  /** An old side that a diff made is not one that somebody gave. */
  const made = useRef<readonly SourceFile[]>(undefined);

  const apply = useCallback(
    (text: string, given: readonly SourceFile[]) =>
      read(text, given, ({ result }) => {
        if (!result) return;
        const old = orEmpty(result.old, "before.proto");
        if (given.length === 0) made.current = old;
        latest.current({
          source: "diff",
          diff: text,
          files: { old, new: orEmpty(result.new, "after.proto") },
          message: "",
          values: { old: null, new: null },
        });
      }),
    [read],
  );
  const isUntouched = files.old === opened.files.old && files.new === opened.files.new;
  const isGiven = files.old !== opened.files.old && files.old !== made.current && !files.old.some(hasGaps);
  const isRead = diff.trim() !== "" && reading !== null;
  return {
    result: isRead ? reading.result : null,
    trouble: diff.trim() === "" ? "" : trouble,
    isIdle: source === "diff" && isUntouched,
    take: (text) => {
      change({ source: "diff", diff: text });
      if (text.trim() !== "") apply(text, isGiven ? files.old.filter(hasText) : []);
    },
    apply: (given) =>
      apply(
        diff,
        given.filter(hasText).filter((file) => !hasGaps(file)),
      ),
  };
}

function hasText({ text }: SourceFile): boolean {
  return text.trim() !== "";
}

/** A version has at least one file. */
function orEmpty(files: SourceFile[], name: string): SourceFile[] {
  return files.length > 0 ? files : [{ name, text: "" }];
}

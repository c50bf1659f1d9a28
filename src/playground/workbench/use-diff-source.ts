import { useEffect, useMemo, useRef } from "react";
import type { SourceFile } from "../../content/source-file.js";
import { nothingStated } from "../../content/stated.js";
import { canBeJudged, type DiffResult } from "../diff/change.js";
import { isSameChange } from "../diff/same-change.js";
import { type Comparison, emptyComparison, ownFiles } from "./comparison.js";
import type { CommentQuestion } from "./question.js";
import type { UndoWords } from "./use-comparison.js";
import { useDiff } from "./use-diff.js";

/** A diff as the source of both versions. */
export interface DiffSource {
  /** What came of it; null where nothing did yet. */
  result: DiffResult | null;
  /** Why nothing came of it. */
  trouble: string;
  /** Whether the lines that are there can be read, although a header counts others. */
  canReadOn: boolean;
  /** Whether there are no versions to show: no diff led to any, and no old text is awaited. */
  isIdle: boolean;
  /** Whether the versions were edited since the diff led to them, by other things than fixes that were tried. */
  isEdited: boolean;
  /** Files with other names than before. */
  renamed: CommentQuestion["renamed"];
  /** Takes a diff. One of another change is judged alone, whatever old text was there before. */
  take(text: string): void;
  /** Judges the diff alone. */
  useAlone(): void;
  /** Whether an old text is to come: until then the diff alone is judged. */
  isAwaited: boolean;
  /** Makes room for the old text. */
  giveOld(): void;
  /** Takes the old text of a file. */
  takeOld(name: string, text: string): void;
  readOn(): void;
  /** Takes the versions that somebody edited. The diff is applied again to another old text. */
  edit(files: Comparison["files"]): void;
}

/** The ways to change a comparison: by a step of a person, which can be undone where it says so, or by what follows from one. */
interface Steps {
  change(part: Partial<Comparison>, undo?: UndoWords & { said: string }): void;
  settle(part: Partial<Comparison>): void;
}

/**
 * Makes both versions of a diff, which then are judged. As long as it cannot be read, or a part of it does not fit the old
 * text that somebody gave, there is nothing to judge. That is so after a reload, too: the diff is read again.
 */
export function useDiffSource(comparison: Comparison, opened: Comparison, steps: Steps): DiffSource {
  const { reading, read } = useDiff();
  const { diff, base, readsOn, isMade, files, source } = comparison;
  const latest = useRef({ comparison, steps });
  latest.current = { comparison, steps };
  const lastRead = useRef<Partial<Pick<Comparison, "diff" | "base" | "readsOn">>>({});
  const isAwaited = base !== null && !base.some(hasText);
  const isRead = source === "diff" && diff.trim() !== "";

  useEffect(() => {
    const last = lastRead.current;
    const isKnown = last.diff === diff && last.base === base && last.readsOn === readsOn;
    if (!isRead || (isMade && isKnown)) return;
    lastRead.current = { diff, base, readsOn };
    read({ text: diff, given: (base ?? []).filter(hasText), readsOn }, ({ result }) => {
      const { comparison: now, steps: next } = latest.current;
      const isStillAsked = now.diff === diff && now.base === base && now.readsOn === readsOn;
      if (!isStillAsked || now.isMade || !result || !canBeJudged(result)) return;
      next.settle({
        ...untried,
        files: filesOf(result),
        isMade: true,
        message: "",
        values: { old: null, new: null },
      });
    });
  }, [isRead, isMade, diff, base, readsOn, read]);

  const current = isRead && reading.of === diff ? reading : null;
  const result = current?.change?.result ?? null;
  const renamed = useMemo(
    () =>
      (result?.remarks ?? []).flatMap(({ file, renamedFrom }) =>
        renamedFrom === null ? [] : [{ from: renamedFrom, to: file }],
      ),
    [result],
  );
  return {
    result,
    renamed,
    trouble: current?.trouble ?? "",
    canReadOn: current?.change?.result === null && current.change.canReadOn,
    isIdle: source === "diff" && (base === null || isAwaited) && !(isMade && diff.trim() !== ""),
    isAwaited,
    isEdited: isMade && result !== null && !isEqual(ownFiles(comparison), filesOf(result)),
    take: (text) => {
      const isAnother = diff.trim() !== "" && !isSameChange(diff, text);
      const isOthers = source === "texts" && files !== opened.files && files !== emptyComparison.files;
      steps.change(
        {
          source: "diff",
          diff: text,
          base: isAnother || source !== "diff" ? null : base,
          readsOn: false,
          isMade: false,
          ...untried,
          ...(isAnother || isOthers ? { stated: nothingStated } : {}),
        },
        isAnother || isOthers
          ? {
              said: "What was here before is put away.",
              label: "Bring it back",
              undone: "It is as it was before.",
              takesFocus: false,
            }
          : undefined,
      );
    },
    useAlone: () => steps.change({ base: null, isMade: false }),
    giveOld: () => {
      const awaited = (result?.old ?? []).map(({ name }) => ({ name, text: "" }));
      // What is found in the diff alone stays until the old text is there.
      steps.change({ base: awaited.length > 0 ? awaited : emptyComparison.files.old });
    },
    takeOld: (name, text) => {
      const given = (base ?? []).map((file) => (file.name === name ? { name, text } : file));
      const shown = given.filter(hasText);
      // The old text is shown also where the diff does not fit it.
      const old = shown.length > 0 ? shown : files.old;
      steps.change({ base: given, isMade: false, files: { ...files, old } });
    },
    readOn: () => steps.change({ readsOn: true, isMade: false }),
    edit: (edited) => {
      const isMadeOnly = result !== null && isMade && isEqual(files, filesOf(result));
      const isOld = edited.old !== files.old;
      if (source === "diff" && isOld && (isMadeOnly || !isMade))
        steps.change({ files: edited, base: edited.old, isMade: false });
      else {
        // What is edited has the fixes that were tried: from now on they belong to what is judged.
        const fixes = comparison.fixes.map((fix) => ({ ...fix, isJudged: true }));
        steps.change({ files: edited, fixes, unfixed: null });
      }
    },
  };
}

/** Fixes of another text are none of this one. */
const untried: Pick<Comparison, "fixes" | "unfixed"> = { fixes: [], unfixed: null };

function filesOf(result: DiffResult): Comparison["files"] {
  return { old: orEmpty(result.old, "before.proto"), new: orEmpty(result.new, "after.proto") };
}

function isEqual(one: Comparison["files"], other: Comparison["files"]): boolean {
  return JSON.stringify([one.old, one.new]) === JSON.stringify([other.old, other.new]);
}

function hasText({ text }: SourceFile): boolean {
  return text.trim() !== "";
}

/** A version has at least one file. */
function orEmpty(files: SourceFile[], name: string): SourceFile[] {
  return files.length > 0 ? files : [{ name, text: "" }];
}

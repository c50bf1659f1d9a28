import { useCallback, useEffect, useRef, useState } from "react";
import { type Comparison, emptyComparison } from "./comparison.js";
import { withEdits } from "./files.js";
import type { ShownFinding } from "./question.js";
import { fromAddress, type Opened } from "./start.js";

/** The comparison that is edited, and what happened to it last. */
export interface Editing {
  /** Null until the address is read. */
  comparison: Comparison | null;
  /** As an example or a link brought it. */
  opened: Comparison;
  /** A sentence on the last step that was not an edit. */
  notice: string;
  /** What a fix was applied to last; null where something else was changed since. */
  beforeFix: Comparison | null;
  open(opened: Opened): void;
  change(part: Partial<Comparison>): void;
  applyFix(finding: ShownFinding): void;
  /** Takes the last fix back, where there is one. */
  undoFix(): void;
}

/** What was edited last, and at which address: the page's own links lead away from it, and Back leads here. */
let left: { address: string; opened: Comparison; comparison: Comparison } | null = null;

function currentAddress(): string {
  return location.search + location.hash;
}

/** Begins with what was left at this address, else with what the address asks for, also when its fragment changes. */
export function useComparison(): Editing {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [opened, setOpened] = useState(emptyComparison);
  const [beforeFix, setBeforeFix] = useState<Comparison | null>(null);
  const [notice, setNotice] = useState("");
  /** Counts up; what an address asked for does not take the place of what somebody has set meanwhile. */
  const turn = useRef(0);

  const step = useCallback((next: Comparison, said: string, undo: Comparison | null) => {
    turn.current += 1;
    setComparison(next);
    setNotice(said);
    setBeforeFix(undo);
  }, []);
  const open = useCallback(
    ({ comparison: next, notice: said }: Opened) => {
      setOpened(next);
      step(next, said, null);
    },
    [step],
  );
  useEffect(() => {
    const load = async () => {
      turn.current += 1;
      const started = turn.current;
      const asked = await fromAddress(location);
      if (started === turn.current) open(asked);
    };
    if (left?.address === currentAddress()) {
      setOpened(left.opened);
      step(left.comparison, "This is as you left it.", null);
    } else load();
    addEventListener("hashchange", load);
    return () => removeEventListener("hashchange", load);
  }, [open, step]);
  useEffect(() => {
    if (!comparison) return;
    left = comparison === opened ? null : { address: currentAddress(), opened, comparison };
  }, [comparison, opened]);

  const current = comparison ?? emptyComparison;
  return {
    comparison,
    opened,
    notice,
    beforeFix,
    open,
    change: (part) => step({ ...current, ...part }, "", null),
    applyFix: ({ finding: { fix, place } }) => {
      const files = fix && withEdits(current.files.new, fix.edits);
      if (!files) return;
      const next = { ...current, files: { ...current.files, new: files } };
      step(next, `Applied to ${place.file}: ${fix.title}.`, current);
    },
    undoFix: () => beforeFix && step(beforeFix, "The fix is undone.", null),
  };
}

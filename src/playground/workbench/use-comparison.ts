import { useCallback, useEffect, useRef, useState } from "react";
import { forgetHanded } from "../../content/comment-source.js";
import { type Comparison, openingComparison } from "./comparison.js";
import { withEdits } from "./files.js";
import { forget, type KeptState, keep, loadKept } from "./kept.js";
import type { ShownFinding } from "./question.js";
import { asksForDiff, fromAddress, type Opened } from "./start.js";

/** The comparison that is edited, and what happened to it last. */
export interface Editing {
  /** Null until the address is read. */
  comparison: Comparison | null;
  /** As an example or a link brought it. */
  opened: Comparison;
  /** A sentence on the last step that was not an edit. */
  notice: string;
  /** The way back from the last step, where that is offered; null where something else was changed since. */
  undo: Undo | null;
  kept: KeptState;
  open(opened: Opened): void;
  /** `undo` says what happened, and offers the way back. */
  change(part: Partial<Comparison>, undo?: UndoWords & { said: string }): void;
  /** Changes what follows from the last step, whose way back stays. */
  settle(part: Partial<Comparison>): void;
  /** Keeps it for the way back, also what nobody has edited yet, before the page is left for the checklist. */
  keepForReturn(part: Partial<Comparison>): void;
  applyFix(finding: ShownFinding): void;
  /** Goes back, where a way is offered. */
  goBack(): void;
  /** Forgets what the browser keeps; what is on the page stays. */
  forgetKept(): void;
}

/** The way back from a step. */
export interface Undo extends UndoWords {
  before: Comparison;
}

/** How the way back is called, and what is said once it is taken. */
export interface UndoWords {
  label: string;
  undone: string;
  /** Whether the button that did the step goes with it, so that the focus moves to the way back. */
  takesFocus: boolean;
}

/** An edit is kept when nothing followed it for so long, in milliseconds, or when the page is left. */
const keepDelay = 300;

/** Fragments that name a place in the page do not ask for another comparison. */
function currentAddress(): string {
  return location.search + (location.hash.startsWith("#s=") ? location.hash : "");
}

/** The comparison with the source that the address asks for. */
function withSource(comparison: Comparison): Comparison {
  return location.hash === asksForDiff ? { ...comparison, source: "diff" } : comparison;
}

/** Begins with what is kept of this address, else with what the address asks for, also when its fragment changes. */
export function useComparison(): Editing {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [opened, setOpened] = useState(openingComparison);
  const [undo, setUndo] = useState<Undo | null>(null);
  const [notice, setNotice] = useState("");
  const [kept, setKept] = useState<KeptState>("nothing");
  /** Counts up; what an address asked for does not take the place of what somebody has set meanwhile. */
  const turn = useRef(0);
  const address = useRef("");
  /** What is not to be kept: what came from an address, and what was told to be forgotten. */
  const unkept = useRef<Comparison | null>(null);

  const step = useCallback((next: Comparison, said: string, back: Undo | null) => {
    turn.current += 1;
    setComparison(next);
    setNotice(said);
    setUndo(back);
  }, []);
  const show = useCallback(
    ({ comparison: next, notice: said }: Opened) => {
      unkept.current = next;
      setOpened(next);
      step(next, said, null);
    },
    [step],
  );
  useEffect(() => {
    address.current = currentAddress();
    const load = async () => {
      turn.current += 1;
      const started = turn.current;
      const asked = await fromAddress(location);
      if (started === turn.current) show({ ...asked, comparison: withSource(asked.comparison) });
    };
    const follow = () => {
      if (currentAddress() === address.current) return;
      address.current = currentAddress();
      load();
    };
    const last = loadKept();
    if (last && (address.current === "" || last.address === address.current)) {
      unkept.current = last.comparison;
      step(withSource(last.comparison), "This is as you left it.", null);
      setKept("kept");
    } else load();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [show, step]);
  useEffect(() => {
    if (!comparison || comparison === unkept.current) return;
    const write = () => setKept(keep({ address: address.current, comparison }));
    const timer = setTimeout(write, keepDelay);
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", write);
    };
  }, [comparison]);
  const latest = useRef(comparison);
  latest.current = comparison;
  useEffect(() => {
    // A page of the site may be opened before the last edit was kept.
    return () => {
      const last = latest.current;
      if (last && last !== unkept.current) keep({ address: address.current, comparison: last });
    };
  }, []);

  const current = comparison ?? openingComparison;
  return {
    comparison,
    opened,
    notice,
    undo,
    kept,
    open: (asked) => {
      forget();
      setKept("nothing");
      show(asked);
    },
    change: (part, back) =>
      step({ ...current, ...part }, back?.said ?? "", back ? { ...back, before: current } : null),
    settle: (part) => setComparison({ ...current, ...part }),
    keepForReturn: (part) => {
      const next = { ...current, ...part };
      unkept.current = next;
      latest.current = next;
      setComparison(next);
      setKept(keep({ address: address.current, comparison: next }));
    },
    applyFix: ({ finding: { fix, place, check, element } }) => {
      const files = fix && withEdits(current.files.new, fix.edits);
      if (!files) return;
      const { title, advice } = fix;
      const tried = { check, element: element.fullName, title, advice, isJudged: false };
      const next = {
        ...current,
        files: { ...current.files, new: files },
        fixes: [...current.fixes, tried],
        unfixed: current.unfixed ?? current.files.new,
      };
      step(next, `Applied to ${place.file}: ${title}.`, {
        before: current,
        label: "Undo fix",
        undone: "The fix is undone.",
        takesFocus: true,
      });
    },
    goBack: () => undo && step(undo.before, undo.undone, null),
    forgetKept: () => {
      forget();
      forgetHanded();
      unkept.current = comparison;
      setKept("nothing");
      setNotice("Forgotten. The next change is kept again.");
    },
  };
}

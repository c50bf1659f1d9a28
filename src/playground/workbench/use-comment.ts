import { useEffect, useRef, useState } from "react";
import type { HandedComment } from "../../content/comment-source.js";
import type { HandAnswer } from "../../content/review-comment.js";
import { type Comparison, ownFiles } from "./comparison.js";
import { type Engine, openEngine } from "./engine.js";
import type { Task } from "./engine.worker.js";
import type { Comment, CommentQuestion, HandSheet } from "./question.js";
import { makeWorker, questionOf } from "./use-engine.js";

/** The comment on a comparison, as far as it is written. */
export interface CommentState {
  /** Empty as long as it is not there. */
  markdown: string;
  /** Why there is none, empty where it is there or on its way. */
  trouble: string;
  /** What the checklist takes over; null as long as it is not there. */
  handed: Omit<HandedComment, "link"> | null;
  /** The answers and notes of reviewers that are in it. */
  given: readonly HandAnswer[];
  /** The same with the change that they are about, as of the last comment that was written. */
  sheet: HandSheet | null;
}

/** What is asked beside the comparison. */
export interface AskedForComment {
  homepage: string;
  /** What the reviewer answered on the checklist. */
  sheets: readonly HandSheet[];
  /** Whether the versions were edited since a diff led to them. */
  isEdited: boolean;
  /** Files of the diff with other names than before: the same list as long as the diff is. */
  renamed: CommentQuestion["renamed"];
}

/** It executes exchanges with every release, and nobody waits for it while typing. */
const timeLimit = 8000;
const delay = 300;

const none: CommentState = { markdown: "", trouble: "", handed: null, given: [], sheet: null };

/**
 * Has the comment written by a worker of its own once a comparison stays as it is for a moment, so that what takes long
 * does not keep the findings waiting.
 */
export function useComment(
  comparison: Comparison | null,
  { homepage, sheets, isEdited, renamed }: AskedForComment,
): CommentState {
  const [written, setWritten] = useState<{ of: Comparison | null; state: CommentState }>({
    of: null,
    state: none,
  });
  const engine = useRef<Engine<Task>>(undefined);
  const last = useRef<{ id: number; comparison: Comparison }>(undefined);

  useEffect(() => () => engine.current?.close(), []);
  useEffect(() => {
    if (!comparison) return;
    const timer = setTimeout(() => {
      engine.current ??= openEngine<Task, Comment>(
        makeWorker,
        (report) => {
          const of = last.current?.comparison ?? null;
          if (report.kind !== "answer") {
            setWritten({
              of,
              state: { ...none, trouble: "The comment could not be written: the change is too large." },
            });
          } else if (report.answer.id === last.current?.id) {
            const { markdown, handed, given, reviewer } = report.answer;
            const sheet =
              handed && given.length > 0
                ? { checked: { elements: handed.checked.elements }, reviewer, answers: given }
                : null;
            setWritten({ of, state: { markdown, trouble: "", handed, given, sheet } });
          }
        },
        timeLimit,
      );
      const id = (last.current?.id ?? 0) + 1;
      last.current = { id, comparison };
      const { stated, fixes, source, readsOn, sheet } = comparison;
      const isCut = source === "diff" && readsOn;
      const own = { ...comparison, files: ownFiles(comparison) };
      const question = questionOf(id, own, { homepage, shown: {} });
      engine.current.ask({
        kind: "comment",
        question: { ...question, stated, fixes, sheets, sharedSheet: sheet, isEdited, isCut, renamed },
      });
    }, delay);
    return () => clearTimeout(timer);
  }, [comparison, homepage, sheets, isEdited, renamed]);

  return written.of === comparison ? written.state : { ...none, sheet: written.state.sheet };
}

import { useEffect, useRef, useState } from "react";
import type { Comparison } from "./comparison.js";
import { type Engine, openEngine } from "./engine.js";
import type { Task } from "./engine.worker.js";
import type { Comment } from "./question.js";
import { makeWorker, questionOf } from "./use-engine.js";

/** The comment on a comparison, as far as it is written. */
export interface CommentState {
  /** Empty as long as it is not there. */
  markdown: string;
  /** Why there is none, empty where it is there or on its way. */
  trouble: string;
}

/** It executes exchanges with every release, and nobody waits for it while typing. */
const timeLimit = 8000;
const delay = 300;

const none: CommentState = { markdown: "", trouble: "" };

/**
 * Has the comment written by a worker of its own once a comparison stays as it is for a moment, so that what takes long
 * does not keep the findings waiting.
 */
export function useComment(comparison: Comparison | null, homepage: string): CommentState {
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
              state: { markdown: "", trouble: "The comment could not be written: the change is too large." },
            });
          } else if (report.answer.id === last.current?.id) {
            setWritten({ of, state: { markdown: report.answer.markdown, trouble: "" } });
          }
        },
        timeLimit,
      );
      const id = (last.current?.id ?? 0) + 1;
      last.current = { id, comparison };
      engine.current.ask({ kind: "comment", question: questionOf(id, comparison, { homepage, shown: {} }) });
    }, delay);
    return () => clearTimeout(timer);
  }, [comparison, homepage]);

  return written.of === comparison ? written.state : none;
}

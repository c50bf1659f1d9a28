import { startTransition, useEffect, useRef, useState } from "react";
import type { Comparison } from "./comparison.js";
import { type Engine, openEngine, type Report } from "./engine.js";
import type { Task } from "./engine.worker.js";
import type { Answer, Question, Result } from "./question.js";

/** What the worker made of the comparison so far. */
export interface Findings {
  /** The newest answer, null before the first one. */
  answer: Answer | null;
  /** The last answer that had a result; the page keeps showing it while the newest text cannot be read. */
  result: Result | null;
  /** The comparison that `result` is of. */
  resultOf: Comparison | null;
  /** Whether `result` is of an earlier text. */
  isOld: boolean;
  /** The comparison that `answer` is about. */
  of: Comparison | null;
  /** Why there is no answer, empty where there is one. */
  trouble: string;
}

const nothing: Findings = {
  answer: null,
  result: null,
  resultOf: null,
  isOld: false,
  of: null,
  trouble: "",
};

/** What is asked beside the comparison. */
export type Asked = Pick<Question, "shown" | "homepage">;

/** The question about a comparison. */
export function questionOf(
  id: number,
  { files, message, values, settings }: Comparison,
  asked: Asked,
): Question {
  return { id, files, message, values, settings, ...asked };
}

/** Has every comparison answered by a worker, the newest one first. */
export function useEngine(comparison: Comparison | null, { shown, homepage }: Asked): Findings {
  const [findings, setFindings] = useState(nothing);
  const engine = useRef<Engine<Task>>(undefined);
  const asked = useRef<{ id: number; comparison: Comparison }>(undefined);

  useEffect(() => {
    const opened = openEngine<Task, Answer>(makeWorker, (report) => {
      const of = asked.current?.comparison ?? null;
      const isNewest = report.kind !== "answer" || report.answer.id === asked.current?.id;
      // Many findings are drawn in slices, between which the page answers.
      if (isNewest) startTransition(() => setFindings((before) => afterReport(before, report, of)));
    });
    engine.current = opened;
    return () => opened.close();
  }, []);

  useEffect(() => {
    if (!comparison) return;
    const id = (asked.current?.id ?? 0) + 1;
    asked.current = { id, comparison };
    engine.current?.ask({ kind: "compare", question: questionOf(id, comparison, { shown, homepage }) });
  }, [comparison, shown, homepage]);

  return findings;
}

/** Starts the program that reads and computes. */
export function makeWorker(): Worker {
  return new Worker(new URL("./engine.worker.ts", import.meta.url));
}

function afterReport(before: Findings, report: Report<Answer>, of: Comparison | null): Findings {
  if (report.kind !== "answer") {
    return { ...before, isOld: before.result !== null, trouble: troubleOf(report) };
  }
  const { answer } = report;
  const result = answer.result && keepEqual(before.result, answer.result);
  return {
    answer,
    of,
    result: result ?? before.result,
    resultOf: result ? of : before.resultOf,
    isOld: result === null && before.result !== null,
    trouble: "",
  };
}

function troubleOf(report: Exclude<Report<Answer>, { kind: "answer" }>): string {
  if (report.kind === "not loaded") {
    return "The part of the page that reads schemas could not be loaded. Check the network, then change something.";
  }
  return report.reason === "time"
    ? "This took longer than 2 seconds and was stopped. Make the schemas or the values smaller."
    : "This could not be worked out, and was stopped. Make the schemas or the values smaller.";
}

/** A long list that did not change stays the same object, so that what shows it is not drawn again. */
function keepEqual(before: Result | null, result: Result): Result {
  return before ? { ...result, messages: keep(before.messages, result.messages) } : result;
}

function keep<T>(before: T, after: T): T {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

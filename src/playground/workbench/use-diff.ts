import { useCallback, useEffect, useRef, useState } from "react";
import type { SourceFile } from "../../content/source-file.js";
import { type Engine, openEngine } from "./engine.js";
import type { Task } from "./engine.worker.js";
import type { ReadChange } from "./read-change.js";
import { makeWorker } from "./use-engine.js";

/** What was made of a diff. */
export interface DiffReading {
  /** The diff that `change` and `trouble` are about. */
  of: string;
  change: ReadChange | null;
  trouble: string;
}

interface DiffReader {
  /** The last diff that was read, or could not be. */
  reading: DiffReading;
  /** Reads a diff; `taken` gets what came of it. */
  read(diff: DiffText, taken: (change: ReadChange) => void): void;
}

/** A diff with what it is applied to, and how it is read. */
export interface DiffText {
  text: string;
  given: readonly SourceFile[];
  readsOn: boolean;
}

const nothing: DiffReading = { of: "", change: null, trouble: "" };

/** Reads diffs in a worker, which is started for the first one: a text from anywhere may take any time. */
export function useDiff(): DiffReader {
  const [reading, setReading] = useState(nothing);
  const engine = useRef<Engine<Task>>(undefined);
  const waiting = useRef<{ id: number; of: string; taken(change: ReadChange): void }>({
    id: 0,
    of: "",
    taken: () => {},
  });

  useEffect(() => () => engine.current?.close(), []);
  const read = useCallback<DiffReader["read"]>(({ text, given, readsOn }, taken) => {
    engine.current ??= openEngine<Task, ReadChange>(makeWorker, (report) => {
      const { id: newest, of } = waiting.current;
      if (report.kind !== "answer") {
        setReading({
          of,
          change: null,
          trouble: "The diff could not be read in 2 seconds. Use the command for large changes.",
        });
      } else if (report.answer.id === newest) {
        setReading({ of, change: report.answer, trouble: report.answer.problem });
        waiting.current.taken(report.answer);
      }
    });
    const id = waiting.current.id + 1;
    waiting.current = { id, of: text, taken };
    engine.current.ask({ kind: "diff", id, text, given: [...given], readsOn });
  }, []);
  return { reading, read };
}

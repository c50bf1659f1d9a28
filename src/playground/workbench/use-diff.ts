import { useCallback, useEffect, useRef, useState } from "react";
import type { SourceFile } from "../../content/source-file.js";
import { type Engine, openEngine } from "./engine.js";
import type { Task } from "./engine.worker.js";
import type { ReadChange } from "./read-change.js";
import { makeWorker } from "./use-engine.js";

/** What was made of a diff. */
export interface DiffReading {
  /** The last one that was read, with what was given to apply it to. */
  reading: ReadChange | null;
  trouble: string;
  /** Reads a diff; `taken` gets both versions where there are any. */
  read(text: string, given: readonly SourceFile[], taken: (change: ReadChange) => void): void;
}

/** Reads diffs in a worker, which is started for the first one: a text from anywhere may take any time. */
export function useDiff(): DiffReading {
  const [reading, setReading] = useState<ReadChange | null>(null);
  const [trouble, setTrouble] = useState("");
  const engine = useRef<Engine<Task>>(undefined);
  const waiting = useRef<{ id: number; taken(change: ReadChange): void }>({ id: 0, taken: () => {} });

  useEffect(() => () => engine.current?.close(), []);
  const read = useCallback<DiffReading["read"]>((text, given, taken) => {
    engine.current ??= openEngine<Task, ReadChange>(makeWorker, (report) => {
      if (report.kind !== "answer") {
        setReading(null);
        setTrouble("The diff could not be read in 2 seconds. Use the command for large changes.");
      } else if (report.answer.id === waiting.current.id) {
        setReading(report.answer);
        setTrouble(report.answer.problem);
        waiting.current.taken(report.answer);
      }
    });
    const id = waiting.current.id + 1;
    waiting.current = { id, taken };
    engine.current.ask({ kind: "diff", id, text, given: [...given] });
  }, []);
  return { reading, trouble, read };
}

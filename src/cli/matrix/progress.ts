import type { Cell } from "@grpc-evolution/engine/report/matrix.js";
import { pairText } from "@grpc-evolution/engine/report/matrix-sentences.js";
import type { Notes } from "../terminal/terminal.js";

/** Tells how far a run is. */
export interface Progress {
  begin(cell: Cell): void;
  end(cell: Cell): void;
  /** Takes away what stands on the terminal. */
  clear(): void;
}

/** On a terminal one line that changes, and a line for each pair that did not pass; elsewhere a line for each pair. */
export function progressOf(notes: Notes, total: number): Progress {
  const { isTTY, columns = 80 } = process.stderr;
  const moves = isTTY === true && process.env.TERM !== "dumb";
  const running = new Set<Cell>();
  let done = 0;
  const show = () => {
    const names = [...running].map(pairText).join(", ");
    const text = names === "" ? "" : `${done} of ${total} done. Running: ${names}`;
    // A line that wraps could not be taken away again.
    notes.progress(text.length < columns ? text : `${text.slice(0, columns - 2)}…`);
  };
  return {
    begin: (cell) => {
      running.add(cell);
      show();
    },
    end: (cell) => {
      running.delete(cell);
      if (cell.run) {
        done += 1;
        const { ending, seconds } = cell.run;
        const line = `${done} of ${total}: ${pairText(cell)} ${ending} (${seconds.toFixed(1)} s)`;
        if (!moves || cell.result !== "passed") notes.say(line);
      }
      show();
    },
    clear: () => notes.progress(""),
  };
}

import type { Outcome } from "../runner.js";
import type { Problem } from "../sandbox/messages.js";
import { compareLines, countDifferences, type PrintedLine } from "./printed-lines.js";

/** What came of a run, as the page shows it. */
export interface Result {
  outcome: Outcome;
  /** The output beside the recorded one; null where it is too long for that. */
  lines: PrintedLine[] | null;
  /** One short sentence, shown and announced. */
  summary: string;
}

/** Compares what a run printed with what was recorded, and sums it up. */
export function resultOf(outcome: Outcome, recorded: string): Result {
  const lines = compareLines(recorded, outcome.output);
  return { outcome, lines, summary: summaryOf(outcome, lines && countDifferences(lines)) };
}

function summaryOf({ ended, problem, sentence, milliseconds }: Outcome, differences: number | null): string {
  if (ended === "failed") return problem ? `Failed: ${placed(problem)}` : sentence;
  if (ended !== "by itself") return sentence;
  return `Ran in ${milliseconds} ms, ${comparison(differences)}.`;
}

function placed({ file, line, message }: Problem): string {
  return line > 0 ? `${file} line ${line}: ${message}` : `${file}: ${message}`;
}

function comparison(differences: number | null): string {
  if (differences === null) return "another output than recorded";
  if (differences === 0) return "same output as recorded";
  return differences === 1 ? "1 line differs" : `${differences} lines differ`;
}

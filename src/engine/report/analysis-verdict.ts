import type { Analysis } from "../analysis/analysis.js";
import type { Severity } from "../rules/rule.js";

/** What comes of it in one line. Nobody is told that a change is safe: that no check reports anything does not say so. */
export function verdictText({ from, findings, allowed, questions }: Analysis): string {
  if (from === null) return "There is no earlier state to compare it with.";
  const count = (severity: Severity) => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const asked = counted(questions.length, "question");
  const excused = allowed.length > 0 ? [`${allowed.length} allowed with a reason`] : [];
  if (errors > 0) {
    const weighed = warnings > 0 ? [counted(warnings, "warning")] : [];
    return `Not ready: ${[counted(errors, "error"), ...weighed, ...excused].join(", ")}; ${asked} for the author.`;
  }
  const weighed = warnings > 0 ? [`${counted(warnings, "warning")} to weigh`] : [];
  return `Nothing found that blocks; ${[...weighed, ...excused, `${asked} for the author`].join(", ")}.`;
}

/** `1 error`, `2 errors`. */
function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

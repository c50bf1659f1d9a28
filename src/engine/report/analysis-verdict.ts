import type { Analysis } from "../analysis/analysis.js";
import type { Severity } from "../rules/rule.js";

/** What comes of it in one line. Nobody is told that a change is safe: that no check reports anything does not say so. */
export function verdictText({ from, findings, allowed, questions }: Analysis): string {
  if (from === null) return "There is no earlier state to compare it with.";
  const count = (severity: Severity) => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const weighed = errors > 0 ? counted(warnings, "warning") : counted(warnings, "warning", " to weigh");
  const excused = allowed.length > 0 ? [`${allowed.length} allowed with a reason`] : [];
  const asked = counted(questions.length, "question", " for the author");
  const [found, others] =
    errors > 0
      ? [`Not ready: ${[...counted(errors, "error"), ...weighed, ...excused].join(", ")}`, asked]
      : ["Nothing found that blocks", [...weighed, ...excused, ...asked]];
  return `${[found, ...(others.length > 0 ? [others.join(", ")] : [])].join("; ")}.`;
}

/** `1 error`, `2 questions for the author`; none where there is nothing to count. */
function counted(count: number, noun: string, suffix = ""): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}${suffix}`];
}

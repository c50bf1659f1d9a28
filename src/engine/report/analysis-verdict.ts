import type { Analysis } from "../analysis/analysis.js";
import { asksForMajor } from "../check/bump.js";
import type { Severity } from "../rules/rule.js";

/** What comes of it in one line. Nobody is told that a change is safe: that no check reports anything does not say so. */
export function verdictText(analysis: Analysis): string {
  const { from, to, release, pairs, support, findings, allowed, questions } = analysis;
  if (from === null) return "There is no earlier state to compare it with.";
  const count = (severity: Severity) => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const weighed = errors > 0 ? counted(warnings, "warning") : counted(warnings, "warning", " to weigh");
  const window = windowWords(support);
  const excused = allowed.length > 0 ? [`${allowed.length} allowed with a reason`] : [];
  const asked = counted(questions.length, "question", " for the author");
  const blocks = [...counted(errors, "error"), ...patchText(analysis)];
  const [found, others] =
    blocks.length > 0
      ? [`Not ready: ${[...blocks, ...weighed, ...window, ...excused].join(", ")}`, asked]
      : ["Nothing found that blocks", [...weighed, ...window, ...excused, ...asked]];
  const verdict = `${[found, ...(others.length > 0 ? [others.join(", ")] : [])].join("; ")}.`;
  const isAsked = (said: Analysis["findings" | "allowed"][number]) =>
    asksForMajor(said, { head: to, components: pairs });
  const takesMajor = support.ended.length > 0 || [...findings, ...allowed].some(isAsked);
  const isMajor = blocks.length === 0 && release !== null && takesMajor;
  return isMajor ? `${verdict} It asks for a major release.` : verdict;
}

function windowWords({ ended, added }: Analysis["support"]): string[] {
  return [
    ...(ended.length > 0 ? ["a narrower window"] : []),
    ...(added.length > 0 ? ["a wider window"] : []),
  ];
}

/** Why a change of the protocol cannot go into a patch of a release. */
function patchText({ isPatch, elements, release }: Analysis): string[] {
  return isPatch && elements.length > 0 ? [`a patch of ${release} changes no protocol`] : [];
}

/** `1 error`, `2 questions for the author`; none where there is nothing to count. */
function counted(count: number, noun: string, suffix = ""): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}${suffix}`];
}

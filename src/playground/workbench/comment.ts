import { analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import { analysisMarkdown } from "@grpc-evolution/engine/report/analysis.js";
import { fittingProse } from "@grpc-evolution/engine/report/fitting.js";
import { hasGaps } from "../diff/names.js";
import { judge } from "./judge.js";
import type { Comment, Question } from "./question.js";
import { readState } from "./state.js";

/** More undecided points are counted. */
const undecidedShown = 8;

/** The comment for the pull request: the compatibility analysis, and what two incomplete texts leave open. */
export function commentOn({ id, files, settings, homepage }: Question): Comment {
  const states = { old: readState("old", files.old), new: readState("new", files.new) };
  const isReadable = states.old.problems.length + states.new.problems.length === 0;
  if (!isReadable) return { id, markdown: "" };
  const { request, checked, undecided } = judge(states, settings, homepage);
  const analysis = analysisMarkdown(analyze(request, checked));
  const isPartial = [...files.old, ...files.new].some(hasGaps);
  return { id, markdown: (isPartial ? withSource(analysis) : analysis) + undecidedText(undecided) };
}

/** Says below the heading that only a part of the files was seen. */
function withSource(analysis: string): string {
  return analysis.replace(
    "\n\n",
    "\n\n> Read from a diff alone: what the diff leaves out is not judged.\n\n",
  );
}

function undecidedText(undecided: readonly string[]): string {
  if (undecided.length === 0) return "";
  const lines = undecided
    .slice(0, undecidedShown)
    .map((text) => `- [ ] Is it so? ${fittingProse(text, 480)}`);
  const more = undecided.length - undecidedShown;
  return [
    "",
    "The diff leaves out what decides this:",
    "",
    ...lines,
    ...(more > 0 ? [`- ${more} more.`] : []),
    "",
  ].join("\n");
}

import { type Analysis, analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import type { AnswerState } from "@grpc-evolution/engine/analysis/answers.js";
import { fittingCode, fittingProse } from "@grpc-evolution/engine/report/fitting.js";
import { inOrder } from "@grpc-evolution/engine/rules/change-kinds.js";
import {
  type Answer,
  type CheckedChange,
  isSameChange,
  readCheckedChange,
} from "../../content/checked-change.js";
import type { CommentSource } from "../../content/comment-source.js";
import { type HandAnswer, reviewComment } from "../../content/review-comment.js";
import { guessedSyntaxOf, hasGaps } from "../diff/names.js";
import { inFiles } from "./file-places.js";
import { judge } from "./judge.js";
import { withOwnValues } from "./own-values.js";
import { asFarAsShown } from "./partial.js";
import type { Comment, CommentQuestion, HandSheet } from "./question.js";
import { isNamed, labelOf, uncountedText } from "./settings.js";
import { standInQuestions, standInRemarks } from "./stand-ins.js";
import { readState } from "./state.js";
import { renameChanges } from "./words.js";

/** The comment for the pull request: the compatibility analysis, and what two incomplete texts leave open. */
export function commentOn(question: CommentQuestion): Comment {
  const { id, files, settings, homepage, stated, fixes, sheets, sharedSheet } = question;
  const states = { old: readState("old", files.old), new: readState("new", files.new) };
  const isReadable = states.old.problems.length + states.new.problems.length === 0;
  if (!isReadable) return { id, markdown: "", handed: null, given: [], reviewer: "" };
  const { request, checked: judged, undecided, isPartial } = judge(states, settings, homepage);
  const schemas = { old: states.old.schema, new: states.new.schema };
  const findings = isPartial
    ? judged.findings.map((finding) => asFarAsShown(finding, schemas))
    : judged.findings;
  const checked = { ...judged, findings: inFiles(findings, states) };
  const analyzed = withOwnValues(
    analyze(request, checked, { stated, undecided: undecided.map(({ finding }) => finding.check) }),
    states,
    question,
  );
  const { elements } = analyzed;
  const analysis = {
    ...analyzed,
    questions: [...standInQuestions(elements, files), ...analyzed.questions],
  };
  const remarks = [...remarksOn(question), ...standInRemarks(elements, files, schemas.new)];
  const left = undecided.map(({ finding, types }) => ({ message: finding.message, types }));
  const source: CommentSource = { analysis, remarks, undecided: left, stated, fixes };
  const change = checkedChange(analysis, question);
  const { answers: given, reviewer } = answersTo(change, sheets, sharedSheet);
  return {
    id,
    markdown: reviewComment(source, given),
    handed: { source, checked: change },
    given,
    reviewer,
  };
}

/** What the reviewer answered of a change, and who that is; of what came with it, the items that are not among that. */
function answersTo(
  change: CheckedChange,
  sheets: readonly HandSheet[],
  shared: HandSheet | null,
): Pick<HandSheet, "answers" | "reviewer"> {
  const own = sheets.find(({ checked }) => isSameChange(checked, change));
  const others = shared && isSameChange(shared.checked, change) ? shared : null;
  const answers = own?.answers ?? [];
  const isLeft = ({ id }: HandAnswer) => !answers.some((each) => each.id === id);
  return {
    answers: [...answers, ...(others?.answers.filter(isLeft) ?? [])],
    reviewer: own?.reviewer || others?.reviewer || "",
  };
}

/** More files with other names are not named. */
const renamedShown = 5;

/** Says below the heading what was seen of the change. */
function remarksOn({ files, settings, isEdited, isCut, renamed }: CommentQuestion): string[] {
  const all = [...files.old, ...files.new];
  const uncounted = uncountedText(settings);
  const guessed = all.flatMap((file) => guessedSyntaxOf(file) ?? []);
  return [
    ...(all.some(hasGaps) ? ["Read from a diff alone: what the diff leaves out is not judged."] : []),
    ...[...new Set(guessed)].map((syntax) => `The diff does not show the syntax: it is read as ${syntax}.`),
    ...(uncounted === "" ? [] : [fittingProse(uncounted, 400)]),
    ...(isCut
      ? [
          "The diff has other lines than its headers count, and may be cut off: what is missing is not judged.",
        ]
      : []),
    ...renamed
      .slice(0, renamedShown)
      .map(({ from, to }) => `${fittingCode(from)} is renamed to ${fittingCode(to)}. ${renameChanges}`),
    ...(isEdited ? ["The versions were edited after they were made of the diff."] : []),
  ];
}

/** What the checklist takes over. */
function checkedChange(analysis: Analysis, { files, settings, stated }: CommentQuestion): CheckedChange {
  const { elements, findings, answered } = analysis;
  const [first, ...others] = files.new.map(({ name }) => name);
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  const change: CheckedChange = {
    subject: `${first ?? "schema"}${more}, ${labelOf("old", settings)} to ${labelOf("new", settings)}`,
    release: isNamed(settings) ? settings.releases.new : "",
    elements: elements.map(
      ({ kind, changes, fullName }) => `${changes[0] ?? `${kind} deprecated`} ${fullName}`,
    ),
    kinds: inOrder([...elements.flatMap(({ kinds }) => kinds), ...stated.kinds]),
    answers: Object.fromEntries(
      answered.answers.flatMap(({ item, state }): [string, Answer][] => {
        const answer = answerOf[state];
        return answer ? [[item.id, answer]] : [];
      }),
    ),
    hasHistory: false,
    findings: findings.map(({ check, severity, message, place }) => {
      return { check, severity, text: message, place: `${place.file}:${place.start.line}` };
    }),
  };
  return readCheckedChange(change) ?? change;
}

/** What is for a person to weigh is no answer. */
const answerOf: Partial<Record<AnswerState, Answer>> = {
  holds: "holds",
  "not ready": "not-ready",
  "does not apply": "not-applicable",
};

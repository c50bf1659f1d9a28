/** The comment for a pull request: the analysis of the change, what its description states, and what the reviewer says. */
import type { Analysis } from "@grpc-evolution/engine/analysis/analysis.js";
import type { Question } from "@grpc-evolution/engine/analysis/questions.js";
import { withoutItems } from "@grpc-evolution/engine/analysis/without-items.js";
import { analysisMarkdown } from "@grpc-evolution/engine/report/analysis.js";
import { fittingCode, fittingProse } from "@grpc-evolution/engine/report/fitting.js";
import { prose } from "@grpc-evolution/engine/report/markup.js";
import { printableLines } from "@grpc-evolution/engine/report/printable.js";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { listText } from "@grpc-evolution/engine/rules/words.js";
import type { Answer } from "./checked-change.js";
import type { CommentSource, TriedFix, Undecided } from "./comment-source.js";
import type { Stated } from "./stated.js";
import { statedKinds } from "./stated.js";

/** What a reviewer said of an item; an answer of null is a note alone. */
export interface HandAnswer {
  id: string;
  answer: Answer | null;
  note: string;
}

/** More of what a diff leaves undecided is counted. */
const undecidedShown = 8;

const words: Record<Answer, string> = {
  "not-ready": "Not ready",
  holds: "Holds",
  "not-applicable": "Does not apply",
};

/**
 * Writes the comment. What the reviewer answered is neither asked of the author nor answered by the checks any more. What
 * people and schemas wrote is escaped.
 */
export function reviewComment(source: CommentSource, given: readonly HandAnswer[]): string {
  const { analysis, remarks, stated, fixes, undecided } = source;
  const answered = new Set(given.flatMap(({ id, answer }) => (answer === null ? [] : [id])));
  const left = withoutFixes(withoutItems(analysis, answered), given);
  const questions = [...left.questions, ...undecidedQuestions(undecided)];
  const [heading = "", first = "", ...rest] = analysisMarkdown({ ...left, questions })
    .trimEnd()
    .split("\n\n");
  const section = rest.findIndex((paragraph) => paragraph.startsWith("### "));
  const end = Math.max(0, section);
  const said = [...handParagraphs(given, analysis), ...statedParagraphs(stated)];
  const paragraphs = [
    heading,
    first,
    ...quoted([...remarks, ...handRemark(given, left)]),
    ...rest.slice(0, end),
    // What people said is read before what is worked out, and is told apart from it.
    ...said,
    ...(section === -1 && said.length > 0 ? ["### What the schemas show"] : []),
    ...rest.slice(end),
    ...fixParagraphs(fixes),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

/** What holds as the reviewer sees it has nothing to mend. */
function withoutFixes(analysis: Analysis, given: readonly HandAnswer[]): Analysis {
  const settled = given.filter(({ answer }) => answer === "holds" || answer === "not-applicable");
  const checks = new Set(settled.flatMap(({ id }) => checklist.find((item) => item.id === id)?.checks ?? []));
  const findings = analysis.findings.map((finding) =>
    checks.has(finding.check) ? { ...finding, fix: null } : finding,
  );
  return { ...analysis, findings };
}

function quoted(remarks: readonly string[]): string[] {
  return remarks.length === 0 ? [] : [remarks.map((each) => `> ${each}`).join("  \n")];
}

/** How many items are not ready in all, as the checklist counts them. `left` is what the reviewer did not answer. */
function handRemark(given: readonly HandAnswer[], { answered }: Analysis): string[] {
  const own = given.filter(({ answer }) => answer === "not-ready").length;
  const others = answered.answers.filter(({ state }) => state === "not ready").length;
  if (own === 0) return [];
  const all = own + others;
  const parts = others === 0 ? "as the reviewer sees it" : `${others} by the checks, ${own} by the reviewer`;
  return [`${all} ${all === 1 ? "item is" : "items are"} not ready${others === 0 ? " " : ": "}${parts}.`];
}

/** A box that was ticked stands for one of several things, and claims no more. */
const statedText: Partial<Record<ChangeKind, string>> = {
  default: "changes a default",
  selects: "lets a string or a number select behavior, or reports a version or a capability",
  meaning:
    "changes one of these: a meaning, what is accepted, what is answered, a deadline, a size, bytes on disk",
};

function statedParagraphs({ kinds, text }: Stated): string[] {
  const does = statedKinds
    .filter(({ id }) => kinds.includes(id))
    .map(({ id }) => `- It ${statedText[id] ?? ""}.`);
  const lines = printableLines(text.trim()).map((line) => `> ${prose(line)}`.trimEnd());
  // What the description says in its own words is not told a second time in wider ones.
  const paragraphs = text.trim() !== "" ? [lines.join("\n")] : does.length > 0 ? [does.join("\n")] : [];
  return paragraphs.length === 0 ? [] : ["### As the description states", ...paragraphs];
}

/** What the reviewer says, the gravest first. What holds and has no note is one line. */
function handParagraphs(given: readonly HandAnswer[], analysis: Analysis): string[] {
  if (given.length === 0) return [];
  const of = (answer: Answer | null) => given.filter((each) => each.answer === answer);
  const told = (answer: Answer) => of(answer).filter(({ note }) => answer === "not-ready" || note !== "");
  const lines = [
    ...(["not-ready", "holds", "not-applicable"] as const).flatMap((answer) => [
      ...told(answer).map((each) => `- **${words[answer]}**: ${itemText(each, analysis)}`),
      ...restLine(
        words[answer],
        of(answer).filter((each) => !told(answer).includes(each)),
        analysis,
      ),
    ]),
    ...of(null).map((each) => `- **Open**: ${itemText(each, analysis)}`),
  ];
  return ["### Answers of the reviewer", lines.join("\n")];
}

function itemText({ id, note }: HandAnswer, analysis: Analysis): string {
  const item = checklist.find((each) => each.id === id);
  const findings = item ? analysis.findings.filter(({ check }) => item.checks.includes(check)) : [];
  const checks = [...new Set(findings.map(({ check }) => check))];
  return [
    linkTo(id, analysis),
    ...(item ? [item.holds] : []),
    ...(note === "" ? [] : [`Note: ${fittingProse(note, 1200)}`]),
    ...(checks.length > 0 ? [`Reported: ${checks.join(", ")}.`] : []),
  ].join(" ");
}

function restLine(word: string, given: readonly HandAnswer[], analysis: Analysis): string[] {
  return given.length === 0
    ? []
    : [`- **${word}**: ${given.map(({ id }) => linkTo(id, analysis)).join(", ")}`];
}

function linkTo(id: string, { homepage }: Analysis): string {
  return homepage === "" ? id : `[${id}](${homepage}/checklist#${id.toLowerCase()})`;
}

function fixParagraphs(fixes: readonly TriedFix[]): string[] {
  const part = (heading: string, own: readonly TriedFix[]) =>
    own.length === 0 ? [] : [heading, own.map(fixText).join("\n")];
  return [
    ...part(
      "### Suggested fixes",
      fixes.filter(({ isJudged }) => !isJudged),
    ),
    ...part(
      "### Fixes that are in the text that was judged, not in the pull request",
      fixes.filter(({ isJudged }) => isJudged),
    ),
  ];
}

function fixText({ check, element, title, advice }: TriedFix): string {
  const lines = printableLines(advice.trim()).filter((line) => line.trim() !== "");
  const text = lines.map((line) => fittingCode(line.trim(), 160)).join(" ");
  return `- ${fittingProse(check, 80)} ${fittingCode(element)}: ${fittingProse(title, 200)}${text ? `: ${text}` : ""}`;
}

/** What the diff does not show, as a question, and what it decides. */
function askedOf({ types }: Undecided): string {
  const names = listText(types.map((name) => fittingCode(name, 80)));
  if (types.length === 0) return "Is it so? The diff leaves out what decides this:";
  const asked =
    types.length === 1
      ? `Is ${names} an enum or a message?`
      : `Are ${names} enums or messages, and have they the same values or fields?`;
  return `${asked} The diff does not show it, and it decides this:`;
}

/** They are asked and counted with the other questions. */
function undecidedQuestions(undecided: readonly Undecided[]): Question[] {
  const texts = undecided
    .slice(0, undecidedShown)
    .map((each) => `${askedOf(each)} ${fittingProse(each.message.replace(/\.$/, ""), 480)}`);
  const more = undecided.length - undecidedShown;
  return [...texts, ...(more > 0 ? [`And ${more} more that the diff leaves undecided?`] : [])].map(
    (text) => ({ names: [], sentences: [{ clauses: [{ text: text.replace(/\?$/, ""), items: [] }] }] }),
  );
}

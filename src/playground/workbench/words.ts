import { breakClause, peerText } from "@grpc-evolution/engine/report/sentences.js";
import type { Break, Peer } from "@grpc-evolution/engine/rules/finding.js";
import type { Severity } from "@grpc-evolution/engine/rules/rule.js";
import type { ReadProblem } from "@grpc-evolution/engine/schema/read.js";
import type { SourceFile } from "../../content/source-file.js";
import { linesOfFile, shownLine } from "../diff/lines-of-file.js";
import type { Age, Both, Result, Sent } from "./question.js";

/** How the two sides are called, as old and as new. */
export const sideNames: Record<Age, string> = { old: "Old schema", new: "New schema" };

export const directionNames: Record<Age, string> = {
  old: "Old writer, new reader",
  new: "New writer, old reader",
};

/** The other side of a direction. */
export function otherAge(age: Age): Age {
  return age === "old" ? "new" : "old";
}

/** How many more findings are shown when somebody asks for more. */
export const moreShown = 50;

/** Signs of the severities, beside their words. */
export const severitySigns: Record<Severity, string> = { error: "✕", warning: "!", info: "i" };

/**
 * `New client writes, old server reads a wrong value, silently.`, and `Runtime 2.4 writes, …` where the releases have
 * names.
 */
export function breakSentence({ writer, reader, outcome }: Break, isNamed = false): string {
  const nameOf = isNamed ? peerText : stateFirst;
  const text = breakClause(nameOf(writer), nameOf(reader), outcome);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** `new client`, `old release`: the state stands first, as in the headings of the two sides. */
function stateFirst({ component, state }: Peer): string {
  return `${state} ${component ?? "release"}`;
}

/** `2 errors, 1 warning.` */
export function countSentence({ errors, warnings, infos }: Result["counts"]): string {
  const present = [plural(errors, "error"), plural(warnings, "warning"), plural(infos, "remark")].filter(
    (text) => !text.startsWith("0 "),
  );
  return present.length === 0 ? "No findings." : `${present.join(", ")}.`;
}

/**
 * `Old writer, new reader: of the Disk below, 1 field reinterpreted, 1 unknown.` One message that was tried says nothing of
 * others.
 */
export function directionSentence(writer: Age, message: string, sent: Sent | null): string {
  const name = directionNames[writer];
  const tried = `the ${message.slice(message.lastIndexOf(".") + 1)} below`;
  if (sent === null) return `${name}: nothing was written.`;
  if (sent.error !== "") return `${name}: ${tried} is rejected.`;
  if (sent.outcomes.length === 0) return `${name}: every field of ${tried} reads the same.`;
  const counts = sent.outcomes.map(({ outcome, count }, index) =>
    index === 0 ? `${plural(count, "field")} ${outcome}` : `${count} ${outcome}`,
  );
  return `${name}: of ${tried}, ${counts.join(", ")}.`;
}

/** What readers of a screen hear after a change: one line for everything. */
export function summaryOf(result: Result, isUnreadInPart = false): string {
  const { counts, findings, message, exchanges } = result;
  const counted = countSentence(counts);
  if (isUnreadInPart) return `${counted} Not all lines of the diff are judged: which, is said below.`;
  const ofCalls = callSentences(findings);
  if (!exchanges && findings.length === 0) return `${counted} The two schemas have no message in common.`;
  if (!exchanges) return [counted, ...ofCalls].join(" ");
  const directions = (["old", "new"] as const).map((age) =>
    directionSentence(age, message, exchanges[age].sent),
  );
  return [counted, ...ofCalls, ...directions].join(" ");
}

/** What errors say of calls, which no message shows: the first of them, and that there are others. */
function callSentences(findings: Result["findings"]): string[] {
  const calls = findings.filter(
    ({ finding: { severity, element } }) =>
      severity === "error" && ["method", "service", "package"].includes(element.kind),
  );
  const [first, ...others] = calls;
  if (!first) return [];
  return [first.finding.message, ...(others.length > 0 ? ["Other calls fail, too."] : [])];
}

/** `The new schema cannot be read: after.proto, line 3: …`, empty where both can. */
export function problemSentence(
  problems: Both<readonly ReadProblem[]>,
  files: Both<readonly SourceFile[]>,
): string {
  const sentences = (["old", "new"] as const).flatMap((age) => {
    const [first] = problems[age];
    if (!first) return [];
    const { file, line, message } = first;
    const text = files[age].find(({ name }) => name === file);
    const cited = text ? shownLine(linesOfFile(text, age), line) : line;
    return [`The ${sideNames[age].toLowerCase()} cannot be read: ${file}, line ${cited}: ${message}.`];
  });
  return sentences.join(" ");
}

/** `1 field`, `2 fields`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}

/** What follows from another name of a file. */
export const renameChanges =
  "What imports it has to name the new path, and the names of generated files follow it; nothing changes on the wire.";

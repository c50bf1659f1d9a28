import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import type { Passages, Shown } from "../analysis/passages.js";
import { groupBy } from "../identity/group-by.js";
import type { Break, Finding } from "../rules/finding.js";
import { absenceText, byComponent } from "./analysis-sentences.js";
import { breakTexts } from "./breaks.js";
import { bytesCode, valuesCode } from "./exchanged.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";
import { isToldByAge, peerText } from "./sentences.js";

/** More clauses than these are counted. */
const clausesShown = 4;

/** What passes between this release and past ones, as sentences. */
export function pastTexts(element: AnalyzedElement, baselines: readonly string[]): string[] {
  const { passages } = element;
  if (!passages) return [];
  return [
    ...clausesTexts(element, passages, baselines),
    ...(passages.shown ? [shownText(passages.shown)] : []),
    ...lackingTexts(passages, baselines),
    ...absentBefore(element, passages, baselines),
    ...(passages.isUntried ? ["A type is not at hand: an exchange could not be executed."] : []),
  ];
}

/** Who gets what from whom, and who says so. A check may know of values that the sample does not have. */
function clausesTexts(
  { kind, after, findings }: AnalyzedElement,
  { exchanges, leftOutFor }: Passages,
  baselines: readonly string[],
): string[] {
  const isCall = kind === "method" || kind === "service";
  const executed = new Set(exchanges.map((each) => JSON.stringify(each)));
  // What is gone is left out by every new writer, and what its readers have then is told beside it.
  const isToldBeside = ({ outcome }: Break) =>
    after === null && outcome === "defaulted" && leftOutFor.length > 0;
  const others = besideReleases(findings.flatMap(({ breaks }) => breaks)).filter(
    (each) => !executed.has(JSON.stringify(each)) && !isToldBeside(each),
  );
  return [
    ...clausesText(isCall ? "As gRPC defines it" : "Executed with protobuf-es", exchanges, baselines),
    ...[...groupBy(others, (each) => conditionOf(each, findings, exchanges.length > 0))].flatMap(
      ([condition, group]) => clausesText(condition, group, baselines),
    ),
  ];
}

/** When it happens, where what was executed does not show it. */
function conditionOf(broken: Break, findings: readonly Finding[], isExecuted: boolean): string {
  const [finding] = findings.filter(({ breaks }) => breaks.includes(broken));
  if (finding?.check === "R4/oneof-changed" && broken.outcome === "lost")
    return `With ${othersOf(finding)} set as well`;
  return isExecuted ? "With another value, or none" : "As the checks say";
}

/** A reader keeps one member of a oneof, where the writer has it in none, or in another one. */
function othersOf({ before, after }: Finding): string {
  const oneofs = [before, after].flatMap((side) =>
    typeof side?.oneof === "string" && side.oneof !== "" ? [side.oneof] : [],
  );
  return `another member of the oneof ${oneofs.map((name) => fittingCode(name, 80)).join(" or ")}`;
}

/** Commits say nothing that the releases do not say. */
function besideReleases(breaks: readonly Break[]): readonly Break[] {
  const between = breaks.filter(({ writer, reader }) => writer.release !== null && reader.release !== null);
  const beside = breaks.filter(({ writer, reader }) => writer.release !== null || reader.release !== null);
  return between.length > 0 ? between : beside.length > 0 ? beside : breaks;
}

function clausesText(source: string, breaks: readonly Break[], baselines: readonly string[]): string[] {
  const clauses = breakTexts(breaks, baselines);
  if (clauses.length === 0) return [];
  const shown = clauses.slice(0, clausesShown).map((text) => fittingProse(text, clauseRoom));
  const more = clauses.length - shown.length;
  return [`${source}: ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join("; ")}.`];
}

function lackingTexts({ lacking }: Passages, baselines: readonly string[]): string[] {
  if (lacking.length === 0) return [];
  const names = fittingProse(byComponent(lacking, baselines), clauseRoom);
  return [`Not known to ${names}, with all that it stands in.`];
}

/** What past readers have for what this state leaves out, where that is not the same as what this state has. */
function absentBefore(
  { absence, after }: AnalyzedElement,
  { leftOutFor }: Passages,
  baselines: readonly string[],
): string[] {
  const groups = groupBy(leftOutFor, (each) => absenceText(each.absence));
  const now = absence && absenceText(absence);
  return [...groups].flatMap(([text, group]) => {
    if (text === now) return [];
    const readers = byComponent(
      group.map(({ reader }) => reader),
      baselines,
    );
    const when = after === null ? "once it is no longer written" : "where it is absent";
    return [`For ${fittingProse(readers, clauseRoom)}, ${when}: ${text}.`];
  });
}

function shownText({ writer, bytes, written, read, error, outcome }: Shown): string {
  const article = isToldByAge(writer) || (writer.component !== null && writer.release === null) ? "the " : "";
  const by = fittingProse(`${article}${peerText(writer)}`, 80);
  return `${valuesCode(written)}, which ${by} writes as ${bytesCode(bytes)}, ${readText({ outcome, read, error })}.`;
}

/** A number without a name looks as it was written. */
function readText({ outcome, read, error }: Pick<Shown, "outcome" | "read" | "error">): string {
  if (error !== "") return `made the decoder say ${fittingCode(error)}`;
  const suffix = outcome === "unrecognized" ? ", a number without a name" : "";
  return `was read as ${valuesCode(read)}${suffix}`;
}

import type { Analysis, AnalyzedFeature } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { groupBy } from "../identity/group-by.js";
import { datedAct } from "../rules/date-words.js";
import type { Finding } from "../rules/finding.js";
import { capitalized, listText } from "../rules/words.js";
import type { ElementReadiness } from "../window/readiness.js";
import type { Window } from "../window/window.js";
import { hopelessText, isHopeless, oldServersText, orderTexts } from "./analysis-order.js";
import { clauseRoom, fittingCode, fittingProse } from "./fitting.js";

/** Who upgrades first, and from when it may be used or may go, as sentences. */
export function rollOutTexts(element: AnalyzedElement, analysis: Analysis): string[] {
  const { release } = analysis;
  const { readiness, findings, staying } = element;
  if (isHopeless(element)) return [hopelessText(element)];
  const dated = findings.filter(({ safeFrom }) => safeFrom !== null);
  const isSaid = element.before === null && dated.every(({ safeFrom }) => safeFrom === readiness?.enableFrom);
  const isTold = readiness?.askFirst && element.before === null;
  return [
    ...orderTexts(element),
    ...(readiness ? datedTexts(readiness, element, analysis) : []),
    ...(staying.length > 0 && !isTold ? [stayingText(staying, release)] : []),
    ...(staying.length === 0 && !isSaid ? actTexts(dated) : []),
  ];
}

/** What may be done from which release on: to use what is changed now, or to remove what goes, is not the same. */
function actTexts(dated: readonly Finding[]): string[] {
  return [...groupBy(dated, ({ check }) => datedAct(check))].map(([act, findings]) => {
    const names = [...new Set(findings.flatMap(({ safeFrom }) => safeFrom ?? []))];
    return `May be ${act} from ${fittingProse(listText(names), clauseRoom)} on.`;
  });
}

/** What a patch of a release brings counts from none: releases are out that lack it, and others come of them. */
function datedTexts(readiness: ElementReadiness, element: AnalyzedElement, analysis: Analysis): string[] {
  const { isPatch, release } = analysis;
  const isNew = element.before === null;
  const without = (what: string) =>
    fittingProse(
      `${release} was released without ${what}, and a patch of it changes no protocol: it counts from the next release that is cut with it.`,
      clauseRoom,
    );
  if (isPatch) return [without(isNew ? "it" : "the mark")];
  return [
    ...(isNew ? enableTexts(readiness, element, analysis) : []),
    ...(readiness.deprecated ? removeTexts(readiness) : []),
  ];
}

function stayingText(staying: readonly string[], release: string | null): string {
  const before = release === null ? "of an earlier release" : `before ${release}`;
  return fittingProse(
    `Each ${staying.join(" and each ")} ${before} stays in the window: as long as they are supported, no release makes it safe.`,
    2 * clauseRoom,
  );
}

function enableTexts(
  { introduced, enableFrom, askFirst }: ElementReadiness,
  { kind, directions: [direction, other] }: AnalyzedElement,
  { pairs }: Pick<Analysis, "pairs">,
): string[] {
  const enabled =
    enableFrom === null
      ? "no release may use it by default"
      : `may be used by default from ${enableFrom}${enableFrom === introduced ? "" : `, ${whyLater(askFirst, pairs)}`}`;
  const [client, server] = direction && !other ? [direction.writer, direction.reader] : ["client", "server"];
  const stays = `each ${server} before ${introduced} stays in the window: the ${client} asks it, or has a fallback.`;
  // Where nobody knows which methods carry it, it may be in a request, and need not be.
  const asks = direction ? capitalized(stays) : `In a request, ${stays}`;
  return [
    fittingProse(`Introduced in ${introduced}; ${enabled}.`, clauseRoom),
    ...(askFirst ? [fittingProse(asks, clauseRoom)] : []),
    ...(kind === "field" ? [redundant] : []),
  ];
}

/** What it waits for: its readers, a rollback where some of them never leave, or else that introducing and enabling are two steps. */
function whyLater(askFirst: boolean, pairs: Analysis["pairs"]): string {
  const meets = (limit: keyof Window) => pairs.some(({ window }) => window !== null && window[limit] !== 0);
  if (askFirst && meets("downgrade")) return "when each release that a rollback leads to knows it";
  if (!askFirst && (meets("upgrade") || meets("downgrade")))
    return "when every reader in the window knows it";
  return "since one release introduces and a later one enables";
}

const redundant = "If it only repeats an older field, it may be written at once.";

function removeTexts(readiness: ElementReadiness): string[] {
  const { deprecated, staysRelied, staysServed, servedUntil } = readiness;
  return [
    fittingProse(`Deprecated in ${deprecated}; ${removedText(readiness)}.`, clauseRoom),
    ...(staysRelied
      ? [fittingProse(`Peers before ${deprecated} stay in the window and may still rely on it.`, clauseRoom)]
      : []),
    ...(staysServed ? [oldServersText(deprecated, { until: servedUntil })] : []),
  ];
}

/** The word is that of the check: it warns where only those are left that never leave the window. */
function removedText({ removeFrom, removeForRestFrom }: ElementReadiness): string {
  if (removeFrom !== null) return `may be removed from ${removeFrom}`;
  return removeForRestFrom === null ? "no release may remove it" : "no release should remove it";
}

/** When a declared feature may be enabled, and when it is. */
export function featureText({
  name,
  introduced,
  enableFrom,
  enabled,
  isEnabledNow,
  lacksWritten,
}: AnalyzedFeature): string {
  const since = introduced === null ? "no release has it" : `introduced in ${introduced}`;
  const undated = lacksWritten
    ? "its default changed, and it does not state since when every writer writes the value out"
    : "may never be enabled by default";
  const from = enableFrom === null ? undated : `may be enabled from ${enableFrom}`;
  const dates = `${since}, ${from}, declared to be enabled in ${enabled}${isEnabledNow ? ", which is this release" : ""}.`;
  return `Feature ${fittingCode(name)}: ${fittingProse(dates, clauseRoom)}`;
}

import { groupBy } from "../identity/group-by.js";
import type { Finding } from "../rules/finding.js";
import { severities } from "../rules/rule.js";
import { silentFirst } from "../wire/outcome.js";

/** What all checks say of one element at one place, the gravest first. */
export type ElementFindings = readonly [Finding, ...Finding[]];

/** Findings by the element and the line that they are about, in the order in which they come. */
export function byElement(findings: readonly Finding[]): ElementFindings[] {
  const key = ({ element, place }: Finding) =>
    JSON.stringify([element.kind, element.fullName, place.file, place.start.line]);
  const groups = [...groupBy(findings, key).values()] as [Finding, ...Finding[]][];
  return groups.map((group) => group.toSorted(byGravity) as [Finding, ...Finding[]]);
}

/** More findings than these are not read from the first to the last. */
const manyFindings = 20;

/** How many of them an overview names. */
const gravestShown = 3;

/** What a long report begins with. */
export interface Overview {
  /** How often each check reports something, the most frequent first. */
  counts: { check: string; count: number }[];
  gravest: Finding[];
}

/** The overview of a long report; null where the findings themselves are short enough. */
export function overviewOf(findings: readonly Finding[]): Overview | null {
  if (findings.length <= manyFindings) return null;
  const counts = [...groupBy(findings, ({ check }) => check)].map(([check, own]) => ({
    check,
    count: own.length,
  }));
  return {
    counts: counts.toSorted((one, other) => other.count - one.count),
    gravest: byElement(findings.toSorted(byGravity))
      .slice(0, gravestShown)
      .map(([finding]) => finding),
  };
}

const tiers = ["unsafe", "conditional", "safe"];

/** By status, severity and tier, then by what the reader gets: a wrong value before an error, which somebody notices. */
function byGravity(one: Finding, other: Finding): number {
  return (
    Number(one.status === "known") - Number(other.status === "known") ||
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    tiers.indexOf(one.tier) - tiers.indexOf(other.tier) ||
    gravityOf(one) - gravityOf(other)
  );
}

function gravityOf({ breaks }: Finding): number {
  return breaks.reduce(
    (least, { outcome }) => Math.min(least, silentFirst.indexOf(outcome)),
    silentFirst.length,
  );
}

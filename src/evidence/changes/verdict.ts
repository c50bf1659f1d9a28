import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { Tier } from "@grpc-evolution/engine/rules/rule.js";
import type { Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import type { Tried, Verdict } from "../../content/changes.js";
import type { WriterAge } from "../../content/steps.js";

/** The releases that a change lies between. */
export const labels = { old: "2.3", new: "2.4" } as const satisfies Record<WriterAge, string>;

/** Outcomes that mislead a reader or stop it. With the others it has the value, or knows that it has none. */
const harms: readonly Outcome[] = ["unimplemented", "rejected", "reinterpreted", "lost"];

/** Whether a reader is misled or stopped. */
export function isHarm(outcome: Outcome): boolean {
  return harms.includes(outcome);
}

/** Outcomes in which the reader has less than was written, and can know it. */
const gaps: readonly Outcome[] = ["defaulted", "unrecognized"];

/**
 * What trials say by themselves. Some values may survive where others do not, a reader may have less than was written, and
 * a JSON reader may have to ignore what it does not know. A field that a reader of bytes does not declare is what
 * protobuf.dev calls safe.
 */
export function verdictOfSamples(tried: readonly Tried[]): Tier {
  const harmed = tried.filter(({ outcome, lenient }) => isHarm((lenient ?? { outcome }).outcome));
  if (harmed.length > 0) return harmed.length < tried.length ? "conditional" : "unsafe";
  return tried.some(({ outcome, lenient }) => lenient || gaps.includes(outcome)) ? "conditional" : "safe";
}

/**
 * What `check` reports of this writer: the findings that name it among those who break a reader. An error that names
 * nobody is about what the newer release may write from now on.
 */
export function findingsOf(findings: readonly Finding[], writer: WriterAge): Finding[] {
  return findings.filter(({ severity, breaks }) => {
    if (breaks.length === 0) return severity === "error" && writer === "new";
    return severity !== "info" && breaks.some((each) => each.writer.state === labels[writer]);
  });
}

/** The outcomes that they name for this writer. */
export function outcomesIn(findings: readonly Finding[], writer: WriterAge): Outcome[] {
  const named = findings.flatMap(({ breaks }) => breaks);
  return named.filter((each) => each.writer.state === labels[writer]).map(({ outcome }) => outcome);
}

/**
 * Whether a finding holds for JSON as well: a method has the same path, and what is absent is absent, whatever a message
 * is written in. So it is of what is gone, of what is required, of a default, and of a constraint.
 */
export function isOfEveryFormat({ element, before, after }: Finding): boolean {
  const isAboutCalls = ["method", "service", "package"].includes(element.kind);
  const isRequired = [before, after].some((each) => each?.presence === "required");
  const isConstrained = after?.constraints !== undefined;
  return isAboutCalls || isRequired || isConstrained || after === null || before?.default !== after.default;
}

/** The verdicts, the gravest first. */
const byGravity: readonly Verdict[] = ["unsafe", "conditional", "unseen", "safe"];

/** The gravest of some verdicts; safe where there are none. */
export function worst<T extends Verdict>(some: readonly T[]): T | "safe" {
  return some.toSorted((one, other) => byGravity.indexOf(one) - byGravity.indexOf(other))[0] ?? "safe";
}

import { type Change, type Comparison, followedServices, type InBoth } from "../diff/change.js";
import { simpleName } from "../identity/declaration.js";
import type { Finding, Said } from "../rules/finding.js";
import { type CheckId, checkOf } from "../rules/index.js";
import { isGraver, type Severity } from "../rules/rule.js";
import type { Enum, EnumValue } from "../schema/schema.js";

/** The findings of an earlier state, by what they say: each with the gravest severity that it had there. */
export type EarlierFindings = ReadonlyMap<string, Severity>;

/** The full name in the newer schema of what had a full name in an older one. */
export type NameNow = (fullName: string) => string;

/**
 * The findings of an earlier state, under the names that its elements have now and under those that they had: what is
 * gone goes by its older name in both.
 */
export function earlierFindings(findings: Iterable<Said>, nameNow: NameNow): EarlierFindings {
  const found = new Map<string, Severity>();
  for (const finding of distinctSaid(findings)) {
    const sayings = [sayingOf(finding, asIs), ...(nameNow === asIs ? [] : [sayingOf(finding, nameNow)])];
    for (const saying of sayings) {
      const other = found.get(saying);
      if (other === undefined || isGraver(finding.severity, other)) found.set(saying, finding.severity);
    }
  }
  return found;
}

/** What is said, once for all releases of which it is true in the same words and as grave. */
export function distinctSaid(findings: Iterable<Said>): Said[] {
  const byElement = new Map<string, Said[]>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.element.fullName}`;
    const others = byElement.get(key);
    if (!others) byElement.set(key, [finding]);
    else if (!others.some((other) => saysSame(other, finding))) others.push(finding);
  }
  return [...byElement.values()].flat();
}

function saysSame(one: Said, other: Said): boolean {
  return (
    one.severity === other.severity &&
    one.message === other.message &&
    isSameDescribed(one.before, other.before) &&
    isSameDescribed(one.after, other.after)
  );
}

/** Whether two descriptions are the same as far as their values can be compared; lists in them are taken for different. */
function isSameDescribed(one: Described, other: Described): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => key in other && one[key] === other[key])
  );
}

/** Whether a finding was true of the earlier state as well, and as grave. */
export function wasTrue(earlier: EarlierFindings, finding: Said): boolean {
  const severity = earlier.get(sayingOf(finding, asIs));
  return severity !== undefined && !isGraver(finding.severity, severity);
}

/** Follows messages, enums, services, and fields and values in them, to the names that they have in the newer schema. */
export function namesNow({ changes }: Comparison): NameNow {
  const moved = new Map<string, string>();
  for (const change of changes) {
    for (const { before, after } of movesIn(change)) moved.set(before.fullName, after.fullName);
  }
  if (moved.size === 0) return asIs;
  return (fullName) => {
    for (let end = fullName.length; end > 0; end = fullName.lastIndexOf(".", end - 1)) {
      const now = moved.get(fullName.slice(0, end));
      if (now !== undefined) return now + fullName.slice(end);
    }
    return fullName;
  };
}

function movesIn(change: Change): InBoth<{ fullName: string }>[] {
  switch (change.kind) {
    case "message-moved":
    case "enum-moved":
    case "field-renamed":
      return [change];
    case "value-renamed": {
      const { enum: pair, before, after } = change;
      const named = (owner: Enum, { name }: EnumValue) => ({ fullName: `${owner.fullName}.${name}` });
      return [{ before: named(pair.before, before), after: named(pair.after, after) }];
    }
    default:
      return followedServices(change);
  }
}

/** What a finding says, without where it stands and how it dates a number: what an edit elsewhere does not change. */
function sayingOf({ rule, check, element, before, after, message }: Said, nameNow: NameNow): string {
  const name = nameNow(element.fullName);
  // What is wrong with an allow stands in its message alone.
  if (rule === "allow") return JSON.stringify([check, name, message]);
  const now = judgedOf(check, after);
  return JSON.stringify([
    check,
    name,
    judgedOf(check, before),
    nameNow === asIs ? now : renamed(now, nameNow, [simpleName(element.fullName), simpleName(name)]),
  ]);
}

const asIs: NameNow = (fullName) => fullName;

type Described = Finding["before"];

const places = ["file", "first", "last", "evidence"];

function judgedOf(check: CheckId, described: Described): Described {
  if (described === null) return null;
  const beside = checkOf(check)?.check.shownBeside ?? [];
  const isJudged = (key: string) => !places.includes(key) && !beside.includes(key);
  const entries = Object.entries(described);
  const judged = entries.filter(([key]) => isJudged(key));
  return judged.length === entries.length ? described : Object.fromEntries(judged);
}

/** What is said of an element under the names of today; `own` is its own name then and now. */
function renamed(
  described: Finding["after"],
  nameNow: NameNow,
  [own, ownNow]: [string, string],
): Finding["after"] {
  if (described === null) return null;
  const now = (value: unknown) => {
    if (typeof value !== "string") return value;
    return value === own ? ownNow : nameNow(value);
  };
  return Object.fromEntries(Object.entries(described).map(([key, value]) => [key, now(value)]));
}

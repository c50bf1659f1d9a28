import { type Declaration, fullNameOf, keyOf } from "./declaration.js";
import { groupBy } from "./group-by.js";
import { withoutScope } from "./type-text.js";

/** A name that vanished or appeared, with what it declares. */
export interface Candidate {
  kind: Declaration["kind"];
  fullName: string;
  package: string;
  /** Name inside of the package. */
  name: string;
  /** One; copies of a file may hold several states of one message. */
  versions: readonly Version[];
}

/** Candidates of two states. */
export interface Sides {
  before: readonly Candidate[];
  after: readonly Candidate[];
}

/** The content of a declaration as lines that stay the same when everything is moved. */
export interface Version {
  members: readonly string[];
  reserved: readonly string[];
  /** All members, in an order of their own. */
  content: string;
  declaration: Declaration;
}

/** One candidate for each name. */
export function candidatesOf(declarations: readonly Declaration[]): Candidate[] {
  return [...groupBy(declarations, keyOf).values()].map((versions) => {
    const { kind, package: scope, name } = versions[0] as Declaration;
    const fullName = fullNameOf({ package: scope, name });
    return { kind, fullName, package: scope, name, versions: versions.map(versionOf) };
  });
}

function versionOf(declaration: Declaration): Version {
  const members = declaration.members.map(
    ({ number, name, type }) => `${number} ${name} ${withoutScope(type)}`,
  );
  return { members, reserved: declaration.reserved, content: sortedText(members), declaration };
}

/** The same text for the same lines in any order. */
export function sortedText(lines: readonly string[]): string {
  return lines.length > 1 ? lines.toSorted().join("\n") : (lines[0] ?? "");
}

/** All lines of a version. */
export function linesOf({ members, reserved }: Version): string[] {
  return [...members, ...reserved];
}

/** How many of the lines are among the others. */
export function countShared(lines: readonly string[], others: readonly string[]): number {
  const present = new Set(others);
  return lines.filter((line) => present.has(line)).length;
}

/** Whether a number has another name and another type: then at most one of the two members is the other one. */
export function contradict(before: Version, after: Version): boolean {
  const members = new Map(after.declaration.members.map((member) => [member.number, member]));
  return before.declaration.members.some(({ number, name, type }) => {
    const other = members.get(number);
    return other !== undefined && other.name !== name && withoutScope(other.type) !== withoutScope(type);
  });
}

/** Candidates by each of their keys. */
export function groupByKeys(
  candidates: readonly Candidate[],
  keysOf: (candidate: Candidate) => string[],
): Map<string, Candidate[]> {
  const keyed = candidates.flatMap((candidate) =>
    [...new Set(keysOf(candidate))].map((key) => ({ key, candidate })),
  );
  const groups = groupBy(keyed, ({ key }) => key);
  return new Map([...groups].map(([key, items]) => [key, items.map(({ candidate }) => candidate)]));
}

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

/** The content of a declaration as lines that stay the same when everything is moved. */
export interface Version {
  members: readonly string[];
  reserved: readonly string[];
  /** By number, what a member is called and of which type it is. */
  byNumber: ReadonlyMap<number, { name: string; type: string }>;
}

/** One candidate for each name. */
export function candidatesOf(declarations: readonly Declaration[]): Candidate[] {
  return [...groupBy(declarations, keyOf).values()].map((versions) => {
    const { kind, package: scope, name } = versions[0] as Declaration;
    const fullName = fullNameOf({ package: scope, name });
    return { kind, fullName, package: scope, name, versions: versions.map(versionOf) };
  });
}

function versionOf({ members, reserved }: Declaration): Version {
  const bare = members.map(({ number, name, type }) => ({ number, name, type: withoutScope(type) }));
  return {
    members: bare.map(({ number, name, type }) => `${number} ${name} ${type}`),
    reserved,
    byNumber: new Map(bare.map((member) => [member.number, member])),
  };
}

/** All lines of a version. */
export function linesOf({ members, reserved }: Version): string[] {
  return [...members, ...reserved];
}

/** How many of the lines are among the others. */
export function countShared(lines: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return lines.filter((line) => known.has(line)).length;
}

/** Whether a number has another name and another type: then at most one of the two members is the other one. */
export function contradict(before: Version, after: Version): boolean {
  return [...before.byNumber].some(([number, { name, type }]) => {
    const other = after.byNumber.get(number);
    return other !== undefined && other.name !== name && other.type !== type;
  });
}

import {
  type Candidate,
  candidatesOf,
  contradict,
  countShared,
  groupByKeys,
  linesOf,
  type Sides,
  sortedText,
  type Version,
} from "./candidate.js";
import { type Declaration, keyOf, simpleName } from "./declaration.js";
import { DisjointSets } from "./disjoint-sets.js";
import { type CandidatePair, Evidence, moveOf } from "./evidence.js";
import { groupBy } from "./group-by.js";
import type { AmbiguousMove, Move, Moves, TwoStates } from "./move.js";
import { protocolVersionOf } from "./protocol-version.js";
import { renamedType } from "./type-text.js";
import type { Uses } from "./uses.js";

/** The moves between two states that are all that is known. */
export function matchStates({ before, after }: TwoStates): Moves {
  const old = new Set(before.types.map(keyOf));
  const now = new Set(after.types.map(keyOf));
  return followMoves(
    before.types.filter((declaration) => !now.has(keyOf(declaration))),
    after.types.filter((declaration) => !old.has(keyOf(declaration))),
    { before, after },
  );
}

/**
 * Where messages and enums went, out of those that vanished and those that appeared. Two are the same if, in this
 * order,
 *
 * 1. they have the same name inside of their package, and exactly the same members (number, name and type, the packages
 *    of types aside), or else at least half of what they declare, of the one that has more;
 * 2. they have the same simple name, and exactly the same members, or else half of what they declare;
 * 3. they have exactly the same members whatever their names, and more than one line in common, or a method or a field
 *    carries the one and then the other;
 * 4. a method or a field carries the one and then the other, and half of what they declare is equal.
 *
 * Reservations count like members: nobody writes the same ones by chance. Where several fit equally well, the methods
 * and fields that carry them decide; else none is followed. What was renamed is looked for in what is left under its new
 * name, so that a message is found whose types were renamed with it. `existedBeside` tells of two full names whether both were
 * there at an earlier time: then the one is a copy of the other, and not where it went.
 */
export function followMoves(
  vanished: readonly Declaration[],
  appeared: readonly Declaration[],
  states: TwoStates,
  existedBeside: (move: Move) => boolean = () => false,
): Moves {
  const pairs: CandidatePair[] = [];
  let left = { before: vanished, after: appeared };
  let ambiguous: readonly AmbiguousMove[] = [];
  for (let round = 0; round < maxRounds && left.before.length > 0 && left.after.length > 0; round += 1) {
    const sides = {
      before: candidatesOf(withRenamedTypes(left.before, pairs)),
      after: candidatesOf(left.after),
    };
    const matched = matchOnce(sides, new Evidence(sides, states, existedBeside, pairs));
    ambiguous = matched.ambiguous;
    for (const pair of matched.pairs) pairs.push(pair);
    if (!matched.pairs.some(([before, after]) => before.name !== after.name)) break;
    const settled = new Set(matched.pairs.flatMap((pair) => pair.map(keyOfCandidate)));
    const isOpen = (declaration: Declaration) => !settled.has(keyOf(declaration));
    left = { before: left.before.filter(isOpen), after: left.after.filter(isOpen) };
  }
  return { moved: pairs.map((pair) => moveOf(...pair)), ambiguous };
}

/** Names that were renamed are looked for in others so many times. */
const maxRounds = 4;

function keyOfCandidate({ kind, fullName }: Candidate): string {
  return `${kind} ${fullName}`;
}

/** Declarations with the new names of those types that are called one thing now wherever they stood. */
function withRenamedTypes(
  declarations: readonly Declaration[],
  pairs: readonly CandidatePair[],
): readonly Declaration[] {
  const targets = groupBy(pairs, ([before]) => simpleName(before.name));
  const newNames = new Map(
    [...targets].flatMap(([name, ones]): [string, string][] => {
      const [newName, ...others] = new Set(ones.map(([, after]) => simpleName(after.name)));
      return newName === undefined || newName === name || others.length > 0 ? [] : [[name, newName]];
    }),
  );
  if (newNames.size === 0) return declarations;
  return declarations.map((declaration) => ({
    ...declaration,
    members: declaration.members.map((member) => ({ ...member, type: renamedType(member.type, newNames) })),
  }));
}

/** What was matched, and what may be one or the other. */
interface Matched {
  pairs: CandidatePair[];
  ambiguous: AmbiguousMove[];
}

function matchOnce(sides: Sides, evidence: Evidence): Matched {
  const first = matchInPasses(sides, versionOf, evidence);
  // A package that gets its first version is still the same protocol.
  const gained = {
    before: first.left.before.filter((candidate) => versionOf(candidate) === ""),
    after: first.left.after.filter((candidate) => versionOf(candidate) !== ""),
  };
  const second = matchInPasses(gained, () => "", evidence);
  return {
    pairs: [...first.pairs, ...second.pairs],
    ambiguous: [...first.ambiguous, ...second.ambiguous],
  };
}

/** Whatever is in one group may be the same, as far as names and content tell. */
interface Pass {
  /** Keys that both have in common. */
  keys(candidate: Candidate, uses: Uses): string[];
  /** Whether these two are the same; `supported` where a method or a field carries both. */
  fits(before: Candidate, after: Candidate, supported: boolean): boolean;
  /** Set where a key alone says nothing yet, so that groups are to be divided by what fits. */
  divides?: true;
}

const passes: Pass[] = [
  { keys: (candidate) => contents(candidate, candidate.name), fits: () => true },
  { keys: ({ name }) => [name], fits: anyVersions(halfUnderOneName), divides: true },
  { keys: (candidate) => contents(candidate, simpleName(candidate.name)), fits: () => true },
  { keys: ({ name }) => [simpleName(name)], fits: anyVersions(halfElsewhere), divides: true },
  {
    keys: ({ versions }) => versions.map((version) => sortedText(linesOf(version))),
    fits: anyVersions(isTelling),
  },
  { keys: (candidate) => contents(candidate, ""), fits: anyVersions(isTelling) },
  {
    keys: ({ fullName }, uses) => [...(uses.get(fullName) ?? [])],
    fits: anyVersions(
      (before, after, supported) => supported && isHalf(before, after) && !contradict(before, after),
    ),
    divides: true,
  },
];

function contents({ versions }: Candidate, name: string): string[] {
  return versions.map(({ content }) => `${name}\n${content}`);
}

/**
 * Half of the larger one. A message that keeps half of what it had, and is carried by the same method or field or has
 * taken all of its reservations along, is the same however much it grew meanwhile.
 */
function halfUnderOneName(before: Version, after: Version, supported: boolean): boolean {
  if (isHalf(before, after)) return true;
  const lines = linesOf(before);
  const keepsReservations =
    before.reserved.length > 0 && countShared(before.reserved, after.reserved) === before.reserved.length;
  return (supported || keepsReservations) && countShared(lines, linesOf(after)) * 2 >= lines.length;
}

/** Names of nested messages, such as `Options`, are given again and again: nothing may speak against it. */
function halfElsewhere(before: Version, after: Version, supported: boolean): boolean {
  return isHalf(before, after) && (supported || !contradict(before, after));
}

function isHalf(before: Version, after: Version): boolean {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shared = countShared(old, now);
  return shared > 0 && shared * 2 >= Math.max(old.length, now.length);
}

/**
 * Under wholly different names, one line alone is no evidence: `string id = 1` stands in many messages that have nothing
 * to do with each other, and a false move would hold the numbers of one against the other for ever. A method or a field
 * that carries both says that they are the same.
 */
function isTelling(before: Version, after: Version, supported: boolean): boolean {
  const shared = countShared(linesOf(before), linesOf(after));
  return before.members.length > 0 && (supported || shared > 1);
}

/** More copies of a message than these are not looked at. */
const maxVersions = 8;

function anyVersions(fits: (before: Version, after: Version, supported: boolean) => boolean): Pass["fits"] {
  return (before, after, supported) =>
    before.versions
      .slice(0, maxVersions)
      .some((old) => after.versions.slice(0, maxVersions).some((now) => fits(old, now, supported)));
}

function versionOf(candidate: Candidate): string {
  return protocolVersionOf(candidate.package);
}

function matchInPasses(
  sides: Sides,
  protocolOf: (candidate: Candidate) => string,
  evidence: Evidence,
): Matched & { left: Sides } {
  const pairs: CandidatePair[] = [];
  const ambiguous: AmbiguousMove[] = [];
  let left = sides;
  for (const pass of passes) {
    if (left.before.length === 0 || left.after.length === 0) break;
    const settled = new Set<Candidate>();
    const keysOf = (candidate: Candidate, uses: Uses) =>
      pass.keys(candidate, uses).map((key) => `${candidate.kind} ${protocolOf(candidate)} ${key}`);
    const old = groupByKeys(left.before, (candidate) => keysOf(candidate, evidence.before));
    const now = groupByKeys(left.after, (candidate) => keysOf(candidate, evidence.after));
    for (const [key, before] of old) {
      const group = { before, after: now.get(key) ?? [] };
      for (const part of pass.divides ? divided(group, pass, evidence) : [group]) {
        const open = withoutSettled(part, settled);
        const { pairs: sure, rest } = resolve(open, pass, evidence);
        for (const pair of sure) {
          settled.add(pair[0]).add(pair[1]);
          pairs.push(pair);
        }
        if (rest === null) continue;
        for (const candidate of [...rest.before, ...rest.after]) settled.add(candidate);
        ambiguous.push(ambiguousMove(rest));
      }
    }
    left = withoutSettled(left, settled);
  }
  return { pairs, ambiguous, left };
}

/** A line that more of a group have in common tells nothing of any of them. */
const maxSharing = 8;

/** Divides a group into the smallest ones in which something fits; found by the lines that few have in common. */
function divided(group: Sides, pass: Pass, evidence: Evidence): Sides[] {
  if (group.before.length <= 1 && group.after.length <= 1) return [group];
  const byLine = groupByKeys(group.after, ({ versions }) => versions.flatMap(linesOf));
  const same = new DisjointSets();
  const fitting = group.before.flatMap((before) => {
    const near = before.versions.flatMap(linesOf).flatMap((line) => {
      const sharing = byLine.get(line) ?? [];
      return sharing.length > maxSharing ? [] : sharing;
    });
    return [...new Set(near)]
      .filter((after) => pass.fits(before, after, evidence.supports(before, after)))
      .map((after) => ({ before, after }));
  });
  for (const { before, after } of fitting) same.join(`before ${before.fullName}`, `after ${after.fullName}`);
  const parts = groupBy(fitting, ({ before }) => same.find(`before ${before.fullName}`));
  return [...parts.values()].map((pairs) => ({
    before: [...new Set(pairs.map(({ before }) => before))],
    after: [...new Set(pairs.map(({ after }) => after))],
  }));
}

/** Pairs of a group that are the same, and what is left of it if it is not clear which ones are. */
function resolve(
  group: Sides,
  pass: Pass,
  evidence: Evidence,
): { pairs: CandidatePair[]; rest: Sides | null } {
  const after = group.after.filter((one) => group.before.some((other) => !evidence.areBeside(other, one)));
  const open = { before: group.before, after };
  const isPair = (one: Candidate, other: Candidate) =>
    !evidence.areBeside(one, other) && pass.fits(one, other, evidence.supports(one, other));
  const carried = isSingle(open) ? [] : evidence.pairsCarriedAlike(open).filter((pair) => isPair(...pair));
  const rest = withoutSettled(open, new Set(carried.flat()));
  const [one, other] = [rest.before[0], rest.after[0]];
  if (!one || !other) return { pairs: carried, rest: null };
  if (isSingle(rest)) return { pairs: isPair(one, other) ? [...carried, [one, other]] : carried, rest: null };
  // What would not be followed alone is nothing to choose from either.
  const isChoice = rest.after.some((each) => pass.fits(one, each, false));
  return { pairs: carried, rest: isChoice ? rest : null };
}

function isSingle({ before, after }: Sides): boolean {
  return before.length === 1 && after.length === 1;
}

function withoutSettled({ before, after }: Sides, settled: ReadonlySet<Candidate>): Sides {
  if (settled.size === 0) return { before, after };
  const isOpen = (candidate: Candidate) => !settled.has(candidate);
  return { before: before.filter(isOpen), after: after.filter(isOpen) };
}

function ambiguousMove({ before, after }: Sides): AmbiguousMove {
  const names = (candidates: readonly Candidate[]) => candidates.map(({ fullName }) => fullName);
  return { kind: (before[0] as Candidate).kind, before: names(before), after: names(after) };
}

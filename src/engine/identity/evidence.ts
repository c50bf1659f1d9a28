import { join } from "../schema/names.js";
import { type Candidate, groupByKeys, type Sides } from "./candidate.js";
import { type Declarations, fullNameOf, type MethodDeclaration } from "./declaration.js";
import { groupBy } from "./group-by.js";
import type { Move, TwoStates } from "./move.js";
import { type MovedService, matchServices, type ServiceDeclaration } from "./services.js";
import { type Uses, usesOf } from "./uses.js";

/** Two that are the same. */
export type CandidatePair = readonly [before: Candidate, after: Candidate];

/** What speaks for or against a pair besides names and content. */
export class Evidence {
  readonly #states: TwoStates;
  readonly #names: { before: Set<string>; after: Set<string> };
  readonly #existedBeside: (move: Move) => boolean;
  readonly #settled: readonly CandidatePair[];
  #before: Uses | null = null;
  #after: Uses | null = null;

  /** @param settled what is known to have moved */
  constructor(
    { before, after }: Sides,
    states: TwoStates,
    existedBeside: (move: Move) => boolean,
    settled: readonly CandidatePair[] = [],
  ) {
    const namesOf = (candidates: readonly Candidate[]) => new Set(candidates.map(({ fullName }) => fullName));
    this.#names = { before: namesOf(before), after: namesOf(after) };
    this.#states = states;
    this.#existedBeside = existedBeside;
    this.#settled = settled;
  }

  /** What carries those that vanished. */
  get before(): Uses {
    this.#before ??= usesOf(this.#states.before, this.#names.before);
    return this.#before;
  }

  /** What carries those that appeared. */
  get after(): Uses {
    this.#after ??= usesOf(this.#states.after, this.#names.after, this.#oldNames());
    return this.#after;
  }

  /** What messages and services were called before inside of their package, by full name. */
  #oldNames(): Map<string, string> {
    const newNames = new Map(this.#settled.map(([before, after]) => [before.fullName, after.fullName]));
    const services = renamedServices(this.#states, newNames);
    return new Map([
      ...services.map(({ before, after }): [string, string] => [fullNameOf(after), before.name]),
      ...this.#settled.map(([before, after]): [string, string] => [after.fullName, before.name]),
    ]);
  }

  areBeside(before: Candidate, after: Candidate): boolean {
    return this.#existedBeside(moveOf(before, after));
  }

  /** Whether a method or a field carries the one and then the other. */
  supports(before: Candidate, after: Candidate): boolean {
    const places = this.after.get(after.fullName);
    return (
      places !== undefined && [...(this.before.get(before.fullName) ?? [])].some((place) => places.has(place))
    );
  }

  /** Pairs of which the methods and fields that carry the one carry no other than the other. */
  pairsCarriedAlike({ before, after }: Sides): CandidatePair[] {
    const old = groupByKeys(before, ({ fullName }) => [...(this.before.get(fullName) ?? [])]);
    const now = groupByKeys(after, ({ fullName }) => [...(this.after.get(fullName) ?? [])]);
    const targets = new Map<Candidate, Set<Candidate>>();
    const sources = new Map<Candidate, Set<Candidate>>();
    for (const [place, ones] of old) {
      const others = now.get(place) ?? [];
      const [one, other] = [ones[0], others[0]];
      if (!one || !other || ones.length > 1 || others.length > 1) continue;
      targets.set(one, (targets.get(one) ?? new Set()).add(other));
      sources.set(other, (sources.get(other) ?? new Set()).add(one));
    }
    return [...targets].flatMap(([one, others]) => {
      const [other] = others;
      return other && others.size === 1 && sources.get(other)?.size === 1 ? [[one, other]] : [];
    });
  }
}

function renamedServices(
  { before, after }: TwoStates,
  newNames: ReadonlyMap<string, string>,
): MovedService<ServiceDeclaration>[] {
  const [old, now] = [servicesOf(before), servicesOf(after)];
  const vanished = [...old].filter(([fullName]) => !now.has(fullName)).map(([, service]) => service);
  const appeared = [...now].filter(([fullName]) => !old.has(fullName)).map(([, service]) => service);
  return matchServices(vanished, appeared, newNames);
}

/** The services that have methods, by full name. */
function servicesOf({ methods }: Declarations): Map<string, ServiceDeclaration> {
  const byService = groupBy(methods, ({ package: scope, service }) => join(scope, service));
  return new Map(
    [...byService].map(([fullName, own]) => {
      const { package: scope, service: name } = own[0] as MethodDeclaration;
      return [fullName, { package: scope, name, file: "", methods: own }];
    }),
  );
}

/** The move from one candidate to another. */
export function moveOf({ kind, fullName }: Candidate, after: Candidate): Move {
  return { kind, before: fullName, after: after.fullName };
}

import { join } from "../schema/names.js";
import { type Candidate, groupByKeys, type Sides } from "./candidate.js";
import { type Declarations, fullNameOf, type MethodDeclaration } from "./declaration.js";
import { groupBy } from "./group-by.js";
import type { Move, TwoStates } from "./move.js";
import { matchServices, type ServiceDeclaration } from "./services.js";
import { type Uses, usesOf } from "./uses.js";

/** What speaks for or against a pair besides names and content. */
export class Evidence {
  readonly #states: TwoStates;
  readonly #names: { before: Set<string>; after: Set<string> };
  readonly #existedBeside: (move: Move) => boolean;
  #before: Uses | null = null;
  #after: Uses | null = null;

  constructor({ before, after }: Sides, states: TwoStates, existedBeside: (move: Move) => boolean) {
    const namesOf = (candidates: readonly Candidate[]) => new Set(candidates.map(({ fullName }) => fullName));
    this.#names = { before: namesOf(before), after: namesOf(after) };
    this.#states = states;
    this.#existedBeside = existedBeside;
  }

  /** What carries those that vanished. */
  get before(): Uses {
    this.#before ??= usesOf(this.#states.before, this.#names.before);
    return this.#before;
  }

  /** What carries those that appeared. */
  get after(): Uses {
    this.#after ??= usesOf(this.#states.after, this.#names.after, renamedServices(this.#states));
    return this.#after;
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
  pairsCarriedAlike({ before, after }: Sides): [Candidate, Candidate][] {
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

/** The older names of services that have another one, both inside of their package, by the newer full name. */
function renamedServices({ before, after }: TwoStates): Map<string, string> {
  const [old, now] = [servicesOf(before), servicesOf(after)];
  const vanished = [...old].filter(([fullName]) => !now.has(fullName)).map(([, service]) => service);
  const appeared = [...now].filter(([fullName]) => !old.has(fullName)).map(([, service]) => service);
  return new Map(
    matchServices(vanished, appeared).map((moved) => [fullNameOf(moved.after), moved.before.name]),
  );
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

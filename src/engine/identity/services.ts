import { isSameProtocol } from "./protocol-version.js";
import { withoutScope } from "./type-text.js";

/** A service in one state of a protocol, as plain text. */
export interface ServiceDeclaration {
  /** Package of the file, empty where it declares none. */
  package: string;
  name: string;
  /** Path of its file, empty where that tells nothing. */
  file: string;
  methods: readonly { name: string; input: string; output: string }[];
}

/** A service under its old and its new name. */
export interface MovedService<S extends ServiceDeclaration> {
  before: S;
  after: S;
}

/**
 * Where services went, out of those that vanished and those that appeared. Two are the same if, in this order,
 *
 * 1. they have the same name, and half of their methods do, of the one that has more;
 * 2. they have the same name, and stand in the same file;
 * 3. under another name half of what their methods carry is the same, types of protobuf itself aside: those are carried
 *    everywhere.
 *
 * Of several the one counts that has most in common; where several have as much, none is followed. `newNames` says where
 * types went to.
 */
export function matchServices<S extends ServiceDeclaration>(
  vanished: readonly S[],
  appeared: readonly S[],
  newNames: ReadonlyMap<string, string> = noNewNames,
): MovedService<S>[] {
  if (vanished.length === 0 || appeared.length === 0) return [];
  let before = vanished.map((service) => candidateOf(service, newNames));
  let after = appeared.map((service) => candidateOf(service, noNewNames));
  const moved: MovedService<S>[] = [];
  for (const pass of passes) {
    const pairs = bestOf(pairsOf(before, after, pass));
    const settled = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
    before = before.filter((one) => !settled.has(one));
    after = after.filter((one) => !settled.has(one));
    for (const pair of pairs) moved.push({ before: pair.before.service, after: pair.after.service });
  }
  return moved;
}

const noNewNames: ReadonlyMap<string, string> = new Map();

/** A service with what tells it from others. */
interface Candidate<S extends ServiceDeclaration = ServiceDeclaration> {
  service: S;
  methods: ReadonlySet<string>;
  /** Its requests and responses, with their types under the names that they have now. */
  carried: ReadonlySet<string>;
}

function candidateOf<S extends ServiceDeclaration>(
  service: S,
  newNames: ReadonlyMap<string, string>,
): Candidate<S> {
  const carried = service.methods.flatMap(({ name, input, output }) =>
    [
      { place: `request of ${name}`, type: withoutDot(input) },
      { place: `response of ${name}`, type: withoutDot(output) },
    ]
      .filter(({ type }) => !type.startsWith("google.protobuf."))
      .map(({ place, type }) => `${place}: ${withoutScope(newNames.get(type) ?? type)}`),
  );
  return {
    service,
    methods: new Set(service.methods.map(({ name }) => name)),
    carried: new Set(carried),
  };
}

function withoutDot(name: string): string {
  return name.startsWith(".") ? name.slice(1) : name;
}

/** Services that have a key in common may be the same. */
interface Pass {
  keys(candidate: Candidate): Iterable<string>;
  fits(before: Candidate, after: Candidate): boolean;
}

const passes: Pass[] = [
  {
    keys: ({ service }) => [service.name],
    fits: ({ methods }, after) => isHalf(methods, after.methods),
  },
  {
    keys: ({ service: { name, file } }) => (file === "" ? [] : [`${name} ${file}`]),
    fits: () => true,
  },
  {
    keys: ({ carried }) => carried,
    fits: ({ carried }, after) => isHalf(carried, after.carried),
  },
];

function isHalf(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return countShared(some, others) * 2 >= Math.max(some.size, others.size);
}

function countShared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const one of some) if (others.has(one)) count += 1;
  return count;
}

interface Pair<S extends ServiceDeclaration> {
  before: Candidate<S>;
  after: Candidate<S>;
  /** How much they have in common. */
  score: number;
}

/** A key that more services have in common tells nothing of any of them. */
const maxSharing = 100;

function pairsOf<S extends ServiceDeclaration>(
  before: readonly Candidate<S>[],
  after: readonly Candidate<S>[],
  { keys, fits }: Pass,
): Pair<S>[] {
  const byKey = new Map<string, Candidate<S>[]>();
  for (const one of after) {
    for (const key of keys(one)) byKey.set(key, [...(byKey.get(key) ?? []), one].slice(0, maxSharing + 1));
  }
  return before.flatMap((one) => {
    const near = [...keys(one)].flatMap((key) => {
      const sharing = byKey.get(key) ?? [];
      return sharing.length > maxSharing ? [] : sharing;
    });
    return [...new Set(near)]
      .filter((other) => isSameProtocol(one.service.package, other.service.package) && fits(one, other))
      .map((other) => ({ before: one, after: other, score: scoreOf(one, other) }));
  });
}

/** What they carry, and then the file that they stand in. */
function scoreOf(before: Candidate, after: Candidate): number {
  const common = countShared(before.methods, after.methods) + countShared(before.carried, after.carried);
  return common * 2 + (before.service.file === after.service.file ? 1 : 0);
}

/** Pairs in which each has more in common with the other than with any third one. */
function bestOf<S extends ServiceDeclaration>(pairs: readonly Pair<S>[]): Pair<S>[] {
  const best = new Map<Candidate<S>, Pair<S>[]>();
  for (const pair of pairs) {
    for (const each of [pair.before, pair.after]) {
      const others = best.get(each) ?? [];
      const score = others[0]?.score ?? -1;
      if (pair.score > score) best.set(each, [pair]);
      else if (pair.score === score) best.set(each, [...others, pair]);
    }
  }
  return pairs.filter((pair) =>
    [pair.before, pair.after].every((each) => {
      const [first, ...others] = best.get(each) ?? [];
      return first === pair && others.length === 0;
    }),
  );
}

import { simpleName } from "../identity/declaration.js";
import { groupBy } from "../identity/group-by.js";
import type { AmbiguousMove, Move, Moves } from "../identity/move.js";
import type { Schema } from "../schema/schema.js";
import type { Ledger } from "./ledger.js";

/**
 * Where the messages and enums of an older schema are in a newer one, as the history between them followed them step
 * by step: a name that only the older one has, and another name of the same element that only the newer one has.
 */
export function movesAccordingTo(ledger: Ledger, before: Schema, after: Schema): Moves {
  const messages = followedIn(ledger, sidesOf("message", before.messages, after.messages));
  const enums = followedIn(ledger, sidesOf("enum", before.enums, after.enums));
  return {
    moved: [...messages.moved, ...enums.moved],
    ambiguous: [...messages.ambiguous, ...enums.ambiguous],
  };
}

/** The full names of one kind that only one of two schemas has. */
interface Sides {
  kind: Move["kind"];
  vanished: ReadonlySet<string>;
  appeared: ReadonlySet<string>;
}

function sidesOf(
  kind: Move["kind"],
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): Sides {
  return {
    kind,
    vanished: new Set([...before.keys()].filter((name) => !after.has(name))),
    appeared: new Set([...after.keys()].filter((name) => !before.has(name))),
  };
}

function followedIn(ledger: Ledger, { kind, vanished, appeared }: Sides): Moves {
  const moved: Move[] = [];
  const ambiguous: AmbiguousMove[] = [];
  const targetsOf = byElement(ledger, appeared);
  for (const [element, before] of byElement(ledger, vanished)) {
    const after = targetsOf.get(element) ?? [];
    const pairs = pairsOf(before, after);
    for (const pair of pairs) moved.push({ kind, ...pair });
    if (pairs.length === 0 && after.length > 0) ambiguous.push({ kind, before, after });
  }
  const settled = new Set(moved.flatMap(({ before, after }) => [`before ${before}`, `after ${after}`]));
  for (const each of ledger.ambiguous ?? []) {
    if (each.kind !== kind) continue;
    const before = namesIn(ledger, each.before, vanished).filter((name) => !settled.has(`before ${name}`));
    const after = namesIn(ledger, each.after, appeared).filter((name) => !settled.has(`after ${name}`));
    if (before.length > 0 && after.length > 0) ambiguous.push({ kind, before, after });
  }
  return { moved, ambiguous };
}

/** Names by what they stand for: all names of one element share its numbers. */
function byElement(ledger: Ledger, names: ReadonlySet<string>): Map<unknown, string[]> {
  return groupBy(
    [...names].filter((name) => ledger.owners.has(name)),
    (name) => ledger.owners.get(name)?.numbers,
  );
}

/** An element with one name on each side went there; where branches took it to several places, to the one of its name. */
function pairsOf(before: readonly string[], after: readonly string[]): Pick<Move, "before" | "after">[] {
  const [one, other] = [before[0], after[0]];
  if (one !== undefined && other !== undefined && before.length === 1 && after.length === 1) {
    return [{ before: one, after: other }];
  }
  const named = groupBy(after, simpleName);
  return [...groupBy(before, simpleName)].flatMap(([name, ones]) => {
    const others = named.get(name) ?? [];
    return ones.length === 1 && others.length === 1
      ? [{ before: ones[0] as string, after: others[0] as string }]
      : [];
  });
}

/** Those of `wanted` that these names, or other names of the same elements, are. */
function namesIn(ledger: Ledger, names: readonly string[], wanted: ReadonlySet<string>): string[] {
  const all = names.flatMap((name) =>
    wanted.has(name) ? [name] : (ledger.owners.get(name)?.names.filter((other) => wanted.has(other)) ?? []),
  );
  return [...new Set(all)];
}

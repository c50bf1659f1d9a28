import type { Move } from "../identity/move.js";
import type { Link } from "./links.js";
import { type Entry, keyed, type RevisionLog } from "./revision-log.js";
import { compareSightings, type Sighting } from "./sighting.js";

/** What a history knows of full names. */
export interface KnownNames {
  /** When a name was seen first, by kind and full name; null where it never was. */
  firstOf(key: string): Sighting | null;
  /** Whether it followed this move. */
  isLinked(move: Move): boolean;
  /** What it followed moves to from a name, both by kind and full name. */
  renamesOf(key: string): readonly string[];
}

/**
 * Whether the new name of a move came up before the move, while the old one was there: then it is a copy, and not
 * where the other one went. A name that is older than the source is none, nor is one that an earlier move led to.
 * `now` is when the move would have been, null for a change that is not committed.
 */
export function existedBeside(move: Move, now: Sighting | null, names: KnownNames): boolean {
  const { kind, before, after } = move;
  const target = names.firstOf(`${kind} ${after}`);
  if (!target || (now && compareSightings(target, now) >= 0)) return false;
  const source = names.firstOf(`${kind} ${before}`);
  return source !== null && compareSightings(source, target) <= 0 && !names.isLinked(move);
}

/** The names of a revision log, put in order when they are asked for. */
export class NamesInLog implements KnownNames {
  readonly #log: RevisionLog | null;
  #firsts: Map<string, Sighting | null> | null = null;
  #links: Set<string> | null = null;
  #renames: Map<string, string[]> | null = null;

  constructor(log: RevisionLog | null) {
    this.#log = log;
  }

  firstOf(key: string): Sighting | null {
    if (!this.#firsts) {
      const firsts = this.#log ? [...firstsOf(this.#log)] : [];
      this.#firsts = new Map(firsts.map(([key, { first }]) => [key, first]));
    }
    return this.#firsts.get(key) ?? null;
  }

  isLinked(move: Move): boolean {
    this.#links ??= new Set((this.#log?.links ?? []).map((link) => keyed(link)[0]));
    return this.#links.has(keyed({ of: "owner", ...move })[0]);
  }

  renamesOf(key: string): readonly string[] {
    this.#renames ??= renamesIn(this.#log?.links ?? []);
    return this.#renames.get(key) ?? [];
  }
}

/** What the names of the protocol itself were renamed to, by kind and full name. */
export function renamesIn(links: Iterable<Link>): Map<string, string[]> {
  const renames = new Map<string, string[]>();
  for (const link of links) {
    if (link.of !== "owner" || link.past || link.before === link.after) continue;
    const key = `${link.kind} ${link.before}`;
    renames.set(key, [...(renames.get(key) ?? []), `${link.kind} ${link.after}`]);
  }
  return renames;
}

/**
 * Whether what was added to a log shows a name earlier than the log does, or shows that a name is the protocol's own:
 * then moves that the log follows, or takes for copies, may be others.
 */
export function reachesBack(log: RevisionLog, added: RevisionLog): boolean {
  const [earlier, later] = [firstsOf(log), firstsOf(added)];
  return [...later].some(([key, { first, isPast }]) => {
    const known = earlier.get(key);
    if (!known || (isPast && !known.isPast)) return false;
    return known.isPast !== isPast || compareSightings(first, known.first) < 0;
  });
}

/** For each name when it was seen first: in the protocol itself, and only where it never was there, in its past. */
function firstsOf({ entries }: RevisionLog): Map<string, Pick<Entry, "first" | "isPast">> {
  const firsts = new Map<string, Pick<Entry, "first" | "isPast">>();
  for (const { kind, owner, first, isPast } of entries) {
    const key = `${kind} ${owner}`;
    const known = firsts.get(key);
    const isFirst = !known || (known.isPast === isPast ? compareSightings(first, known.first) < 0 : !isPast);
    if (isFirst) firsts.set(key, { first, isPast });
  }
  return firsts;
}
